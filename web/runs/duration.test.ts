import { expect, test } from 'vitest';
import { span } from './duration.ts';

test.each([
  [-5, '0 ms'],
  [840, '840 ms'],
  [3_240, '3.2 s'],
  [59_960, '1 min 0 s'],
  [125_000, '2 min 5 s'],
  [7_260_000, '2 h 1 min'],
])('%i ms reads "%s"', (milliseconds, text) => {
  expect(span(milliseconds)).toBe(text);
});
