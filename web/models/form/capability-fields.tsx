'use client';

import { capabilities, capabilityNames } from '@patchbay/schema/capabilities.ts';
import { Controller, useFormContext } from 'react-hook-form';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import { Switch } from '@/ui/switch';
import { reasoningParameterNames } from '../reasoning-parameters';
import type { ModelFormValues } from './model-form-values';

const reasoningParameters = [
  {
    value: 'MAX_TOKENS',
    label: reasoningParameterNames.MAX_TOKENS,
    description: 'A budget in tokens: Claude and Gemini',
  },
  {
    value: 'EFFORT',
    label: reasoningParameterNames.EFFORT,
    description: 'low, medium or high: GPT and Grok',
  },
] as const;

/** What the model can do, a sentence each. */
export function CapabilityFields() {
  const { control, watch } = useFormContext<ModelFormValues>();
  const reasons = watch('capabilities.reasoning');
  return (
    <fieldset className="flex flex-col gap-3 rounded-lg border border-line p-4">
      <legend className="px-1 text-sm font-medium">Capabilities</legend>
      {capabilityNames.map((name) => (
        <Controller
          key={name}
          control={control}
          name={`capabilities.${name}`}
          render={({ field }) => (
            <Switch
              label={capabilities[name].label}
              hint={capabilities[name].help}
              checked={field.value}
              onCheckedChange={field.onChange}
            />
          )}
        />
      ))}
      {reasons && (
        <Controller
          control={control}
          name="reasoningParameter"
          render={({ field }) => (
            <Field label="Reasoning parameter" hint="How the budget is sent to the provider.">
              <Select options={reasoningParameters} value={field.value} onValueChange={field.onChange} />
            </Field>
          )}
        />
      )}
    </fieldset>
  );
}
