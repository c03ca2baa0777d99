import { expect, test } from 'vitest';
import { movePoint, perMillion, plainPrice, priceDoubt, priceFault } from './price';

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
  expect(plainPrice(' ')).toBeNull();
});

test('a price typed with an exponent is saved in plain digits', () => {
  expect(plainPrice('3e-7')).toBe('0.0000003');
  expect(plainPrice(' 0.000015 ')).toBe('0.000015');
});

test('a price moves from per token to per million and back without losing a digit', () => {
  for (const price of ['0.0000003', '0.000015', '0', '0.00000012345678901']) {
    expect(movePoint(movePoint(price, 6) ?? '', -6)).toBe(price);
  }
});

test('a price beyond what the API takes is refused, with both readings of it', () => {
  expect(priceFault('0.30')).toBe(
    '$0.3 per token is $300000 per 1M tokens. If $0.3 per 1M was meant, that is $0.0000003 per token.',
  );
  expect(priceFault('0.01')).toBeNull();
  expect(priceFault('0.0000003')).toBeNull();
  expect(priceFault('')).toBeNull();
});

test('a price that is most likely wrong by a factor of a million is doubted, either way, and the likely one is offered', () => {
  expect(priceDoubt('0.003')).toMatchObject({
    message: expect.stringMatching(/\$3000 per 1M tokens/),
    better: '0.000000003',
  });
  expect(priceDoubt('0.0000000000003')).toMatchObject({ better: '0.0000003' });
});

test('a likely price, none, and what is no price are not doubted', () => {
  for (const price of ['0.0000003', '0.00015', '0', '', 'abc', '0.30']) expect(priceDoubt(price)).toBeNull();
});

test('what is no number is no price', () => {
  for (const text of ['$3', '0,3', '-1', '1.2.3', '.', 'e5']) {
    expect(movePoint(text, 6)).toBeNull();
    expect(priceFault(text)).toMatch(/plain digits/);
  }
});
