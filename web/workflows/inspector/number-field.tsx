'use client';

import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { useTyped } from './use-typed';

interface NumberFieldProps {
  nodeId: string;
  /** The field inside the step's data: "maxTokens". */
  place: string;
  label: string;
  hint?: string;
  value: number | null;
  /** What the value stands for where it is left empty; without it, it cannot be. */
  placeholder?: string;
  min: number;
  max?: number;
  whole?: boolean;
  error?: string | undefined;
  readOnly: boolean;
  onChange(value: number | null): void;
}

/** A number. What is no such number stays as typed, beside the reason, and changes nothing. */
export function NumberField(props: NumberFieldProps) {
  const { nodeId, place, label, hint, value, placeholder, min, max, whole, error, readOnly, onChange } =
    props;
  const [typed, setTyped] = useTyped(nodeId, place);
  const optional = placeholder !== undefined;
  const faultOf = (text: string) => numberFault(text, { min, max, whole, optional });
  const fault = typed === undefined ? undefined : faultOf(typed);

  function type(text: string) {
    setTyped(text);
    if (faultOf(text) === undefined) onChange(text.trim() === '' ? null : Number(text));
  }

  return (
    <Field
      label={label}
      hint={hint}
      optional={optional}
      place={place}
      error={fault ?? error}
      className="flex-1"
    >
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
  optional: boolean;
}

function numberFault(text: string, { min, max, whole, optional }: Range): string | undefined {
  if (optional && text.trim() === '') return undefined;
  const value = Number(text);
  const fits = text.trim() !== '' && value >= min && value <= (max ?? Number.MAX_SAFE_INTEGER);
  if (fits && (!whole || Number.isInteger(value))) return undefined;
  const kind = whole ? 'a whole number' : 'a number';
  return max === undefined ? `Enter ${kind} of at least ${min}.` : `Enter ${kind} from ${min} to ${max}.`;
}
