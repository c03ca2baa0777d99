'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import clsx from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';

interface DialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  description?: ReactNode;
  size?: keyof typeof widths;
  /** Holds much that was typed: a click beside it does not close it. */
  lasting?: boolean;
  children: ReactNode;
}

/** `full` takes the window: for what is a workplace of its own. */
const widths = {
  md: 'max-w-md',
  lg: 'max-w-2xl',
  xl: 'max-w-5xl',
  full: 'h-full',
} satisfies Record<string, string>;

export const backdrop =
  'fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0';

export const dialogPopup =
  'relative flex max-h-full w-full flex-col rounded-lg border border-line bg-panel shadow-popup outline-none transition-[opacity,scale] duration-150 data-ending-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0';

/** A task apart from the page. The focus goes in, stays in, and returns to where it came from. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  size = 'md',
  lasting = false,
  children,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange} disablePointerDismissal={lasting}>
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Viewport
          className={clsx(
            'fixed inset-0 z-40 flex items-start justify-center p-3 sm:p-6',
            size !== 'full' && 'sm:pt-[12vh]',
          )}
        >
          <Base.Popup className={clsx(dialogPopup, widths[size])}>
            <header className="pt-4 pr-14 pl-5">
              <Base.Title className="text-lg font-semibold tracking-tight">{title}</Base.Title>
              {description && (
                <Base.Description className="mt-0.5 text-sm text-muted">{description}</Base.Description>
              )}
            </header>
            {children}
            {/* Last in the order, so that the first field gets the focus. */}
            <Base.Close
              aria-label="Close"
              className="absolute top-3 right-3 inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-10"
            >
              <X className="size-4" />
            </Base.Close>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** What the dialog holds. It scrolls when it is higher than the window. */
export function DialogBody({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={clsx('flex flex-col gap-4 overflow-y-auto px-5 py-4', className)}>{children}</div>;
}

/** The buttons that end the dialog; the one that goes on stands last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-wrap justify-end gap-2 rounded-b-lg border-t border-line bg-canvas px-5 py-3">
      {children}
    </footer>
  );
}
