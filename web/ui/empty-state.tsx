import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** What belongs here and what to do next. */
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-10 text-center">
      {icon && (
        <span
          aria-hidden
          className="mb-2 flex size-10 items-center justify-center rounded-lg border border-line bg-canvas text-muted [&_svg]:size-5"
        >
          {icon}
        </span>
      )}
      <p className="text-sm font-medium">{title}</p>
      {children && <p className="max-w-sm text-sm text-balance text-muted">{children}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
