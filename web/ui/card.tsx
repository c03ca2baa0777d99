import clsx from 'clsx';
import type { ReactNode } from 'react';

interface CardProps {
  title?: ReactNode;
  description?: ReactNode;
  /** Stands at the right of the title. */
  action?: ReactNode;
  footer?: ReactNode;
  tone?: 'plain' | 'danger';
  children?: ReactNode;
}

/** A part of a page with a heading of its own. */
export function Card({ title, description, action, footer, tone = 'plain', children }: CardProps) {
  return (
    <section
      className={clsx('rounded-lg border bg-panel', tone === 'danger' ? 'border-danger/40' : 'border-line')}
    >
      {title && (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-5">
          <div className="min-w-0 flex-1 basis-56">
            <h2 className="text-base font-semibold tracking-tight">{title}</h2>
            {description && <p className="mt-0.5 text-sm text-muted">{description}</p>}
          </div>
          {action}
        </header>
      )}
      {children !== undefined && <div className="p-4 sm:px-5">{children}</div>}
      {footer && (
        <footer className="flex flex-wrap items-center justify-end gap-3 rounded-b-lg border-t border-line bg-canvas px-4 py-3 sm:px-5">
          {footer}
        </footer>
      )}
    </section>
  );
}
