import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button';

interface ErrorStateProps {
  title: string;
  /** What happened, in words a person can act on. */
  children?: ReactNode;
  onRetry?(): void;
}

/** Stands where something should have been shown. */
export function ErrorState({ title, children, onRetry }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center gap-1 px-6 py-10 text-center">
      <span
        aria-hidden
        className="mb-2 flex size-10 items-center justify-center rounded-lg bg-danger-soft text-danger"
      >
        <TriangleAlert className="size-5" />
      </span>
      <p className="text-sm font-medium">{title}</p>
      {children && <p className="max-w-md text-sm text-balance text-muted">{children}</p>}
      {onRetry && (
        <Button className="mt-3" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
