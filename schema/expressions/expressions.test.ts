import { describe, expect, test } from 'vitest';
import { evaluateExpression } from './evaluate-expression.ts';
import { parseExpression } from './parse-expression.ts';
import { renameInExpression } from './rename-in-expression.ts';

const pathsOf = (text: string) => parseExpression(text).references.map(({ path }) => path.join('.'));
const scope = {
  input: { n: 5, text: 'abc', list: [1, 2, 3], none: null, deep: { a: { b: 1 } } },
  extract: { json: { items: [{ price: 2 }, { price: 3 }] } },
};
const give = (text: string) => evaluateExpression(text, scope, 'Condition');

describe('references', () => {
  test('are what an expression takes from earlier steps, as far as that is known before running', () => {
    expect(pathsOf('input.amount > 100 && extract.json["two words"].x == "y"')).toEqual([
      'input.amount',
      'extract.json.two words.x',
    ]);
    expect(pathsOf('extract.json.items[0].price')).toEqual(['extract.json.items.0.price']);
    expect(pathsOf('a.list[b.index].name')).toEqual(['a.list', 'b.index']);
    expect(pathsOf('has(input.text) ? size(input.text) : 0')).toEqual(['input.text', 'input.text']);
  });

  test('the items of a list are the expression’s own', () => {
    expect(pathsOf('extract.items.map(item, item.price * input.rate)')).toEqual([
      'extract.items',
      'input.rate',
    ]);
    expect(pathsOf('a.list.filter(x, x.b.exists(y, y == x.c && z.d))')).toEqual(['a.list', 'z.d']);
  });

  test('come with their line and column', () => {
    expect(parseExpression('input.a == 1\n  && input.b == 2').references[1]).toMatchObject({
      line: 2,
      column: 6,
    });
  });

  test('follow a step that is given another key, and nothing else does', () => {
    expect(renameInExpression('a.x + a.list.map(a, a.y)[0] + b.a + "a.x" + a.z', 'a', 'total')).toBe(
      'total.x + total.list.map(a, a.y)[0] + b.a + "a.x" + total.z',
    );
  });
});

describe('an expression that cannot be read says where', () => {
  test.each([
    ['input.a ==', 1, 11, /ends too early/],
    ['input.a = 1', 1, 9, /./],
    ['input.a == 1 &&\n  shout(input.b)', 2, 3, /no function shout/],
    ['"a" + 1', 1, 1, /do not go together: text \+ number/],
    ['x'.repeat(5_001), 1, 1, /at most 5,000 characters/],
  ])('%j', (text, line, column, message) => {
    expect(parseExpression(text).issues).toEqual([{ line, column, message: expect.stringMatching(message) }]);
  });
});

test('whether it gives yes or no is told as far as that is known', () => {
  expect(parseExpression('input.a > 1').gives).toBe('boolean');
  expect(parseExpression('input.a').gives).toBe('unknown');
  expect(parseExpression('size("a")').gives).toBe('other');
});

describe('working out', () => {
  test('gives values as JSON has them', () => {
    expect(give('input.n > 3')).toBe(true);
    expect(give('size(input.list)')).toBe(3);
    expect(give('extract.json.items.map(item, item.price * 2)')).toEqual([4, 6]);
    expect(give('{"sum": input.list[0] + input.list[1], "who": [input.text, 1, null]}')).toEqual({
      sum: 3,
      who: ['abc', 1, null],
    });
    expect(give('timestamp("2026-01-31T00:00:00Z")')).toBe('2026-01-31T00:00:00.000Z');
    expect(give('input.text.matches("^a.c$")')).toBe(true);
  });

  test('counts numbers as people mean them, be they written 1 or 1.0', () => {
    expect(give('input.n + 1')).toBe(6);
    expect(give('input.n / 2')).toBe(2.5);
    expect(give('input.n % 2 == 1')).toBe(true);
    expect(give('7 - input.n * 1')).toBe(2);
  });

  const refusal = (text: string) => {
    try {
      return `gave ${JSON.stringify(give(text))}`;
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };

  test('names the place of what is missing or does not go together', () => {
    expect(refusal('input.n > 1 &&\n input.q == 2')).toMatch(
      /^Condition, line 2, column 8: There is no field "q" here/,
    );
    expect(refusal('input.text + input.n')).toMatch(/These do not go together: text \+ number/);
    expect(refusal('other.x')).toMatch(/There is no value "other"/);
  });

  test('loses no value that JSON does not have: it is an error', () => {
    expect(refusal('9007199254740993')).toMatch(/too large: turn it into text/);
    expect(refusal('1.0 / 0.0')).toMatch(/This gives no number/);
    expect(refusal('b"abc"')).toMatch(/neither text, a number/);
    expect(refusal('type(1)')).toMatch(/neither text, a number/);
  });
});
