'use client';

import { Button as BaseButton } from '@base-ui/react/button';
import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { Tooltip } from './tooltip';

interface IconButtonProps extends Omit<ComponentProps<typeof BaseButton>, 'className' | 'aria-label'> {
  /** Says what the button does: its accessible name and its tooltip. */
  label: string;
  className?: string;
}

export function IconButton({ label, className, children, ...props }: IconButtonProps) {
  return (
    <Tooltip content={label}>
      <BaseButton
        {...props}
        aria-label={label}
        className={clsx(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted transition-colors pointer-coarse:size-10',
          'hover:not-data-disabled:bg-sunken hover:not-data-disabled:text-ink data-disabled:opacity-50 data-popup-open:bg-sunken',
          '[&_svg]:size-4',
          className,
        )}
      >
        {children}
      </BaseButton>
    </Tooltip>
  );
}
