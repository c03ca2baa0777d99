import { isRecord } from '../shape.ts';

/**
 * What of JSON Schema is understood here. A schema is checked when it is saved: a keyword that nobody would heed is
 * refused then, so that no check is missing later without anybody knowing.
 */
const understood = new Set(
  `type enum const properties required additionalProperties minProperties maxProperties items minItems maxItems
   uniqueItems minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf anyOf oneOf
   allOf not prefixItems $ref $defs definitions`.split(/\s+/),
);

/** They describe, and check nothing. */
const describing = new Set(
  `title description default examples format $schema $id $comment deprecated readOnly writeOnly contentMediaType
   contentEncoding propertyOrdering`.split(/\s+/),
);

const inner = {
  one: ['items', 'not', 'additionalProperties'],
  list: ['anyOf', 'oneOf', 'allOf', 'prefixItems'],
};
const named = ['properties', '$defs', 'definitions'];
const types = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

const deepest = 40;
const longest = 100_000;

/** Why a pattern cannot be used, as a sentence, or null. */
type PatternFault = (pattern: string) => string | null;

/**
 * What is wrong with a schema, as a sentence, or null. Walks without recursion: no depth can hurt it. What tells whether
 * a pattern can be used is larger than all the rest, so it is brought by whoever has it.
 */
export function usableSchemaFault(schema: unknown, patternFault: PatternFault): string | null {
  const open: { value: unknown; at: string; depth: number }[] = [{ value: schema, at: '', depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, at, depth } = next;
    if (depth > deepest) return `The schema is nested more than ${deepest} levels deep.`;
    if (typeof value === 'boolean') continue;
    if (!isRecord(value)) return `${place(at)} must be a schema, that is an object.`;
    const fault = ownFault(value, at, patternFault);
    if (fault) return fault;
    for (const key of inner.one)
      if (value[key] !== undefined) open.push({ value: value[key], at: `${at}/${key}`, depth: depth + 1 });
    for (const key of inner.list)
      for (const [index, one] of listOf(value[key]).entries())
        open.push({ value: one, at: `${at}/${key}/${index}`, depth: depth + 1 });
    for (const key of named) {
      const schemas = value[key];
      if (schemas === undefined) continue;
      if (!isRecord(schemas)) return `${place(`${at}/${key}`)} must be an object that describes each name.`;
      for (const [name, one] of Object.entries(schemas))
        open.push({ value: one, at: `${at}/${key}/${name}`, depth: depth + 1 });
    }
  }
  if (JSON.stringify(schema).length > longest)
    return `The schema has more than ${longest.toLocaleString('en')} characters.`;
  return isRecord(schema) ? refFault(schema) : null;
}

function ownFault(schema: Record<string, unknown>, at: string, patternFault: PatternFault): string | null {
  for (const key of Object.keys(schema))
    if (!understood.has(key) && !describing.has(key) && !key.startsWith('x-'))
      return `${place(at)} uses "${key}", which is not checked here. Leave it out.`;
  const { type, pattern, required } = schema;
  const unknown = (Array.isArray(type) ? type : [type]).find(
    (one) => one !== undefined && !types.has(String(one)),
  );
  if (unknown !== undefined) return `${place(at)} has the type "${String(unknown)}", which does not exist.`;
  if (required !== undefined && !isListOfTexts(required))
    return `"required" ${within(at)} must be a list of names.`;
  for (const key of inner.list)
    if (schema[key] !== undefined && listOf(schema[key]).length === 0)
      return `"${key}" ${within(at)} must be a list of schemas.`;
  if (schema.enum !== undefined && !Array.isArray(schema.enum)) return `"enum" ${within(at)} must be a list.`;
  if (pattern === undefined) return null;
  const fault = typeof pattern === 'string' ? patternFault(pattern) : 'it is no text.';
  return fault && `"pattern" ${within(at)} cannot be used: ${fault}`;
}

function refFault(schema: Record<string, unknown>): string | null {
  for (const [, ref = ''] of JSON.stringify(schema).matchAll(/"\$ref":"([^"]*)"/g))
    if (!resolveRef(schema, ref)) return `"$ref" names "${ref}", which is not in the schema.`;
  return null;
}

/** Only within the schema: nothing is fetched. */
export function resolveRef(root: Record<string, unknown>, ref: string): unknown {
  if (ref === '#') return root;
  const [, group = '', name = ''] = /^#\/(\$defs|definitions)\/([^/~%]+)$/.exec(ref) ?? [];
  const schemas = root[group];
  return isRecord(schemas) && Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}

export function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const place = (at: string) => (at === '' ? 'The schema' : `"${at.slice(1)}" in the schema`);
const within = (at: string) => (at === '' ? 'of the schema' : `at "${at.slice(1)}"`);
