'use client';

import type { ReasoningParameter } from '@/graphql/generated/graphql';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { Textarea } from '@/ui/textarea';
import { PictureField } from './picture-field';
import type { TrialFaults, TrialForm } from './trial-form';

interface ExtraFieldsProps {
  form: TrialForm;
  faults: TrialFaults;
  model: { maxTokens: number; reasoningParameter: ReasoningParameter; capabilities: { jsonMode: boolean } };
  onChange(change: Partial<TrialForm>): void;
}

const efforts = [
  { value: 'LOW', label: 'low' },
  { value: 'MEDIUM', label: 'medium' },
  { value: 'HIGH', label: 'high' },
] as const;

/** A field for each extra that is switched on. */
export function ExtraFields({ form, faults, model, onChange }: ExtraFieldsProps) {
  const { on } = form;
  return (
    <>
      {on.includes('system') && (
        <Field label="System prompt" error={faults.system}>
          <Textarea value={form.system} onChange={(event) => onChange({ system: event.target.value })} />
        </Field>
      )}
      {on.includes('image') && (
        <PictureField picture={form.image} fault={faults.image} onChange={(image) => onChange({ image })} />
      )}
      {on.includes('tool') && (
        <JsonField
          label="Tool"
          hint="Offered to the model and never carried out: what it would call is shown. Ask for something that needs it."
          error={faults.tool}
          value={form.tool}
          onChange={(tool) => onChange({ tool })}
        />
      )}
      {on.includes('schema') && (
        <JsonField
          label="JSON schema"
          hint={
            model.capabilities.jsonMode
              ? 'Sent natively: JSON mode is on.'
              : 'JSON mode is off, so the model is only instructed to answer by it.'
          }
          error={faults.schema}
          value={form.schema}
          onChange={(schema) => onChange({ schema })}
        />
      )}
      {on.includes('reasoning') && <ReasoningField {...{ form, faults, model, onChange }} />}
      {on.includes('maxTokens') && (
        <Field
          label="Max tokens"
          hint={`The longest answer. Left out, it is the model's own: ${model.maxTokens.toLocaleString('en-GB')}.`}
          error={faults.maxTokens}
        >
          <Input
            inputMode="numeric"
            className="sm:max-w-40"
            placeholder={String(model.maxTokens)}
            value={form.maxTokens}
            onValueChange={(maxTokens) => onChange({ maxTokens })}
          />
        </Field>
      )}
    </>
  );
}

function ReasoningField({ form, faults, model, onChange }: ExtraFieldsProps) {
  if (model.reasoningParameter === 'EFFORT') {
    return (
      <Field label="Reasoning effort">
        <Select
          className="sm:w-40!"
          options={efforts}
          value={form.effort}
          onValueChange={(effort) => onChange({ effort })}
        />
      </Field>
    );
  }
  return (
    <Field label="Reasoning budget" hint="In tokens." error={faults.reasoning}>
      <Input
        inputMode="numeric"
        className="sm:max-w-40"
        value={form.budget}
        onValueChange={(budget) => onChange({ budget })}
      />
    </Field>
  );
}

interface JsonFieldProps {
  label: string;
  hint: string;
  error: string | undefined;
  value: string;
  onChange(text: string): void;
}

function JsonField({ label, hint, error, value, onChange }: JsonFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      <Textarea
        rows={6}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="max-h-72 font-mono text-xs leading-5"
      />
    </Field>
  );
}
