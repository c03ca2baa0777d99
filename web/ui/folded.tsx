import type { ReactNode } from 'react';

interface FoldedProps {
  /** What is folded away, counted: "12 details". */
  what: string;
  children: ReactNode;
}

/** Details that most readers pass over: a list stays one that can be read from top to bottom. */
export function Folded({ what, children }: FoldedProps) {
  return (
    <details className="group">
      <summary className="w-fit cursor-pointer rounded-sm text-xs text-muted hover:text-ink">
        <span className="group-open:hidden">Show {what}</span>
        <span className="hidden group-open:inline">Hide {what}</span>
      </summary>
      {children}
    </details>
  );
}
