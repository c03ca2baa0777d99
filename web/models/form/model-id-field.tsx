'use client';

import { Controller, useFormContext } from 'react-hook-form';
import { Autocomplete } from '@/ui/autocomplete';
import { Field } from '@/ui/field';
import type { Provider } from './model-form-query';
import type { ModelFormValues } from './model-form-values';

export function ModelIdField({ provider }: { provider: Provider | undefined }) {
  const { control, formState } = useFormContext<ModelFormValues>();
  return (
    <Controller
      control={control}
      name="providerModelId"
      rules={{ validate: (text: string) => text.trim() !== '' || 'Enter the id of the model.' }}
      render={({ field }) => (
        <Field
          label="Provider Model ID"
          hint={provider?.help || 'Exactly as the provider expects it.'}
          error={formState.errors.providerModelId?.message}
        >
          <Autocomplete
            suggestions={provider?.suggestedModelIds ?? []}
            value={field.value}
            onValueChange={field.onChange}
            inputRef={field.ref}
            placeholder={provider?.modelIdExample}
          />
        </Field>
      )}
    />
  );
}
