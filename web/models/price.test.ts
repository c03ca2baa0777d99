import { expect, test } from 'vitest';
import { looksLikePerMillion, perMillion } from './price';

test('a price per token is shown per million, to the last digit', () => {
  expect(perMillion('0.0000003')).toBe('$0.3');
  expect(perMillion('0.000015')).toBe('$15');
  expect(perMillion('0.00000012345')).toBe('$0.12345');
  expect(perMillion('0')).toBe('$0');
});

test('no price is not tracked, never $0', () => {
  expect(perMillion(null)).toBe('not tracked');
  expect(perMillion('  ')).toBe('not tracked');
});

test('a price that is a million times too high is noticed', () => {
  expect(looksLikePerMillion('0.30')).toBe(true);
  expect(looksLikePerMillion('0.0000003')).toBe(false);
});
