'use client';

import { useFormContext } from 'react-hook-form';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { convertPrice, perMillion, perToken, priceFault, type PriceUnit } from '../price';
import type { ModelFormValues } from './model-form-values';

const costs = [
  { name: 'inputCost', label: 'Input cost' },
  { name: 'outputCost', label: 'Output cost' },
] as const;

const units = [
  { value: 'token', label: 'USD per token' },
  { value: 'million', label: 'USD per 1M tokens' },
] as const;

const unitWords = {
  token: { each: 'per token', example: '0.0000003' },
  million: { each: 'per 1M tokens', example: '0.30' },
} satisfies Record<PriceUnit, { each: string; example: string }>;

/** Prices by the token or by the million, and always both to read: providers print the one and bill the other. */
export function CostFields() {
  const { register, watch, setValue, getValues, trigger, formState } = useFormContext<ModelFormValues>();
  const unit = watch('priceUnit');
  const { each, example } = unitWords[unit];

  function changeUnit(next: PriceUnit) {
    if (next === unit) return;
    for (const { name } of costs) setValue(name, convertPrice(getValues(name), next));
    setValue('priceUnit', next);
    void trigger(costs.map(({ name }) => name));
  }

  return (
    <fieldset className="flex flex-col gap-3 rounded-lg border border-line p-4 pt-3">
      <legend className="px-1 text-sm font-medium">Cost</legend>
      <Select
        aria-label="Prices are given in"
        className="sm:w-48!"
        options={units}
        value={unit}
        onValueChange={changeUnit}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {costs.map(({ name, label }) => (
          <Field
            key={name}
            label={`${label} ${each} (USD)`}
            optional
            hint={otherUnit(watch(name), unit)}
            error={formState.errors[name]?.message}
          >
            <Input
              mono
              inputMode="decimal"
              autoComplete="off"
              placeholder={example}
              {...register(name, {
                validate: (typed, { priceUnit }) => priceFault(typed, priceUnit) ?? true,
              })}
            />
          </Field>
        ))}
      </div>
    </fieldset>
  );
}

function otherUnit(typed: string, unit: PriceUnit): string {
  const price = perToken(typed, unit);
  if (price === null) return 'Blank: cost is not tracked.';
  return unit === 'token' ? `${perMillion(price)} per 1M tokens` : `$${price} per token`;
}
