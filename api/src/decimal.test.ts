import { expect, test } from 'vitest';
import { plainDecimal } from './decimal.ts';

test.each([
  ['0.0000003', '0.0000003'],
  ['3e-7', '0.0000003'],
  ['12.50E-1', '1.25'],
  ['1.5e3', '1500'],
  ['007.100', '7.1'],
  ['-0.50', '-0.5'],
  ['-0', '0'],
  ['0.00000012345678901234567', '0.00000012345678901234567'],
])('%s is written plainly as %s', (given, plain) => {
  expect(plainDecimal(given)).toBe(plain);
});

test.each(['', '.', '1,5', '0x10', 'NaN', '1e999', '1 000', '½'])('%j is no decimal number', (text) => {
  expect(plainDecimal(text)).toBeNull();
});
