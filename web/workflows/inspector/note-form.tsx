'use client';

import { noteColours } from '@patchbay/schema/nodes/note.ts';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import { Textarea } from '@/ui/textarea';
import type { StepFormProps } from '../nodes/node-look';

const colours = noteColours.map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));

export function NoteForm({ data: { text, colour }, faults, readOnly, onChange }: StepFormProps<'note'>) {
  return (
    <div className="flex flex-col gap-4">
      <Field label="Note" place="text" error={faults.get('text')}>
        <Textarea
          rows={6}
          value={text}
          maxLength={10_000}
          readOnly={readOnly}
          placeholder="Words for whoever reads the canvas."
          onChange={(event) => onChange({ text: event.target.value }, 'text')}
        />
      </Field>
      <Field label="Colour">
        <Select
          value={colour}
          disabled={readOnly}
          options={colours}
          onValueChange={(next) => onChange({ colour: next })}
        />
      </Field>
    </div>
  );
}
