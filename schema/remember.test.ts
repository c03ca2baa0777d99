import { expect, test } from 'vitest';
import { remember } from './remember.ts';

test('makes the same of the same text once, lets go of what was not asked for longest, and keeps nothing long', () => {
  const made: string[] = [];
  const upper = remember({ most: 2, longest: 3 }, (text) => {
    made.push(text);
    return text.toUpperCase();
  });
  for (const text of ['a', 'b', 'a', 'c', 'a', 'b', 'long', 'long'])
    expect(upper(text)).toBe(text.toUpperCase());
  expect(made).toEqual(['a', 'b', 'c', 'b', 'long', 'long']);
});
