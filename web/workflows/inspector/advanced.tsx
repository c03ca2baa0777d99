import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

interface AdvancedProps {
  /** What is set other than at first, in a few words each: "retries 2 times". */
  differs: readonly (string | false)[];
  children: ReactNode;
}

/** What few steps need, folded; what somebody has changed in it can be read without unfolding. */
export function Advanced({ differs, children }: AdvancedProps) {
  const told = differs.filter((one) => one !== false);
  return (
    <details className="group rounded-md border border-line">
      <summary className="flex cursor-pointer list-none items-start gap-1.5 rounded-md px-2.5 py-2 text-sm hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="mt-0.5 size-4 shrink-0 text-muted transition-transform group-open:rotate-90"
        />
        <span className="min-w-0">
          <span className="font-medium">Advanced</span>
          <span className="block text-xs text-muted group-open:hidden">
            {told.length === 0 ? 'All as it is at first' : told.join(' · ')}
          </span>
        </span>
      </summary>
      <div className="flex flex-col gap-4 border-t border-line px-3 pt-3 pb-4">{children}</div>
    </details>
  );
}
