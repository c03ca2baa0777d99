import { parseExpression } from './parse-expression.ts';

/** The same expression, referring to the step `to` where it referred to `from`. */
export function renameInExpression(text: string, from: string, to: string): string {
  // From the end, so that a change moves no place that is still to come.
  return parseExpression(text)
    .references.filter(({ path }) => path[0] === from)
    .toSorted((a, b) => b.position - a.position)
    .reduce((now, { position }) => now.slice(0, position) + to + now.slice(position + from.length), text);
}
