'use client';

import clsx from 'clsx';
import { useState } from 'react';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { freshName, ItemCard, ItemList, withItem } from './item-list';
import { JsonField } from './json-field';
import { rowNameFault, rowsOfSchema, rowTypes, type SchemaRow, schemaOfRows } from './schema-table';
import { useTyped } from './use-typed';

interface SchemaFieldProps {
  nodeId: string;
  place: string;
  value: Record<string, unknown>;
  error?: string | undefined;
  readOnly: boolean;
  onChange(schema: Record<string, unknown>, gesture?: string): void;
}

/** What the answer looks like: a table of its fields, or the JSON schema itself, which can say more. */
export function SchemaField({ nodeId, place, value, error, readOnly, onChange }: SchemaFieldProps) {
  const rows = rowsOfSchema(value);
  const [wanted, setWanted] = useState<'table' | 'json'>('table');
  const shown = rows === null ? 'json' : wanted;
  return (
    <div data-field={place} className="flex flex-col gap-2">
      <div className="flex h-6 items-center justify-between">
        <h3 className="text-sm font-medium">Fields of the answer</h3>
        <div role="group" aria-label="Show the schema as" className="flex rounded-md border border-line">
          {(['table', 'json'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={shown === one}
              disabled={one === 'table' && rows === null}
              onClick={() => setWanted(one)}
              className={clsx(
                'h-6 px-2 text-xs first:rounded-l-md last:rounded-r-md disabled:cursor-not-allowed disabled:opacity-50',
                shown === one ? 'bg-sunken font-medium' : 'text-muted hover:text-ink',
              )}
            >
              {one === 'table' ? 'Table' : 'JSON schema'}
            </button>
          ))}
        </div>
      </div>
      {shown === 'table' && rows !== null ? (
        <SchemaTable
          nodeId={nodeId}
          place={place}
          rows={rows}
          error={error}
          readOnly={readOnly}
          onChange={(next, gesture) => onChange(schemaOfRows(next), gesture)}
        />
      ) : (
        <JsonField
          nodeId={nodeId}
          place={place}
          label="JSON schema"
          hint={
            rows === null
              ? 'This schema says more than the table can show.'
              : 'Later steps can use each property, such as {{ extract.json.title }}.'
          }
          rows={8}
          value={value}
          readOnly={readOnly}
          onChange={(schema) => onChange(schema, 'schema')}
        />
      )}
    </div>
  );
}

interface SchemaTableProps {
  nodeId: string;
  place: string;
  rows: SchemaRow[];
  error: string | undefined;
  readOnly: boolean;
  onChange(rows: SchemaRow[], gesture?: string): void;
}

const typeOptions = Object.entries(rowTypes).map(([value, { label }]) => ({
  value: value as SchemaRow['type'],
  label,
}));

function SchemaTable({ nodeId, place, rows, error, readOnly, onChange }: SchemaTableProps) {
  const names = rows.map(({ name }) => name);
  return (
    <ItemList
      noun="field"
      items={rows}
      nameOf={({ name }) => name}
      most={100}
      readOnly={readOnly}
      error={error}
      onChange={(next) => onChange(next)}
      create={(): SchemaRow => ({
        name: freshName('field', names),
        type: 'text',
        description: '',
        required: true,
      })}
      renderItem={(row, index, controls) => (
        <ItemCard title={`${index + 1}.`} controls={controls}>
          <div className="flex items-start gap-2">
            <RowName
              nodeId={nodeId}
              place={`${place}.row.${index}`}
              name={row.name}
              others={names.filter((_, at) => at !== index)}
              readOnly={readOnly}
              onChange={(name) => onChange(withItem(rows, index, { name }), `schema.name.${index}`)}
            />
            <Field label="Type" className="w-36">
              <Select
                value={row.type}
                disabled={readOnly}
                options={typeOptions}
                onValueChange={(type) => onChange(withItem(rows, index, { type }))}
              />
            </Field>
          </div>
          <Field label="What it is" optional>
            <Input
              value={row.description}
              placeholder="Told to the model."
              readOnly={readOnly}
              onChange={(event) =>
                onChange(withItem(rows, index, { description: event.target.value }), `schema.what.${index}`)
              }
            />
          </Field>
          <Checkbox
            label="Always there"
            checked={row.required}
            disabled={readOnly}
            onCheckedChange={(required) => onChange(withItem(rows, index, { required }))}
          />
        </ItemCard>
      )}
    />
  );
}

interface RowNameProps {
  nodeId: string;
  place: string;
  name: string;
  others: readonly string[];
  readOnly: boolean;
  onChange(name: string): void;
}

/** While it is the name of another line, or none, it stays as typed and the schema as it was. */
function RowName({ nodeId, place, name, others, readOnly, onChange }: RowNameProps) {
  const [typed, setTyped] = useTyped(nodeId, place);
  const fault = typed === undefined ? null : rowNameFault(typed, others);
  return (
    <Field label="Name" error={fault ?? undefined} className="flex-1">
      <Input
        mono
        value={typed ?? name}
        maxLength={100}
        spellCheck={false}
        readOnly={readOnly}
        onChange={(event) => {
          setTyped(event.target.value);
          if (rowNameFault(event.target.value, others) === null) onChange(event.target.value);
        }}
        onBlur={() => fault === null && setTyped(undefined)}
      />
    </Field>
  );
}
