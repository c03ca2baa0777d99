import { expect, test } from 'vitest';
import { evaluateExpression } from './evaluate-expression.ts';
import { parseExpression } from './parse-expression.ts';

const scope = { input: { text: 'x', list: [1, 2, 3] } };
const refusal = (text: string) => {
  try {
    return `gave ${JSON.stringify(evaluateExpression(text, scope, 'Condition'))}`;
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

test.each([
  'input.constructor',
  'input.__proto__',
  'input["__proto__"]',
  'input.text.constructor',
  'input.list.push',
  'input.list.length',
  'input["constructor"]["constructor"]("return 1")()',
  'constructor',
  'toString',
  'globalThis',
  'process.env',
])('reaches nothing but data: %s', (text) => {
  expect(refusal(text)).toMatch(/^Condition, line 1, column \d+: /);
});

test.each([
  ['brackets in one another', `${'('.repeat(2_000)}1${')'.repeat(2_000)}`],
  ['lists in one another', `${'['.repeat(2_000)}${']'.repeat(2_000)}`],
  ['calls in one another', `${'size('.repeat(900)}input.list${')'.repeat(900)}`],
  ['many parts', Array.from({ length: 2_400 }, () => '1').join('+')],
  ['a long list', `[${'1,'.repeat(2_400)}1]`],
  ['length', `"${'x'.repeat(6_000)}"`],
])('is refused before it is worked out: %s', (_what, text) => {
  expect(parseExpression(text).issues).toHaveLength(1);
  expect(refusal(text)).toMatch(/^Condition, line \d+, column \d+: /);
});

test('a pattern that would be tried for ever is matched at once', () => {
  const slow = `"${'a'.repeat(2_000)}!".matches("^(a+)+$")`;
  expect(refusal(slow)).toBe('gave false');
  expect(refusal('input.text.matches("(")')).toMatch(/^Condition, line 1, column/);
  expect(refusal('input.text.matches("(?=x)x")')).toMatch(/^Condition, line 1, column/);
});

test('a record of its own cannot change what others see', () => {
  expect(refusal('{"__proto__": {"polluted": true}}.polluted')).not.toMatch(/^gave true/);
  evaluateExpression('{"__proto__": {"polluted": true}}', scope);
  expect({}).not.toHaveProperty('polluted');
});
