import { expect, test } from 'vitest';
import { jsonInstruction, readJsonAnswer } from './json-answer.ts';

const usage = { input: 10, cachedInput: null, output: 5, reasoning: null };
const scrub = (text: string) => text.replaceAll('sk-canary', '[removed]');
const ended = { finishReason: 'stop', usage, scrub };

const schema = {
  type: 'object',
  properties: { status: { type: 'string', enum: ['ok', 'no'] }, count: { type: 'integer' } },
  required: ['status'],
  additionalProperties: false,
};

test.each([
  '{"status":"ok"}',
  ' \n{"status":"ok"}\n',
  '```json\n{"status":"ok"}\n```',
  'Sure, here it is:\n```\n{"status":"ok"}\n```\nAnything else?',
  'The answer is {"status":"ok"}.',
])('a valid value is found in %j', (text) => {
  expect(readJsonAnswer(text, schema, ended)).toEqual({ status: 'ok' });
});

test.each([
  ['I would rather not.', 'did not answer in JSON'],
  ['{"status":', 'did not answer in JSON'],
  ['{"status":"maybe"}', 'at "status"'],
  ['{}', 'at "status"'],
  ['{"status":"ok","more":1}', 'at "more"'],
  ['[]', 'at its top'],
  ['{"status":"ok","count":1.5}', 'at "count"'],
])('%s fails and says where', (text, message) => {
  expect(() => readJsonAnswer(text, schema, ended)).toThrow(message);
});

test('an answer that was cut off at max tokens says so', () => {
  expect(() => readJsonAnswer('{"status":"o', schema, { finishReason: 'length', usage, scrub })).toThrow(
    'cut off at max tokens',
  );
});

test('a schema that is none is a bad request, not a bad answer', () => {
  expect(() => readJsonAnswer('{}', { type: 'nonsense' }, ended)).toThrow('output schema cannot be used');
});

test('a model without JSON mode is told the schema', () => {
  expect(jsonInstruction(schema)).toContain(JSON.stringify(schema));
});

test('an answer of nothing but line breaks is read at once', () => {
  expect(() => readJsonAnswer(`\`\`\`\n${'\n'.repeat(1_000_000)}{`, schema, ended)).toThrow(
    'did not answer in JSON',
  );
});

test('what the model calls a field is not trusted to be no secret', () => {
  const strict = { ...schema, additionalProperties: false };
  expect(() => readJsonAnswer('{"status":"ok","sk-canary":1}', strict, ended)).toThrow(/\[removed\]/);
});

test('a pattern that JavaScript would try for ever is matched at once', () => {
  const evil = { type: 'object', properties: { a: { type: 'string', pattern: '^(a+)+$' } } };
  const answer = JSON.stringify({ a: `${'a'.repeat(50_000)}!` });
  expect(() => readJsonAnswer(answer, evil, ended)).toThrow('at "a"');
});

test('a long answer is checked to its end', () => {
  const rows = { type: 'array', items: { type: 'object', properties: { a: { type: 'integer' } } } };
  const answer = [...Array.from({ length: 50_000 }, () => ({ a: 1 })), { a: 'x' }];
  expect(() => readJsonAnswer(JSON.stringify(answer), rows, ended)).toThrow('at "50000.a"');
});
