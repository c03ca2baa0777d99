'use client';

import { Controller, useFormContext } from 'react-hook-form';
import { Field } from '@/ui/field';
import { DescribedControl } from './described-control';
import type { Provider } from './model-form-query';
import type { ModelFormValues } from './model-form-values';
import { askedFields, choicesOf, isBorrowed, type ProviderField } from './provider-fields';
import { ReuseField } from './reuse-field';

interface CredentialFieldsProps {
  provider: Provider;
  /** The model that is edited: it has no credentials to lend to itself. */
  modelId: string | undefined;
  /** Of the model that is edited, its saved secrets masked; empty for a new one. */
  masks: Readonly<Record<string, string>>;
}

/** What the chosen provider asks for, as its description says. */
export function CredentialFields({ provider, modelId, masks }: CredentialFieldsProps) {
  const { control, watch, setValue, formState } = useFormContext<ModelFormValues>();
  const reuses = watch('credentialsFrom') !== '';
  const typed = watch('fields');
  const { errors } = formState;
  const choices = choicesOf(provider.fields);

  return (
    <>
      <ReuseField provider={provider} modelId={modelId} />
      {askedFields(provider.fields, typed).map((described) => {
        const { name, label, required } = described;
        const mask = masks[name];
        const reused = reuses && isBorrowed(described);
        return (
          <Controller
            key={`${provider.id} ${name}`}
            control={control}
            name={`fields.${name}`}
            // Fields of a way of signing in that is not chosen keep what was typed, and ask for nothing.
            shouldUnregister={false}
            rules={{
              validate: (text, values) =>
                values.provider !== provider.id ||
                !askedFields([described], values.fields).length ||
                (values.credentialsFrom !== '' && isBorrowed(described)) ||
                !required ||
                mask !== undefined ||
                Boolean(text?.trim()) ||
                `Enter the ${label}.`,
            }}
            render={({ field }) => (
              <Field
                label={label}
                optional={!required}
                hint={mask === undefined ? described.help : `Saved: ${mask}. A new one replaces it.`}
                disabled={reused}
                error={reused ? undefined : errors.fields?.[name]?.message}
              >
                <DescribedControl
                  described={described}
                  inputRef={field.ref}
                  value={reused ? '' : (field.value ?? '')}
                  onChange={(text) => {
                    field.onChange(text);
                    // What another model lends is for its own way of signing in.
                    if (choices.includes(name)) setValue('credentialsFrom', '');
                  }}
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

function placeholderOf({ placeholder }: ProviderField, reused: boolean, saved: boolean): string {
  if (reused) return '(Using saved credentials)';
  return saved ? 'Leave blank to keep existing' : placeholder;
}
