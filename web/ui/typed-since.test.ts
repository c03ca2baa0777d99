import { expect, test } from 'vitest';
import { typedSince } from './typed-since';

const began = { name: 'Orders', fields: { user: 'me', password: '' }, rows: [{ name: 'id' }], table: null };

test('a form in which nothing was typed differs in nothing', () => {
  expect(typedSince(began, structuredClone(began))).toEqual([]);
});

test('a record is told of field by field, a list as a whole', () => {
  const now = {
    ...began,
    fields: { user: 'you', password: '' },
    rows: [{ name: 'id' }, { name: 'page' }],
    table: [],
  };
  expect(typedSince(began, now)).toEqual([
    ['fields.user', 'you'],
    ['rows', [{ name: 'id' }, { name: 'page' }]],
    ['table', []],
  ]);
});
