import type { PathPart } from './shape.ts';

/** A value of an earlier step, named outside of templates and expressions: "extract.json.items[0]". */
export type ReferencePath = [string, ...PathPart[]];

const part = /\.([A-Za-z_][\w-]*)|\[(\d{1,6})\]|\["([^"\\]*)"\]/y;

/** Null where the text is no reference. */
export function parseReference(text: string): ReferencePath | null {
  const root = /^[a-z][a-z0-9_]*/.exec(text)?.[0];
  if (root === undefined) return null;
  const path: ReferencePath = [root];
  part.lastIndex = root.length;
  while (part.lastIndex < text.length) {
    const found = part.exec(text);
    if (!found) return null;
    const [, name, index, quoted] = found;
    path.push(index === undefined ? (name ?? quoted ?? '') : Number(index));
  }
  return path;
}

/** The value at a path of own properties; undefined where there is none. */
export function valueAt(scope: unknown, path: readonly PathPart[]): unknown {
  let value = scope;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PathPart, unknown>)[key];
  }
  return value;
}
