'use client';

import { useFormContext } from 'react-hook-form';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import type { Provider } from './model-form-query';
import type { ModelFormValues } from './model-form-values';

interface ProviderFieldProps {
  providers: readonly Provider[];
  chosen: Provider | undefined;
  /** The provider of a saved model never changes. */
  permanent: boolean;
}

export function ProviderField({ providers, chosen, permanent }: ProviderFieldProps) {
  const { setValue, clearErrors, formState } = useFormContext<ModelFormValues>();
  if (permanent) {
    return (
      <Field label="Provider" hint="Permanent. For another provider, add another model.">
        <Input readOnly className="bg-sunken!" value={chosen?.label ?? ''} />
      </Field>
    );
  }

  function choose(id: string) {
    setValue('provider', id);
    // Another provider asks for other things: nothing of the last one goes to it.
    setValue('fields', {});
    setValue('credentialsFrom', '');
    clearErrors(['provider', 'fields', 'credentialsFrom', 'providerModelId']);
  }

  return (
    <Field label="Provider" hint={chosen?.summary} error={formState.errors.provider?.message}>
      <Select
        options={providers.map(({ id, label }) => ({ value: id, label }))}
        value={chosen?.id ?? null}
        onValueChange={choose}
      />
    </Field>
  );
}
