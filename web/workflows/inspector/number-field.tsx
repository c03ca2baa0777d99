'use client';

import { useState } from 'react';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';

interface NumberFieldProps {
  label: string;
  hint?: string;
  value: number | null;
  /** What the value stands for where it is left empty. */
  placeholder: string;
  min: number;
  max?: number;
  whole?: boolean;
  error?: string | undefined;
  readOnly: boolean;
  onChange(value: number | null): void;
}

/** A number that may be left out. What is no such number stays as typed, beside the reason, and changes nothing. */
export function NumberField(props: NumberFieldProps) {
  const { label, hint, value, placeholder, min, max, whole, error, readOnly, onChange } = props;
  const [typed, setTyped] = useState<string>();
  const fault = typed === undefined ? undefined : numberFault(typed, { min, max, whole });

  function type(text: string) {
    setTyped(text);
    if (numberFault(text, { min, max, whole }) === undefined)
      onChange(text.trim() === '' ? null : Number(text));
  }

  return (
    <Field label={label} hint={hint} optional error={fault ?? error} className="flex-1">
      <Input
        inputMode={whole ? 'numeric' : 'decimal'}
        value={typed ?? (value === null ? '' : String(value))}
        placeholder={placeholder}
        readOnly={readOnly}
        onChange={(event) => type(event.target.value)}
        onBlur={() => fault === undefined && setTyped(undefined)}
      />
    </Field>
  );
}

interface Range {
  min: number;
  max: number | undefined;
  whole: boolean | undefined;
}

function numberFault(text: string, { min, max, whole }: Range): string | undefined {
  if (text.trim() === '') return undefined;
  const value = Number(text);
  const fits = Number.isFinite(value) && value >= min && value <= (max ?? Number.MAX_SAFE_INTEGER);
  if (fits && (!whole || Number.isInteger(value))) return undefined;
  const kind = whole ? 'a whole number' : 'a number';
  return max === undefined ? `Enter ${kind} of at least ${min}.` : `Enter ${kind} from ${min} to ${max}.`;
}
