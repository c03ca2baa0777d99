import { listSome } from './list-some.ts';

/**
 * Shape   what is known of a value before anything has run: enough to tell whether a template may refer to it
 *
 * An *open* record may hold more than its known fields, as a JSON answer does whose schema allows it.
 */
export type Shape =
  | { kind: 'text' }
  | { kind: 'number' }
  | { kind: 'boolean' }
  | { kind: 'any' }
  | { kind: 'list'; of: Shape }
  | { kind: 'record'; fields: Readonly<Record<string, Shape>>; open?: boolean; file?: FileShape };

/** A record that stands for a file: its name and size may be read like fields, and it can be attached to a prompt. */
export type FileShape = 'image' | 'document';

export const fileShape = (file: FileShape): Shape => ({
  kind: 'record',
  file,
  fields: {
    id: { kind: 'text' },
    name: { kind: 'text' },
    mediaType: { kind: 'text' },
    size: { kind: 'number' },
  },
});

/** What lies at a path that leads somewhere: "any" where nobody can know. */
export function shapeAt(shape: Shape, path: readonly PathPart[]): Shape {
  const [part, ...rest] = path;
  if (part === undefined) return shape;
  if (shape.kind === 'list' && part !== 'size') return shapeAt(shape.of, rest);
  const field = shape.kind === 'record' && Object.hasOwn(shape.fields, part) ? shape.fields[part] : undefined;
  return field ? shapeAt(field, rest) : { kind: 'any' };
}

export type PathPart = string | number;

/** What Liquid itself answers about a text or a list. */
const listWords = new Set<PathPart>(['size', 'first', 'last']);

/** Why a path leads nowhere in a shape, as a sentence; null where it leads somewhere or nobody can know. */
export function pathFault(shape: Shape, path: readonly PathPart[], of: string): string | null {
  const [part, ...rest] = path;
  if (part === undefined || shape.kind === 'any') return null;
  const deeper = typeof part === 'number' ? `${of}[${part}]` : `${of}.${part}`;
  if (shape.kind === 'list') {
    if (typeof part === 'number' || part === 'first' || part === 'last')
      return pathFault(shape.of, rest, deeper);
    return part === 'size' ? null : `"${of}" is a list: write "${of}[0]", "${of}.first" or "${of}.size".`;
  }
  if (shape.kind === 'record') {
    const field = Object.hasOwn(shape.fields, part) ? shape.fields[part] : undefined;
    if (field) return pathFault(field, rest, deeper);
    if (shape.open || part === 'size') return null;
    const known = Object.keys(shape.fields);
    const choose = known.length > 0 ? `Choose one of: ${listSome(known)}.` : 'It has no fields yet.';
    return `"${of}" has no field "${part}". ${choose}`;
  }
  if (shape.kind === 'text' && listWords.has(part)) return null;
  return `"${of}" is a ${shape.kind} and has no field "${part}".`;
}

/** What in a value is not as the shape says, as a sentence. What is absent or null is no fault: not every field is always there. */
export function valueFault(shape: Shape, value: unknown, of: string): string | null {
  if (shape.kind === 'any' || value === null || value === undefined) return null;
  if (shape.kind === 'list')
    return Array.isArray(value)
      ? firstFault(value.entries(), (index, one) => valueFault(shape.of, one, `${of}[${index}]`))
      : wrongKind(of, 'a list', value);
  if (shape.kind !== 'record') {
    const type = shape.kind === 'text' ? 'string' : shape.kind;
    return typeof value === type ? null : wrongKind(of, kindWords[shape.kind], value);
  }
  if (!isRecord(value)) return wrongKind(of, 'an object', value);
  return firstFault(Object.entries(value), (name, one) => {
    const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (field) return valueFault(field, one, `${of}.${name}`);
    return shape.open ? null : pathFault(shape, [name], of);
  });
}

const kindWords = { text: 'a text', number: 'a number', boolean: 'true or false' };

function wrongKind(of: string, wanted: string, value: unknown): string {
  const found = Array.isArray(value)
    ? 'a list'
    : isRecord(value)
      ? 'an object'
      : JSON.stringify(value).slice(0, 40);
  return `"${of}" is ${found} where ${wanted} is put out.`;
}

function firstFault<Key>(
  entries: Iterable<readonly [Key, unknown]>,
  faultOf: (key: Key, value: unknown) => string | null,
): string | null {
  for (const [key, value] of entries) {
    const fault = faultOf(key, value);
    if (fault) return fault;
  }
  return null;
}

/** The shape of the values that a JSON Schema allows, as far as it says so plainly. */
export function shapeOfJsonSchema(schema: unknown, depth = 0): Shape {
  if (!isRecord(schema) || depth > 20) return { kind: 'any' };
  const { type, properties, items } = schema;
  if (isRecord(properties) && (type === 'object' || type === undefined)) {
    const fields = Object.entries(properties).map(([name, inner]) => [
      name,
      shapeOfJsonSchema(inner, depth + 1),
    ]);
    return {
      kind: 'record',
      fields: Object.fromEntries(fields),
      open: schema.additionalProperties !== false,
    };
  }
  if (type === 'array') return { kind: 'list', of: shapeOfJsonSchema(items, depth + 1) };
  if (type === 'string') return { kind: 'text' };
  if (type === 'number' || type === 'integer') return { kind: 'number' };
  if (type === 'boolean') return { kind: 'boolean' };
  return { kind: 'any' };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
