'use client';

import { Field } from '@base-ui/react/field';
import clsx from 'clsx';
import type { ComponentProps } from 'react';

interface InputProps extends Omit<ComponentProps<typeof Field.Control>, 'className' | 'render'> {
  className?: string;
  /** For identifiers, keys and addresses, where each character counts. */
  mono?: boolean;
}

export function Input({ mono, className, ...props }: InputProps) {
  return <Field.Control {...props} className={clsx('control', mono && 'font-mono', className)} />;
}
