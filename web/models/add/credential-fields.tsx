'use client';

import { Controller, useFormContext } from 'react-hook-form';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { Textarea } from '@/ui/textarea';
import type { Provider, SavedModel } from './add-model-dialog';
import type { ModelForm } from './model-form';

interface CredentialFieldsProps {
  provider: Provider;
  /** Active models of the same provider. */
  saved: readonly SavedModel[];
}

/** What the chosen provider asks for, as its description says. */
export function CredentialFields({ provider, saved }: CredentialFieldsProps) {
  const { control, watch, formState } = useFormContext<ModelForm>();
  const reused = watch('credentialsFrom') !== '';
  const sources = saved.filter(({ fields }) => fields?.some(({ secret, mask }) => secret && mask));

  return (
    <>
      {sources.length > 0 && (
        <Controller
          control={control}
          name="credentialsFrom"
          render={({ field }) => (
            <Field
              label="Reuse saved credentials"
              optional
              hint="Copies the key and the base URL of that model."
            >
              <Select
                options={[
                  { value: '', label: 'Enter new credentials' },
                  ...sources.map(({ id, displayName }) => ({ value: id, label: displayName })),
                ]}
                value={field.value}
                onValueChange={field.onChange}
              />
            </Field>
          )}
        />
      )}
      {provider.fields.map((described) => (
        <Controller
          key={`${provider.id} ${described.name}`}
          control={control}
          name={`fields.${described.name}`}
          rules={{
            validate: (text) =>
              reused || !described.required || Boolean(text?.trim()) || `Enter the ${described.label}.`,
          }}
          render={({ field }) => (
            <Field
              label={described.label}
              optional={!described.required}
              hint={described.help}
              disabled={reused}
              error={formState.errors.fields?.[described.name]?.message}
            >
              <DescribedControl
                described={described}
                value={reused ? '' : (field.value ?? '')}
                onChange={field.onChange}
                placeholder={reused ? '(Using saved credentials)' : described.placeholder}
              />
            </Field>
          )}
        />
      ))}
    </>
  );
}

interface DescribedControlProps {
  described: Provider['fields'][number];
  value: string;
  onChange(text: string): void;
  placeholder: string;
}

function DescribedControl({ described, value, onChange, placeholder }: DescribedControlProps) {
  if (described.kind === 'SELECT') {
    return <Select options={described.options} value={value || null} onValueChange={onChange} />;
  }
  if (described.kind === 'MULTILINE') {
    return (
      <Textarea
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
