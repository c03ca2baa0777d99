'use client';

import { Plus, Trash2 } from 'lucide-react';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { Input } from '@/ui/input';
import type { StepFormProps } from '../nodes/node-look';
import { TemplateField } from './template-field';

export function OutputForm({
  nodeId,
  data: { results },
  faults,
  readOnly,
  onChange,
}: StepFormProps<'output'>) {
  const change = (index: number, next: Partial<(typeof results)[number]>, gesture: string) =>
    onChange(
      { results: results.map((result, at) => (at === index ? { ...result, ...next } : result)) },
      `${gesture}.${index}`,
    );
  const add = () => {
    const taken = new Set(results.map(({ name }) => name));
    let name = results.length === 0 ? 'result' : `result_${results.length + 1}`;
    for (let number = results.length + 2; taken.has(name); number += 1) name = `result_${number}`;
    onChange({ results: [...results, { name, value: '' }] });
  };

  return (
    <div className="flex flex-col gap-3">
      <p className="text-xs text-muted">
        What the run gives back. A result that is one reference alone keeps its type; any other is text.
      </p>
      {faults.get('results') && <p className="text-xs text-danger">{faults.get('results')}</p>}
      {results.map((result, index) => (
        <fieldset
          key={index}
          disabled={readOnly}
          className="flex flex-col gap-3 rounded-md border border-line bg-canvas p-3"
        >
          <legend className="sr-only">Result {result.name || index + 1}</legend>
          <div className="flex items-end gap-2">
            <Field label="Name" error={faults.get(`results.${index}.name`)} className="flex-1">
              <Input
                mono
                value={result.name}
                maxLength={40}
                spellCheck={false}
                onChange={(event) => change(index, { name: event.target.value }, 'name')}
              />
            </Field>
            {!readOnly && (
              <IconButton
                label={`Remove the result ${result.name}`}
                onClick={() => onChange({ results: results.filter((_, at) => at !== index) })}
              >
                <Trash2 />
              </IconButton>
            )}
          </div>
          <TemplateField
            nodeId={nodeId}
            label="Value"
            placeholder="{{ prompt.text }}"
            rows={2}
            value={result.value}
            error={faults.get(`results.${index}.value`)}
            readOnly={readOnly}
            onChange={(value) => change(index, { value }, 'value')}
          />
        </fieldset>
      ))}
      {!readOnly && (
        <Button icon={<Plus />} onClick={add} className="self-start">
          Add a result
        </Button>
      )}
    </div>
  );
}
