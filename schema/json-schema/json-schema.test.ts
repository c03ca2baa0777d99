import { expect, test } from 'vitest';
import { valueFaults } from './check-value.ts';
import { argumentsFault } from '../tools/arguments-fault.ts';
import { patternFault } from './pattern.ts';
import { roughPatternFault } from './rough-pattern.ts';
import { usableSchemaFault } from './usable-schema.ts';

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const schemaFault = (schema: unknown) => usableSchemaFault(schema, patternFault);
const messages = (schema: Record<string, unknown>, value: unknown) =>
  valueFaults(schema, value).map(({ path, message }) => `${path.join('.')}: ${message}`);

test('each keyword is heeded', () => {
  const schema = object(
    {
      text: { type: 'string', minLength: 2, maxLength: 3, pattern: '^[a-z]+$' },
      number: { type: 'number', minimum: 1, exclusiveMaximum: 5, multipleOf: 0.5 },
      list: { type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 2, uniqueItems: true },
      choice: { enum: ['a', null, { b: 1 }] },
      either: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      one: { oneOf: [{ type: 'number' }, { minimum: 5 }] },
      never: { not: { type: 'string' } },
      again: { $ref: '#/$defs/inner' },
    },
    {
      required: ['text'],
      additionalProperties: false,
      $defs: { inner: object({ deep: { const: 1 } }, { required: ['deep'] }) },
    },
  );
  expect(schemaFault(schema)).toBe(null);
  const good = { text: 'ab', number: 2.5, list: [1, 2], choice: { b: 1 }, either: null, one: 3 };
  expect(messages(schema, { ...good, never: 1, again: { deep: 1 } })).toEqual([]);
  expect(messages(schema, {})).toEqual(['text: Is required.']);
  const bad = {
    text: 'A',
    number: 5,
    list: [1, 1],
    choice: 'c',
    either: 1,
    one: 7,
    never: '',
    again: {},
    x: 1,
  };
  expect(messages(schema, bad)).toEqual([
    'text: Needs at least 2 characters.',
    'number: Is less than 5.',
    'list: Holds an item twice.',
    'choice: Must be one of "a", null, {"b":1}.',
    'either: Fits none of the forms that are allowed here.',
    'one: Must fit exactly one of the forms that are allowed here.',
    'never: Has a form that is excluded here.',
    'again.deep: Is required.',
    'x: There is no such field here.',
  ]);
});

test('a schema may refer to the whole of itself', () => {
  const tree = object({ name: { type: 'string' }, inner: { $ref: '#' } }, { required: ['name'] });
  expect(schemaFault(tree)).toBe(null);
  expect(messages(tree, { name: 'a', inner: { name: 'b' } })).toEqual([]);
  expect(messages(tree, { name: 'a', inner: {} })).toEqual(['inner.name: Is required.']);
});

test('the first items of a list may each have a schema of their own', () => {
  const pair = { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false };
  expect(schemaFault(pair)).toBe(null);
  expect(messages(pair, ['a', 1])).toEqual([]);
  expect(messages(pair, ['a', 'b', 3])).toEqual(['1: Must be a number.', '2: Nothing may stand here.']);
});

test('a keyword that would not be heeded is refused, with its place', () => {
  expect(schemaFault(object({ a: { type: 'object', patternProperties: {} } }))).toBe(
    '"properties/a" in the schema uses "patternProperties", which is not checked here. Leave it out.',
  );
  for (const schema of [
    null,
    [],
    object({ a: 7 }),
    object({ a: { type: 'text' } }),
    object({ a: { pattern: '(?=x)' } }),
    object({ a: { pattern: 7 } }),
    object({ a: { $ref: 'https://example.com/schema' } }),
    object({ a: { $ref: '#/$defs/none' } }),
    object({}, { required: 'a' }),
  ])
    expect(schemaFault(schema), JSON.stringify(schema)).not.toBe(null);
});

test('no schema and no value keeps the process busy', () => {
  const loop = {
    type: 'object',
    $defs: { a: { allOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a' }] } },
    $ref: '#/$defs/a',
  };
  expect(schemaFault(loop)).toBe(null);
  expect(messages(loop, {})).toEqual([': This is too much to be checked.']);
  let deep: object = { type: 'string' };
  for (let depth = 0; depth < 10_000; depth++) deep = { type: 'object', properties: { a: deep } };
  expect(schemaFault(deep)).toContain('levels deep');
  const evil = object({ a: { type: 'string', pattern: '^(([a-z])+.)+[A-Z]([a-z])+$' } });
  expect(messages(evil, { a: 'a'.repeat(100_000) })).toHaveLength(1);
});

test('names from another world are fields like any other', () => {
  const schema = object({ a: { type: 'string' } }, { additionalProperties: false, required: ['toString'] });
  expect(messages(schema, JSON.parse('{"__proto__": 1}'))).toEqual([
    'toString: Is required.',
    '__proto__: There is no such field here.',
  ]);
});

test('what only describes is left alone', () => {
  const described = object(
    { a: { type: 'string', format: 'email', 'x-order': 1 } },
    { propertyOrdering: ['a'] },
  );
  expect(schemaFault(described)).toBe(null);
});

test('arguments are an object', () => {
  expect(argumentsFault(object({}))).toBe(null);
  for (const schema of [null, {}, { type: 'string' }])
    expect(argumentsFault(schema)).toContain('The arguments are an object');
});

test.each(['(?=x)', '(?<!x)y', '(a)\\1', '['])(
  'a look at the pattern %s tells that it cannot be used',
  (pattern) => {
    expect(roughPatternFault(pattern)).not.toBe(null);
    expect(patternFault(pattern)).not.toBe(null);
  },
);
