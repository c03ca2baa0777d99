'use client';

import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { movePoint, priceDoubt, priceFault } from '../price';
import type { ModelFormValues } from './model-form-values';

const costs = [
  { name: 'inputCost', label: 'Input cost' },
  { name: 'outputCost', label: 'Output cost' },
] as const;

/** Each price by the token, as it is saved, and by the million, as providers print it: the one follows the other. */
export function CostFields() {
  return (
    <div className="flex flex-col gap-4">
      {costs.map((cost) => (
        <CostField key={cost.name} {...cost} />
      ))}
      <p className="text-xs text-muted">
        What your provider bills. Blank: cost is not tracked, which is not the same as free.
      </p>
    </div>
  );
}

function CostField({ name, label }: (typeof costs)[number]) {
  const { register, watch, setValue, formState } = useFormContext<ModelFormValues>();
  const price = watch(name);
  const doubt = priceDoubt(price);
  const choose = (text: string) => setValue(name, text, { shouldDirty: true, shouldValidate: true });
  return (
    <div className="flex flex-col gap-1.5">
      <div className="grid items-start gap-x-4 gap-y-2 sm:grid-cols-2">
        <Field label={`${label}/token (USD)`} optional error={formState.errors[name]?.message}>
          <Input
            mono
            inputMode="decimal"
            autoComplete="off"
            placeholder="0.0000003"
            {...register(name, { validate: (typed) => priceFault(typed) ?? true })}
          />
        </Field>
        <Field label={`${label} per 1M tokens (USD)`}>
          <MillionInput price={price} onPrice={choose} />
        </Field>
      </div>
      {doubt && (
        <p role="status" className="flex flex-wrap items-center gap-2 text-xs text-warning">
          <span className="min-w-0 flex-1 basis-64">{doubt.message}</span>
          <Button size="sm" onClick={() => choose(doubt.better)}>
            Use ${doubt.better} per token
          </Button>
        </p>
      )}
    </div>
  );
}

/** Keeps what is being typed ("0.30") while the price per token follows it. */
function MillionInput({ price, onPrice }: { price: string; onPrice(price: string): void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      mono
      inputMode="decimal"
      autoComplete="off"
      placeholder="0.30"
      value={typed ?? movePoint(price, 6) ?? price}
      onBlur={() => setTyped(null)}
      onValueChange={(text) => {
        setTyped(text);
        onPrice(movePoint(text, -6) ?? text.trim());
      }}
    />
  );
}
