import { expect, test } from 'vitest';
import { noFilters, readFilters, withFilters } from './filters-in-url';

const at = (query: string) => new URLSearchParams(query);

test('the filters of a list stand in its address', () => {
  expect(
    readFilters(
      at(
        '?type=custom&provider=openai&provider=bedrock&capability=tool-use&status=inactive&health=never&search=llama%203&sort=-last-tested',
      ),
    ),
  ).toEqual({
    type: 'CUSTOM',
    provider: ['openai', 'bedrock'],
    capability: ['TOOL_USE'],
    status: ['INACTIVE'],
    health: ['NEVER'],
    search: 'llama 3',
    sort: { by: 'LAST_TESTED', descending: true },
  });
  expect(readFilters(at(''))).toEqual({ ...noFilters, sort: { by: 'NAME', descending: false } });
});

test('what is written to the address is read again as it was', () => {
  const filters = readFilters(
    at('?type=platform&capability=vision&capability=reasoning&status=deleted&health=failed&sort=created'),
  );
  expect(readFilters(at(withFilters(at(''), filters)))).toEqual(filters);
});

test('a value that there is not is no filter, and one that is named twice is named once', () => {
  expect(
    readFilters(at('?type=mine&capability=flying&capability=vision&capability=vision&sort=colour')),
  ).toEqual({ ...noFilters, capability: ['VISION'], sort: { by: 'NAME', descending: false } });
});

test('changing one filter leaves the others, and whatever else stands in the address', () => {
  expect(withFilters(at('?type=custom&from=a'), { search: 'gpt & co' })).toBe(
    '?from=a&type=custom&search=gpt+%26+co',
  );
  expect(withFilters(at('?type=custom&search=gpt&sort=-created'), { type: null })).toBe(
    '?search=gpt&sort=-created',
  );
});

test('without filters nothing is added to the address; clearing them keeps the order', () => {
  expect(withFilters(at('?type=custom&provider=openai'), noFilters)).toBe('');
  expect(withFilters(at('?health=failed&sort=-name'), noFilters)).toBe('?sort=-name');
});
