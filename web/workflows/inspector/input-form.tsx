'use client';

import { inputFieldTypes, type InputField } from '@patchbay/schema/nodes/input.ts';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { Textarea } from '@/ui/textarea';
import type { StepFormProps } from '../nodes/node-look';

const types = Object.entries(inputFieldTypes).map(([value, { label }]) => ({
  value: value as InputField['type'],
  label,
}));

export function InputForm({ data: { fields }, faults, readOnly, onChange }: StepFormProps<'input'>) {
  const change = (index: number, next: Partial<InputField>, gesture?: string) =>
    onChange(
      { fields: fields.map((field, at) => (at === index ? { ...field, ...next } : field)) },
      gesture && `${gesture}.${index}`,
    );
  const add = () => {
    const taken = new Set(fields.map(({ name }) => name));
    let name = `field_${fields.length + 1}`;
    for (let number = fields.length + 2; taken.has(name); number += 1) name = `field_${number}`;
    onChange({
      fields: [...fields, { name, label: '', help: '', type: 'text', required: true, choices: [] }],
    });
  };
  const move = (index: number, by: -1 | 1) => {
    const moved = [...fields];
    moved.splice(index + by, 0, ...moved.splice(index, 1));
    onChange({ fields: moved });
  };

  return (
    <div className="flex flex-col gap-3">
      <p className="text-xs text-muted">What a run is started with. The fields become its form.</p>
      {fields.map((field, index) => (
        <fieldset
          key={index}
          disabled={readOnly}
          className="flex flex-col gap-3 rounded-md border border-line bg-canvas p-3"
        >
          <legend className="sr-only">Field {field.name || index + 1}</legend>
          <div className="flex items-start gap-2">
            <Field label="Name" error={faults.get(`fields.${index}.name`)} className="flex-1">
              <Input
                mono
                value={field.name}
                maxLength={40}
                spellCheck={false}
                onChange={(event) => change(index, { name: event.target.value }, 'name')}
              />
            </Field>
            <Field label="Type" className="w-30">
              <Select
                options={types}
                value={field.type}
                disabled={readOnly}
                onValueChange={(type) => change(index, { type })}
              />
            </Field>
          </div>
          <Field label="Label" optional error={faults.get(`fields.${index}.label`)}>
            <Input
              value={field.label}
              maxLength={120}
              placeholder={field.name}
              onChange={(event) => change(index, { label: event.target.value }, 'label')}
            />
          </Field>
          <Field label="Help" optional error={faults.get(`fields.${index}.help`)}>
            <Input
              value={field.help}
              maxLength={500}
              onChange={(event) => change(index, { help: event.target.value }, 'help')}
            />
          </Field>
          {field.type === 'choice' && (
            <Field label="Choices" hint="One on each line." error={choicesFault(faults, index)}>
              <Textarea
                value={field.choices.join('\n')}
                onChange={(event) => change(index, { choices: event.target.value.split('\n') }, 'choices')}
              />
            </Field>
          )}
          <div className="flex items-center justify-between">
            <Checkbox
              label="Required"
              checked={field.required}
              disabled={readOnly}
              onCheckedChange={(required) => change(index, { required })}
            />
            {!readOnly && (
              <span className="flex">
                <IconButton label="Move up" disabled={index === 0} onClick={() => move(index, -1)}>
                  <ArrowUp />
                </IconButton>
                <IconButton
                  label="Move down"
                  disabled={index === fields.length - 1}
                  onClick={() => move(index, 1)}
                >
                  <ArrowDown />
                </IconButton>
                <IconButton
                  label={`Remove the field ${field.name}`}
                  onClick={() => onChange({ fields: fields.filter((_, at) => at !== index) })}
                >
                  <Trash2 />
                </IconButton>
              </span>
            )}
          </div>
        </fieldset>
      ))}
      {!readOnly && (
        <Button icon={<Plus />} onClick={add} className="self-start">
          Add a field
        </Button>
      )}
    </div>
  );
}

function choicesFault(faults: ReadonlyMap<string, string>, index: number): string | undefined {
  return faults.get(`fields.${index}.choices`);
}
