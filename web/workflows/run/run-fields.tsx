'use client';

import type { InputField } from '@patchbay/schema/nodes/input.ts';
import { FileField } from '@/files/file-field';
import { isFileValue } from '@/files/file-value';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { Textarea } from '@/ui/textarea';
import type { Typed } from './run-input';

interface RunFieldProps {
  field: InputField;
  /** Where a file goes. */
  projectId: string;
  typed: Typed | undefined;
  error: string | undefined;
  onType(typed: Typed): void;
}

/** One field of a run's form, as the input step describes it. */
export function RunField({ field, projectId, typed, error, onType }: RunFieldProps) {
  const label = field.label || field.name;
  if (field.type === 'boolean')
    return <Checkbox label={label} hint={field.help} checked={typed === true} onCheckedChange={onType} />;
  if (field.type === 'image' || field.type === 'document')
    return (
      <FileField
        label={label}
        hint={field.help}
        optional={!field.required}
        error={error}
        kind={field.type}
        projectId={projectId}
        value={isFileValue(typed) ? typed : null}
        onArriving={(name) => onType({ arriving: name })}
        onChange={(value) => onType(value ?? '')}
      />
    );
  return (
    <Field label={label} hint={field.help} optional={!field.required} error={error}>
      <Control field={field} text={typeof typed === 'string' ? typed : ''} onType={onType} />
    </Field>
  );
}

interface ControlProps {
  field: InputField;
  text: string;
  onType(text: string): void;
}

function Control({ field: { type, choices }, text, onType }: ControlProps) {
  switch (type) {
    case 'choice':
      return (
        <Select
          options={choices.map((value) => ({ value, label: value }))}
          value={choices.includes(text) ? text : null}
          onValueChange={onType}
        />
      );
    case 'number':
      return <Input inputMode="decimal" value={text} onChange={(event) => onType(event.target.value)} />;
    case 'date':
      return <Input type="date" value={text} onChange={(event) => onType(event.target.value)} />;
    default:
      return (
        <Textarea
          rows={type === 'json' ? 5 : 3}
          value={text}
          spellCheck={type === 'text'}
          className={type === 'json' ? 'max-h-72 font-mono text-xs' : 'max-h-72'}
          onChange={(event) => onType(event.target.value)}
        />
      );
  }
}
