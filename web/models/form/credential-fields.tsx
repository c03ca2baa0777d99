'use client';

import type { Ref } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { Textarea } from '@/ui/textarea';
import type { LendingModel, Provider } from './model-form-query';
import type { ModelFormValues } from './model-form-values';

interface CredentialFieldsProps {
  provider: Provider;
  /** Active models of the same provider. */
  lending: readonly LendingModel[];
  /** How many models there are that were not looked at. */
  unlisted: number;
  /** Of the model that is edited, its saved secrets masked; empty for a new one. */
  masks: Readonly<Record<string, string>>;
}

/** What the chosen provider asks for, as its description says. */
export function CredentialFields({ provider, lending, unlisted, masks }: CredentialFieldsProps) {
  const { control, watch, formState } = useFormContext<ModelFormValues>();
  const reused = watch('credentialsFrom') !== '';
  const { errors } = formState;

  return (
    <>
      <ReuseField lending={lending} unlisted={unlisted} />
      {provider.fields.map((described) => {
        const { name, label, required } = described;
        const mask = masks[name];
        return (
          <Controller
            key={`${provider.id} ${name}`}
            control={control}
            name={`fields.${name}`}
            rules={{
              validate: (text) =>
                reused || !required || mask !== undefined || Boolean(text?.trim()) || `Enter the ${label}.`,
            }}
            render={({ field }) => (
              <Field
                label={label}
                optional={!required}
                hint={mask === undefined ? described.help : `Saved: ${mask}`}
                disabled={reused}
                error={reused ? undefined : errors.fields?.[name]?.message}
              >
                <DescribedControl
                  described={described}
                  inputRef={field.ref}
                  value={reused ? '' : (field.value ?? '')}
                  onChange={field.onChange}
                  placeholder={placeholderOf(described, reused, mask !== undefined)}
                />
              </Field>
            )}
          />
        );
      })}
    </>
  );
}

function placeholderOf({ placeholder }: Provider['fields'][number], reused: boolean, saved: boolean): string {
  if (reused) return '(Using saved credentials)';
  return saved ? 'Leave blank to keep existing' : placeholder;
}

/** An option needs a value to be shown as chosen; no model has this id. */
const enterNew = 'new';

function ReuseField({ lending, unlisted }: Pick<CredentialFieldsProps, 'lending' | 'unlisted'>) {
  const { control, formState } = useFormContext<ModelFormValues>();
  const sources = lending.flatMap(({ id, displayName, reference, fields }) => {
    const saved = fields?.filter(({ secret, mask }) => secret && mask) ?? [];
    const description = [reference, ...saved.map(({ label, mask }) => `${label} ${mask}`)].join(' · ');
    return saved.length === 0 ? [] : [{ value: id, label: displayName, description }];
  });
  if (sources.length === 0) return null;
  return (
    <Controller
      control={control}
      name="credentialsFrom"
      render={({ field }) => (
        <Field
          label="Reuse saved credentials"
          optional
          hint={`Copies the key, and the base URL where there is one, of another model of this provider.${
            unlisted > 0 ? ` ${unlisted} more models are not listed here.` : ''
          }`}
          error={formState.errors.credentialsFrom?.message}
        >
          <Select
            options={[{ value: enterNew, label: 'Enter new credentials' }, ...sources]}
            value={field.value || enterNew}
            onValueChange={(id) => field.onChange(id === enterNew ? '' : id)}
          />
        </Field>
      )}
    />
  );
}

interface DescribedControlProps {
  described: Provider['fields'][number];
  /** Where the focus goes when the field is at fault. */
  inputRef: Ref<HTMLInputElement & HTMLTextAreaElement>;
  value: string;
  onChange(text: string): void;
  placeholder: string;
}

function DescribedControl({ described, inputRef, value, onChange, placeholder }: DescribedControlProps) {
  if (described.kind === 'SELECT') {
    return <Select options={described.options} value={value || null} onValueChange={onChange} />;
  }
  if (described.kind === 'MULTILINE') {
    return (
      <Textarea
        ref={inputRef}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <Input
      mono
      ref={inputRef}
      value={value}
      placeholder={placeholder}
      // The browser's own password store has no business with an organisation's keys.
      type={described.secret ? 'password' : 'text'}
      autoComplete={described.secret ? 'new-password' : 'off'}
      spellCheck={false}
      onValueChange={onChange}
    />
  );
}
