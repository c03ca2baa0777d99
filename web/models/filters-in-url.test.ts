import { expect, test } from 'vitest';
import { readFilters, withFilters } from './filters-in-url';

const at = (query: string) => new URLSearchParams(query);

test('the filters of a list stand in its address', () => {
  expect(readFilters(at('?type=custom&search=llama%203'))).toEqual({ type: 'CUSTOM', search: 'llama 3' });
  expect(readFilters(at(''))).toEqual({ type: null, search: '' });
});

test('a type that there is not is no filter', () => {
  expect(readFilters(at('?type=mine')).type).toBeNull();
});

test('changing one filter leaves the other, and whatever else stands in the address', () => {
  expect(withFilters(at('?type=custom&from=a'), { search: 'gpt & co' })).toBe(
    '?type=custom&from=a&search=gpt+%26+co',
  );
  expect(withFilters(at('?type=custom&search=gpt'), { type: null })).toBe('?search=gpt');
});

test('without filters nothing is added to the address', () => {
  expect(withFilters(at('?type=custom'), { type: null, search: '' })).toBe('');
});
