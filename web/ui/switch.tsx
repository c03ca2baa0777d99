'use client';

import { Field } from '@base-ui/react/field';
import { Switch as Base } from '@base-ui/react/switch';
import type { ReactNode } from 'react';

interface SwitchProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onCheckedChange(checked: boolean): void;
  disabled?: boolean;
}

/** On or off, in force at once. For a choice that waits for a save button, use Checkbox. */
export function Switch({ label, hint, checked, onCheckedChange, disabled }: SwitchProps) {
  return (
    <Field.Root disabled={disabled} className="flex items-start justify-between gap-4">
      <span className="flex flex-col gap-0.5">
        <Field.Label className="text-sm font-medium">{label}</Field.Label>
        {hint && <Field.Description className="text-xs text-muted">{hint}</Field.Description>}
      </span>
      <Base.Root
        checked={checked}
        onCheckedChange={onCheckedChange}
        className="relative mt-0.5 h-5 w-8 shrink-0 cursor-pointer rounded-full bg-muted/70 p-0.5 transition-colors data-checked:bg-accent data-disabled:cursor-not-allowed data-disabled:opacity-50"
      >
        <Base.Thumb className="block size-4 rounded-full bg-panel shadow-sm transition-transform data-checked:translate-x-3" />
      </Base.Root>
    </Field.Root>
  );
}
