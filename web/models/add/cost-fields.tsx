'use client';

import { useFormContext } from 'react-hook-form';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { looksLikePerMillion, perMillion } from '../price';
import type { ModelForm } from './model-form';

const costs = [
  { name: 'inputCost', label: 'Input cost per token (USD)', example: '0.0000003' },
  { name: 'outputCost', label: 'Output cost per token (USD)', example: '0.0000006' },
] as const;

/** Prices per token, with the same per million beside: that is how providers print them. */
export function CostFields() {
  const { register, watch, formState } = useFormContext<ModelForm>();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {costs.map(({ name, label, example }) => {
        const text = watch(name);
        const hint =
          text.trim() === '' ? 'Blank: cost is not tracked.' : `${perMillion(text)} per million tokens`;
        return (
          <Field key={name} label={label} optional hint={hint} error={formState.errors[name]?.message}>
            <Input
              mono
              inputMode="decimal"
              autoComplete="off"
              placeholder={example}
              {...register(name, {
                validate: (typed) =>
                  !looksLikePerMillion(typed) ||
                  `That is ${perMillion(typed)} per million tokens. Enter the price of one token.`,
              })}
            />
          </Field>
        );
      })}
    </div>
  );
}
