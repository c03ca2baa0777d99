import { Button as BaseButton } from '@base-ui/react/button';
import clsx from 'clsx';
import { Link } from './link';
import type { ComponentProps, ReactNode } from 'react';
import { Spinner } from './spinner';

const variants = {
  primary: 'border-transparent bg-ink text-canvas hover:not-data-disabled:bg-ink/85',
  secondary: 'border-edge bg-panel text-ink hover:not-data-disabled:bg-sunken',
  quiet:
    'border-transparent bg-transparent text-ink hover:not-data-disabled:bg-sunken data-popup-open:bg-sunken',
  danger: 'border-transparent bg-danger text-on-danger hover:not-data-disabled:bg-danger/85',
} satisfies Record<string, string>;

const sizes = {
  sm: 'h-7 px-2.5 text-xs pointer-coarse:h-9',
  md: 'h-8 px-3 text-sm pointer-coarse:h-10',
} satisfies Record<string, string>;

interface Look {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
}

function look({ variant = 'secondary', size = 'md' }: Look, className?: string) {
  return clsx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors select-none',
    'data-disabled:cursor-not-allowed data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
    variants[variant],
    sizes[size],
    className,
  );
}

interface ButtonProps extends Look, Omit<ComponentProps<typeof BaseButton>, 'className' | 'render'> {
  className?: string;
  /** Shows a spinner and refuses clicks, but keeps the focus where it is. */
  pending?: boolean;
  icon?: ReactNode;
}

export function Button({
  variant,
  size,
  pending = false,
  icon,
  disabled,
  className,
  children,
  ...props
}: ButtonProps) {
  return (
    <BaseButton
      {...props}
      disabled={disabled || pending}
      focusableWhenDisabled={pending}
      aria-busy={pending || undefined}
      className={look({ variant, size }, className)}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </BaseButton>
  );
}

interface LinkButtonProps extends Look, ComponentProps<typeof Link> {
  icon?: ReactNode;
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ variant, size, icon, className, children, ...props }: LinkButtonProps) {
  return (
    <Link {...props} className={look({ variant, size }, className)}>
      {icon}
      {children}
    </Link>
  );
}
