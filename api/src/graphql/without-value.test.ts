import { coerceInputValue, GraphQLError, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../schema.ts';
import { withoutValue } from './without-value.ts';

const canary = 'sk-canary';

test.each([
  ['Int cannot represent non-integer value: "sk-canary"', 'Int cannot represent non-integer value.'],
  [
    'String cannot represent a non string value: { a: "x: sk-canary" }',
    'String cannot represent a non string value.',
  ],
  [
    'Value "sk-canary" does not exist in "Scope" enum. Did you mean "READ"?',
    'The value does not exist in "Scope" enum. Did you mean "READ"?',
  ],
  ['Expected value of type "Boolean!", found "a; sk-canary".', 'Expected value of type "Boolean!".'],
  [
    'Expected value of type "DateTime", found "a; sk-canary"; Write an instant.',
    'Expected value of type "DateTime": Write an instant.',
  ],
  [
    'Variable "$a" got invalid value "b; sk-canary"; Expected type "A" to be an object.',
    'Variable "$a": Expected type "A" to be an object.',
  ],
  ['Expected value of type "Boolean!", found "a; \\"sk-canary".', 'Expected value of type "Boolean!".'],
  ['Expected value of type "Boolean!", found """a; "sk-canary""".', 'Expected value of type "Boolean!".'],
  ['Argument "id" has invalid value "sk-canary".', 'Argument "id" has an invalid value.'],
  [
    'Syntax Error: Expected Name, found String "sk-canary".',
    'Syntax Error: Expected Name, found another value.',
  ],
  ['Syntax Error: Unexpected Int "4242424242".', 'Syntax Error: Unexpected another value.'],
])('%s', (message, instead) => {
  expect(withoutValue(message)).toBe(instead);
});

test.each([
  'Cannot query field "nmae" on type "Project". Did you mean "name"?',
  'Unknown argument "frist" on field "Organization.projects". Did you mean "first"?',
  'Field "name" of required type "String!" was not provided.',
  'This operation has a depth of 31; at most 15 is allowed.',
  'The header must be sent: without it nothing is found.',
])('a message that quotes no value stays: %s', (message) => {
  expect(withoutValue(message)).toBe(message);
});

/** graphql-js may word its messages anew: what it says today is tried as well. */
test.each([
  `{ organization { projects(first: "${canary}") { totalCount } } }`,
  `{ organization { projects(first: {a: "${canary}"}) { totalCount } } }`,
  `{ organization { projects(archived: "${canary}") { totalCount } } }`,
  `{ organization { members(role: "${canary}") { totalCount } } }`,
  `{ organization { members(role: ${canary.replace('-', '_')}) { totalCount } } }`,
  `mutation { createProject(input: "${canary}") { __typename } }`,
  `mutation { createProject(input: ["${canary}"]) { __typename } }`,
  `mutation { createApiKey(input: { name: "a", scopes: [READ], expiresAt: "; ${canary}" }) { __typename } }`,
  `query ($a: Int = "${canary}") { organization { projects(first: $a) { totalCount } } }`,
  `{ viewer @include(if: "${canary}") { id } }`,
])('what validation says of %s holds no value', (query) => {
  const messages = validate(schema, parse(query)).map(({ message }) => message);
  expect(messages).not.toEqual([]);
  expect(messages.map(withoutValue).join()).not.toMatch(/sk.canary/);
});

test.each([
  '{ a "sk-canary" }',
  '{ a """sk-canary""" }',
  '{ a(b: "sk-canary\n") }',
  '"sk-canary" "sk-canary" {',
  '{ a(b: 1sk-canary) }',
])('what the parser says of %j holds no value', (query) => {
  const error = caught(() => parse(query));
  expect(error).toBeInstanceOf(GraphQLError);
  expect(withoutValue(error instanceof Error ? error.message : '')).not.toContain(canary);
});

test('what is said of a variable holds no value', () => {
  const type = schema.getType('CreateApiKeyInput');
  const given = {
    name: { [canary]: canary },
    scopes: [canary, 4, { canary }],
    expiresAt: `; ${canary}`,
    role: canary,
  };
  const messages: string[] = [];
  if (type && 'getFields' in type)
    coerceInputValue(given, type as Parameters<typeof coerceInputValue>[1], (_path, _value, error) => {
      messages.push(withoutValue(error.message));
    });
  expect(messages.length).toBeGreaterThan(3);
  expect(messages.join()).not.toContain(canary);
});

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
