'use client';

import { Field } from '@base-ui/react/field';
import clsx from 'clsx';
import type { ComponentProps } from 'react';

/** Several lines of text; grows with what is typed. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <Field.Control
      render={
        <textarea
          rows={3}
          {...props}
          className={clsx('control field-sizing-content h-auto! min-h-20 py-1.5', className)}
        />
      }
    />
  );
}
