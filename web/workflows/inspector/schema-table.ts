import { isRecord } from '@patchbay/schema/shape.ts';

/** One line of the table: a property that the table can say all of. */
export interface SchemaRow {
  name: string;
  type: keyof typeof rowTypes;
  description: string;
  required: boolean;
}

export const rowTypes = {
  text: { label: 'Text', schema: { type: 'string' } },
  number: { label: 'Number', schema: { type: 'number' } },
  integer: { label: 'Whole number', schema: { type: 'integer' } },
  boolean: { label: 'Yes or no', schema: { type: 'boolean' } },
  texts: { label: 'List of texts', schema: { type: 'array', items: { type: 'string' } } },
  numbers: { label: 'List of numbers', schema: { type: 'array', items: { type: 'number' } } },
} satisfies Record<string, { label: string; schema: Record<string, unknown> }>;

const rowTypeNames = Object.keys(rowTypes) as (keyof typeof rowTypes)[];

/** The schema as lines of a table; null where it says more than a table can, which then would lose it. */
export function rowsOfSchema(schema: Record<string, unknown>): SchemaRow[] | null {
  const { type, properties = {}, required = [], additionalProperties = false, ...more } = schema;
  if (type !== 'object' || !isRecord(properties) || !Array.isArray(required)) return null;
  if (additionalProperties !== false || Object.keys(more).length > 0) return null;
  if (required.some((name) => typeof name !== 'string' || !Object.hasOwn(properties, name))) return null;
  const rows = Object.entries(properties).map(([name, property]) =>
    rowOf(name, property, required.includes(name)),
  );
  return rows.every((row) => row !== null) ? rows : null;
}

function rowOf(name: string, property: unknown, required: boolean): SchemaRow | null {
  if (!isRecord(property)) return null;
  const { description = '', ...rest } = property;
  if (typeof description !== 'string') return null;
  const type = rowTypeNames.find((one) => isSame(rowTypes[one].schema, rest));
  return type === undefined ? null : { name, type, description, required };
}

const isSame = (one: unknown, other: unknown): boolean =>
  isRecord(one) && isRecord(other)
    ? Object.keys(one).length === Object.keys(other).length &&
      Object.keys(one).every((key) => isSame(one[key], other[key]))
    : one === other;

export function schemaOfRows(rows: readonly SchemaRow[]): Record<string, unknown> {
  return {
    type: 'object',
    properties: Object.fromEntries(
      rows.map(({ name, type, description }) => [
        name,
        { ...rowTypes[type].schema, ...(description === '' ? {} : { description }) },
      ]),
    ),
    required: rows.filter((row) => row.required).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** Why a line cannot be called so; null where it can. Two of one name would be one property. */
export function rowNameFault(name: string, others: readonly string[]): string | null {
  if (name === '') return 'Give it a name.';
  if (name === '__proto__') return 'Choose another name.';
  return others.includes(name) ? `There is a "${name}" already.` : null;
}
