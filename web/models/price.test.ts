import { expect, test } from 'vitest';
import { convertPrice, movePoint, perMillion, perToken, priceFault } from './price';

test('a price per token is shown per million, to the last digit', () => {
  expect(perMillion('0.0000003')).toBe('$0.3');
  expect(perMillion('0.000015')).toBe('$15');
  expect(perMillion('0.00000012345')).toBe('$0.12345');
  expect(perMillion('.00000012345678901234567')).toBe('$0.12345678901234567');
  expect(perMillion('3e-7')).toBe('$0.3');
  expect(perMillion('0')).toBe('$0');
});

test('no price is not tracked, never $0', () => {
  expect(perMillion(null)).toBe('not tracked');
  expect(perMillion('  ')).toBe('not tracked');
  expect(perToken(' ', 'million')).toBeNull();
});

test('a price typed per million is saved per token', () => {
  expect(perToken('0.3', 'million')).toBe('0.0000003');
  expect(perToken('15', 'million')).toBe('0.000015');
  expect(perToken('2500000', 'million')).toBe('2.5');
  expect(perToken('0.0000003', 'token')).toBe('0.0000003');
});

test('switching the unit keeps the price, there and back', () => {
  for (const price of ['0.0000003', '0.000015', '0', '0.00000012345678901']) {
    expect(convertPrice(convertPrice(price, 'million'), 'token')).toBe(price);
  }
  expect(convertPrice('abc', 'million')).toBe('abc');
  expect(convertPrice('', 'million')).toBe('');
});

test('a price that is wrong by a factor of a million is noticed, in either unit', () => {
  expect(priceFault('0.30', 'token')).toMatch(/\$300000 per million tokens.*one token/);
  expect(priceFault('0.0000003', 'token')).toBeNull();
  expect(priceFault('0.0000003', 'million')).toMatch(/price of a million/);
  expect(priceFault('0.3', 'million')).toBeNull();
  expect(priceFault('0', 'token')).toBeNull();
  expect(priceFault('', 'token')).toBeNull();
});

test('what is no number is no price', () => {
  for (const text of ['$3', '0,3', '-1', '1.2.3', '.', 'e5']) {
    expect(movePoint(text, 6)).toBeNull();
    expect(priceFault(text, 'token')).toMatch(/plain digits/);
  }
});
