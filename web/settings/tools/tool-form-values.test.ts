import { expect, test } from 'vitest';
import { httpDefinition, schemaOfTable, tableOfSchema } from './tool-form-values';

const table = [
  { name: 'id', type: 'string', required: true, description: 'Of the order.' },
  { name: 'page', type: 'integer', required: false, description: '' },
] as const;

test('what the table says comes back from its schema', () => {
  expect(tableOfSchema(schemaOfTable(table))).toEqual(table);
});

test('a schema that says more than the table can show is left to be edited as JSON', () => {
  const property = (one: object) => ({ type: 'object', properties: { id: one } });
  expect(tableOfSchema(property({ type: 'string' }))).not.toBe(null);
  for (const one of [{ type: 'string', enum: ['a'] }, { type: ['string', 'null'] }, { $ref: '#/$defs/a' }])
    expect(tableOfSchema(property(one))).toBe(null);
  expect(tableOfSchema({ ...property({ type: 'string' }), $defs: {} })).toBe(null);
});

test('each argument goes to one place: the URL, else the query, else the body of what has one', () => {
  const url = 'https://example.com/orders/{id}';
  const parameters = schemaOfTable(table);
  expect(httpDefinition({ method: 'GET', url }, parameters, null)).toMatchObject({
    query: ['page'],
    body: [],
  });
  const post = httpDefinition({ method: 'POST', url }, parameters, null);
  expect(post).toMatchObject({ query: [], body: ['page'] });
  // A place that an API client chose stays.
  const saved = { ...post, query: ['page'], body: [] };
  expect(httpDefinition({ method: 'POST', url }, parameters, saved)).toMatchObject({
    query: ['page'],
    body: [],
  });
});
