'use client';

import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';

interface PopoverProps {
  trigger: ReactElement;
  title: string;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  /** For those who close it themselves. */
  open?: boolean;
  onOpenChange?(open: boolean): void;
}

/** A small panel beside its button, for detail or a few controls. */
export function Popover({ trigger, title, children, align = 'start', ...root }: PopoverProps) {
  return (
    <Base.Root {...root}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup className="popup w-72 max-w-(--available-width) p-3">
            <Base.Title className="text-sm font-medium">{title}</Base.Title>
            <div className="mt-1 text-sm text-muted">{children}</div>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
