'use client';

import { Field as Base } from '@base-ui/react/field';
import clsx from 'clsx';
import type { ReactNode } from 'react';

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and how to mend it. */
  error?: string | undefined;
  optional?: boolean;
  disabled?: boolean;
  className?: string;
  /** What a list of faults calls it, so that it can be found and led to. */
  place?: string;
  /** The control: Input, Textarea, Select, Combobox. */
  children: ReactNode;
}

/** A control with its label, hint and error, tied together for screen readers. */
export function Field({ label, hint, error, optional, disabled, className, place, children }: FieldProps) {
  return (
    <Base.Root
      invalid={Boolean(error)}
      disabled={disabled}
      data-field={place}
      className={clsx('flex min-w-0 flex-col gap-1.5', className)}
    >
      <Base.Label className="text-sm font-medium">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </Base.Label>
      {children}
      {hint && <Base.Description className="text-xs text-muted">{hint}</Base.Description>}
      <Base.Error match={Boolean(error)} className="text-xs text-danger">
        {error}
      </Base.Error>
    </Base.Root>
  );
}
