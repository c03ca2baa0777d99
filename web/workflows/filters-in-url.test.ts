import { expect, test } from 'vitest';
import { readFilters, withFilters } from './filters-in-url';

const at = (query: string) => new URLSearchParams(query);

test('what is shown of the workflows stands in the address, and is read again as it was', () => {
  const filters = { view: 'archived', projectId: 'UHJvamVjdDox', search: 'night & day' } as const;
  const query = withFilters(at(''), filters);
  expect(query).toBe('?view=archived&project=UHJvamVjdDox&search=night+%26+day');
  expect(readFilters(at(query))).toEqual(filters);
});

test('the list as it is by itself leaves nothing in the address', () => {
  expect(readFilters(at('?view=mine&project='))).toEqual({ view: 'active', projectId: null, search: '' });
  expect(withFilters(at('?view=archived&search=a'), { view: 'active', search: '' })).toBe('');
});

test('changing one thing leaves the others, and whatever else stands there', () => {
  expect(withFilters(at('?from=a&search=night'), { projectId: 'x' })).toBe('?from=a&search=night&project=x');
});
