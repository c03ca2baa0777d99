'use client';

import { inputFieldTypes, type InputField } from '@patchbay/schema/nodes/input.ts';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { Textarea } from '@/ui/textarea';
import type { StepFormProps } from '../nodes/node-look';
import { freshName, ItemCard, ItemList, withItem } from './item-list';

const types = Object.entries(inputFieldTypes).map(([value, { label }]) => ({
  value: value as InputField['type'],
  label,
}));

export function InputForm({ data: { fields }, faults, readOnly, onChange }: StepFormProps<'input'>) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-xs text-muted">What a run is started with. The fields become its form.</p>
      <ItemList
        noun="field"
        items={fields}
        nameOf={({ name }) => name}
        most={50}
        readOnly={readOnly}
        error={faults.get('fields')}
        onChange={(next) => onChange({ fields: next })}
        create={(): InputField => ({
          name: freshName(
            'field',
            fields.map(({ name }) => name),
          ),
          label: '',
          help: '',
          type: 'text',
          required: true,
          choices: [],
        })}
        renderItem={(field, index, controls) => (
          <ItemCard title={field.label || field.name} controls={controls}>
            <InputFieldForm
              field={field}
              place={`fields.${index}`}
              faults={faults}
              readOnly={readOnly}
              onChange={(change, gesture) =>
                onChange({ fields: withItem(fields, index, change) }, gesture && `${gesture}.${index}`)
              }
            />
          </ItemCard>
        )}
      />
    </div>
  );
}

interface InputFieldFormProps {
  field: InputField;
  place: string;
  faults: ReadonlyMap<string, string>;
  readOnly: boolean;
  onChange(change: Partial<InputField>, gesture?: string): void;
}

function InputFieldForm({ field, place, faults, readOnly, onChange }: InputFieldFormProps) {
  const faultOf = (name: keyof InputField) => ({
    place: `${place}.${name}`,
    error: faults.get(`${place}.${name}`),
  });
  return (
    <>
      <div className="flex items-start gap-2">
        <Field label="Name" {...faultOf('name')} className="flex-1">
          <Input
            mono
            value={field.name}
            maxLength={40}
            spellCheck={false}
            readOnly={readOnly}
            onChange={(event) => onChange({ name: event.target.value }, 'name')}
          />
        </Field>
        <Field label="Type" className="w-32">
          <Select
            options={types}
            value={field.type}
            disabled={readOnly}
            onValueChange={(type) => onChange({ type })}
          />
        </Field>
      </div>
      {field.type === 'choice' && (
        <Field label="Choices" hint="One on each line." {...faultOf('choices')}>
          <Textarea
            value={field.choices.join('\n')}
            readOnly={readOnly}
            onChange={(event) => onChange({ choices: event.target.value.split('\n') }, 'choices')}
          />
        </Field>
      )}
      <Field label="Label" optional {...faultOf('label')}>
        <Input
          value={field.label}
          maxLength={120}
          placeholder={field.name}
          readOnly={readOnly}
          onChange={(event) => onChange({ label: event.target.value }, 'label')}
        />
      </Field>
      <Field label="Help" optional {...faultOf('help')}>
        <Input
          value={field.help}
          maxLength={500}
          placeholder="A line below the field."
          readOnly={readOnly}
          onChange={(event) => onChange({ help: event.target.value }, 'help')}
        />
      </Field>
      <Checkbox
        label="Required"
        checked={field.required}
        disabled={readOnly}
        onCheckedChange={(required) => onChange({ required })}
      />
    </>
  );
}
