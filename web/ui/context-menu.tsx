'use client';

import { ContextMenu as Base } from '@base-ui/react/context-menu';
import type { ReactNode } from 'react';

interface ContextMenuProps {
  /** Where a right click, or the menu key, opens it. */
  children: ReactNode;
  /** Rendered when it opens. */
  menu: ReactNode;
  className?: string;
}

/** What can be done with the thing under the pointer. Its items are those of a menu. */
export function ContextMenu({ children, menu, className }: ContextMenuProps) {
  return (
    <Base.Root>
      <Base.Trigger className={className}>{children}</Base.Trigger>
      <Base.Portal>
        <Base.Positioner collisionPadding={8} className="z-50">
          <Base.Popup className="popup max-h-(--available-height) min-w-56 max-w-(--available-width) overflow-y-auto p-1">
            {menu}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
