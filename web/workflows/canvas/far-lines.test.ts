import { expect, test } from 'vitest';
import { farLines } from './far-lines';

test('a name that fits is one line; a longer one is broken between its words, and cut after the second line', () => {
  expect(farLines('Answer', 11)).toEqual(['Answer']);
  expect(farLines('Look at the photo', 11)).toEqual(['Look at the', 'photo']);
  expect(farLines('Summarise what was said', 11)).toEqual(['Summarise', 'what was s…']);
  expect(farLines('Internationalisation', 11)).toEqual(['Internation', 'alisation']);
  expect(farLines('  ', 11)).toEqual([]);
});
