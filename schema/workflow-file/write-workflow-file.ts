import { fileMark, fileVersion, largestFileMegabytes, type WorkflowFile } from './workflow-file.ts';

/** How wide a line may be, what it is indented by not counted. */
const widest = 120;

/** Past this, blanks would make the file larger than its reader takes: the largest graph still fits without. */
const largestIndented = (largestFileMegabytes - 1) * 1024 * 1024;

/** The same workflow always gives the same text, so that two files can be compared line by line. */
export function writeWorkflowFile({
  name,
  description,
  models,
  connections,
  tools,
  graph,
}: WorkflowFile): string {
  const document = {
    patchbay: fileMark,
    version: fileVersion,
    name,
    description,
    models: sorted(models),
    connections: sorted(connections),
    tools: sorted(tools),
    graph,
  };
  const text = `${print(document, '')}\n`;
  const bytes = new TextEncoder().encode(text).length;
  return bytes <= largestIndented ? text : `${JSON.stringify(document)}\n`;
}

function sorted<T>(entries: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** JSON in which what fits on a line stays on it: an edge is one line, a step is as many as it has to say. */
function print(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const line = onOneLine(value, widest);
  if (line !== null) return line;
  const inner = `${indent}  `;
  const [opens, closes] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.from(entriesOf(value), ([name, item]) => inner + name + print(item, inner));
  return `${opens}\n${parts.join(',\n')}\n${indent}${closes}`;
}

/** Null where there is not room enough. */
function onOneLine(value: unknown, room: number): string | null {
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value);
    return text.length <= room ? text : null;
  }
  const parts: string[] = [];
  let left = room - 2;
  for (const [name, item] of entriesOf(value)) {
    const part = onOneLine(item, left - name.length);
    if (part === null) return null;
    parts.push(name + part);
    left -= name.length + part.length + 2;
  }
  if (Array.isArray(value)) return `[${parts.join(', ')}]`;
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** Each with what stands before it: its name, or nothing in a list. */
function* entriesOf(value: object): Generator<[before: string, item: unknown]> {
  if (Array.isArray(value)) for (const item of value) yield ['', item];
  else for (const [name, item] of Object.entries(value)) yield [`${JSON.stringify(name)}: `, item];
}
