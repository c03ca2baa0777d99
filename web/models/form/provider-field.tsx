'use client';

import { useRef } from 'react';
import { useFormContext } from 'react-hook-form';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import type { Provider } from './model-form-query';
import type { ModelFormValues } from './model-form-values';
import { initialFields } from './provider-fields';

interface ProviderFieldProps {
  providers: readonly Provider[];
  chosen: Provider | undefined;
  /** The provider of a saved model never changes. */
  permanent: boolean;
}

export function ProviderField({ providers, chosen, permanent }: ProviderFieldProps) {
  const { setValue, getValues, clearErrors, formState } = useFormContext<ModelFormValues>();
  // What was typed for a provider is there again when one comes back to it; it never goes to another.
  const typedFor = useRef(new Map<string, ModelFormValues['fields']>());
  if (permanent) {
    return (
      <Field label="Provider" hint="Permanent. For another provider, add another model.">
        <Input readOnly className="bg-sunken!" value={chosen?.label ?? ''} />
      </Field>
    );
  }

  function choose(id: string | null) {
    const next = providers.find((provider) => provider.id === id);
    if (!next || next === chosen) return;
    if (chosen) typedFor.current.set(chosen.id, getValues('fields'));
    setValue('provider', next.id, { shouldDirty: true });
    setValue('fields', typedFor.current.get(next.id) ?? initialFields(next.fields));
    setValue('credentialsFrom', '');
    const [first] = next.reasoningParameters;
    if (first && !next.reasoningParameters.includes(getValues('reasoningParameter')))
      setValue('reasoningParameter', first);
    clearErrors(['provider', 'fields', 'credentialsFrom', 'providerModelId']);
  }

  return (
    <Field label="Provider" hint={chosen?.summary} error={formState.errors.provider?.message}>
      <Combobox
        options={providers.map(({ id, label, summary }) => ({ value: id, label, description: summary }))}
        value={chosen?.id ?? null}
        onValueChange={choose}
        empty="No provider of this name. Many speak the OpenAI API: try OpenAI-compatible."
      />
    </Field>
  );
}
