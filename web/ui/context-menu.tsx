'use client';

import { type ReactNode, useState } from 'react';
import { PartsOfMenu, useMenuParts } from './use-menu-parts';

interface ContextMenuProps {
  /** Where a right click, or the menu key, opens it. */
  children: ReactNode;
  /** Rendered when it opens. */
  menu: ReactNode;
  className?: string;
}

/** What can be done with the thing under the pointer. Its items are those of a menu. */
export function ContextMenu({ children, menu, className }: ContextMenuProps) {
  const { parts, opened, open, close } = useMenuParts();
  const [place, setPlace] = useState({ x: 0, y: 0 });
  return (
    <>
      <div
        className={className}
        onContextMenu={(event) => {
          if (event.defaultPrevented) return;
          event.preventDefault();
          setPlace({ x: event.clientX, y: event.clientY });
          open(event.button === 2 ? 'pointer' : 'keyboard');
        }}
      >
        {children}
      </div>
      {parts && (
        <PartsOfMenu value={parts}>
          <parts.MenuWindow
            at={place}
            open={opened !== null}
            onClose={close}
            byKeyboard={opened === 'keyboard'}
            align="start"
            side="bottom"
            className="min-w-56"
          >
            {menu}
          </parts.MenuWindow>
        </PartsOfMenu>
      )}
    </>
  );
}
