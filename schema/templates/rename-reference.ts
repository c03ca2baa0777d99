import { parseTemplate } from './parse-template.ts';

/** The same template, referring to the step `to` where it referred to `from`. */
export function renameReference(text: string, from: string, to: string): string {
  // Most templates do not name the step: looking is quicker than parsing.
  if (!text.includes(from)) return text;
  const lines = text.split('\n');
  // From the end, so that a change moves no place that is still to come.
  const places = parseTemplate(text)
    .references.filter(({ path }) => path[0] === from)
    .toSorted((a, b) => b.line - a.line || b.column - a.column);
  for (const { line, column } of places) {
    const old = lines[line - 1] ?? '';
    if (!old.startsWith(from, column - 1)) continue;
    lines[line - 1] = `${old.slice(0, column - 1)}${to}${old.slice(column - 1 + from.length)}`;
  }
  return lines.join('\n');
}
