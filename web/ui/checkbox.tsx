'use client';

import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Field } from '@base-ui/react/field';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

interface CheckboxProps {
  label: ReactNode;
  hint?: ReactNode;
  /** Why it cannot be so, and how to mend it. */
  error?: string | undefined;
  checked: boolean;
  onCheckedChange(checked: boolean): void;
  disabled?: boolean;
}

export function Checkbox({ label, hint, error, checked, onCheckedChange, disabled }: CheckboxProps) {
  return (
    <Field.Root disabled={disabled} invalid={Boolean(error)} className="flex items-start gap-2.5">
      <Base.Root
        checked={checked}
        onCheckedChange={onCheckedChange}
        className="mt-0.5 flex size-4 shrink-0 cursor-pointer items-center justify-center rounded-sm border border-edge bg-panel transition-colors hover:border-muted data-checked:border-accent data-checked:bg-accent data-disabled:cursor-not-allowed data-disabled:opacity-50"
      >
        <Base.Indicator className="text-on-accent">
          <Check className="size-3" strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      <span className="flex flex-col gap-0.5">
        <Field.Label className="text-sm">{label}</Field.Label>
        {hint && <Field.Description className="text-xs text-muted">{hint}</Field.Description>}
        <Field.Error match={Boolean(error)} className="text-xs text-danger">
          {error}
        </Field.Error>
      </span>
    </Field.Root>
  );
}
