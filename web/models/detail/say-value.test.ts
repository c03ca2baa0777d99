import { expect, test } from 'vitest';
import { sayValue } from './say-value';

test('toggles are on or off, and what was blank or unknown is none', () => {
  expect([true, false, null, undefined, ''].map(sayValue)).toEqual(['on', 'off', 'none', 'none', 'none']);
});

test('texts and numbers stand for themselves; a long text is cut, and shows it', () => {
  expect(sayValue('llama-ft')).toBe('llama-ft');
  expect(sayValue(4096)).toBe('4096');
  expect(sayValue('x'.repeat(500))).toBe(`${'x'.repeat(120)}…`);
});
