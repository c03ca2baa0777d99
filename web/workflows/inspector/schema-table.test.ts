import { expect, test } from 'vitest';
import { rowNameFault, rowsOfSchema, type SchemaRow, schemaOfRows } from './schema-table';

const rows: SchemaRow[] = [
  { name: 'title', type: 'text', description: 'In five words', required: true },
  { name: 'due date', type: 'text', description: '', required: false },
  { name: 'tags', type: 'texts', description: '', required: true },
];

test('a table becomes a schema and comes back as it was', () => {
  expect(rowsOfSchema(schemaOfRows(rows))).toEqual(rows);
  expect(schemaOfRows(rows)).toEqual({
    type: 'object',
    properties: {
      title: { type: 'string', description: 'In five words' },
      'due date': { type: 'string' },
      tags: { type: 'array', items: { type: 'string' } },
    },
    required: ['title', 'tags'],
    additionalProperties: false,
  });
});

test('a schema that says more than a table can is no table: nothing of it is lost', () => {
  const simple = schemaOfRows(rows);
  for (const more of [
    { ...simple, additionalProperties: true },
    { ...simple, title: 'Ticket' },
    { ...simple, properties: { title: { type: 'string', minLength: 3 } } },
    { ...simple, properties: { owner: { type: 'object', properties: {} } }, required: [] },
    { ...simple, required: ['nobody'] },
    { type: 'array', items: {} },
  ])
    expect(rowsOfSchema(more)).toBeNull();
});

test('two lines cannot have one name', () => {
  expect(rowNameFault('title', ['title'])).toMatch(/already/);
  expect(rowNameFault('', [])).toMatch(/name/);
  expect(rowNameFault('title', ['tags'])).toBeNull();
});
