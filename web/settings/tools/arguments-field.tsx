'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useFormContext } from 'react-hook-form';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { Textarea } from '@/ui/textarea';
import {
  type Argument,
  argumentTypeOptions,
  readJson,
  schemaOfTable,
  tableOfSchema,
  type ToolForm,
} from './tool-form-values';

/** The arguments as a table of names and types, or as a JSON Schema where the table cannot say enough. */
export function ArgumentsField() {
  const { watch, setValue, setError, clearErrors, formState } = useFormContext<ToolForm>();
  const table = watch('table');
  const json = watch('json');
  const error = formState.errors.json?.message;
  const setTable = (rows: Argument[] | null) => {
    clearErrors('json');
    setValue('table', rows);
  };

  function toTable() {
    const read = readJson(json);
    if ('fault' in read) return setError('json', { message: read.fault });
    const rows = tableOfSchema(read.schema);
    if (!rows)
      return setError('json', {
        message: 'This schema says more than the table can show, such as a choice or nested fields.',
      });
    setTable(rows);
  }
  function toJson(rows: Argument[]) {
    setValue('json', JSON.stringify(schemaOfTable(rows), null, 2));
    setTable(null);
  }

  return (
    <fieldset className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <legend className="contents">
          <span className="text-sm font-medium">Arguments</span>
        </legend>
        <Button size="sm" variant="quiet" onClick={() => (table ? toJson(table) : toTable())}>
          {table ? 'Edit as JSON Schema' : 'Edit as a table'}
        </Button>
      </div>
      {table ? (
        <>
          <ArgumentRows rows={table} onChange={setTable} />
          {error && (
            <p role="alert" className="text-xs text-danger">
              {error}
            </p>
          )}
        </>
      ) : (
        <Field
          label={<span className="sr-only">Arguments as JSON Schema</span>}
          hint="What a model fills in is checked against it before anything is called."
          error={error}
        >
          <Textarea
            rows={10}
            spellCheck={false}
            value={json}
            onChange={(event) => {
              clearErrors('json');
              setValue('json', event.target.value);
            }}
            className="max-h-96 font-mono text-xs leading-5"
          />
        </Field>
      )}
    </fieldset>
  );
}

interface ArgumentRowsProps {
  rows: readonly Argument[];
  onChange(rows: Argument[]): void;
}

function ArgumentRows({ rows, onChange }: ArgumentRowsProps) {
  const change = (index: number, changes: Partial<Argument>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...changes } : row)));
  const add = () => onChange([...rows, { name: '', type: 'string', required: true, description: '' }]);
  return (
    <>
      {rows.length === 0 && <p className="text-sm text-muted">None: the tool is called as it stands.</p>}
      <ul className="flex flex-col gap-3">
        {rows.map((row, index) => (
          // A row has no name of its own while it is typed.
          <li key={index} className="flex flex-col gap-3 rounded-md border border-line p-3">
            <div className="flex items-start gap-3 max-sm:flex-wrap">
              <Field label="Name" className="flex-1 max-sm:basis-full">
                <Input
                  mono
                  autoComplete="off"
                  spellCheck={false}
                  value={row.name}
                  onValueChange={(name) => change(index, { name: name.trim() })}
                />
              </Field>
              <Field label="Type" className="w-40 max-sm:flex-1">
                <Select
                  options={argumentTypeOptions}
                  value={row.type}
                  onValueChange={(type) => change(index, { type })}
                />
              </Field>
              <IconButton
                label={`Remove the argument ${row.name}`}
                className="mt-6"
                onClick={() => onChange(rows.filter((_row, at) => at !== index))}
              >
                <Trash2 />
              </IconButton>
            </div>
            <Field label="Description" optional>
              <Input
                autoComplete="off"
                value={row.description}
                onValueChange={(description) => change(index, { description })}
              />
            </Field>
            <Checkbox
              label="Required"
              checked={row.required}
              onCheckedChange={(required) => change(index, { required })}
            />
          </li>
        ))}
      </ul>
      <span>
        <Button size="sm" icon={<Plus />} onClick={add}>
          Add an argument
        </Button>
      </span>
    </>
  );
}
