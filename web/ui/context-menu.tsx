'use client';

import { type ReactNode, useRef, useState } from 'react';
import { PartsOfMenu, useMenuParts } from './use-menu-parts';

interface ContextMenuProps {
  /** Where a right click, a long touch or the menu key opens it. */
  children: ReactNode;
  /** Rendered when it opens. */
  menu: ReactNode;
  className?: string;
}

/** Not every browser takes a long touch for a right click. */
const longTouchMs = 500;

/** What can be done with the thing under the pointer. Its items are those of a menu. */
export function ContextMenu({ children, menu, className }: ContextMenuProps) {
  const { parts, opened, open, close } = useMenuParts();
  const [place, setPlace] = useState({ x: 0, y: 0 });
  const touch = useRef<ReturnType<typeof setTimeout>>(undefined);
  const endTouch = () => clearTimeout(touch.current);
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
        // On their way in: whoever drags and zooms within keeps them to himself.
        onTouchStartCapture={({ touches }) => {
          endTouch();
          const finger = touches[0];
          if (!finger || touches.length > 1) return;
          touch.current = setTimeout(() => {
            setPlace({ x: finger.clientX, y: finger.clientY });
            open('pointer');
          }, longTouchMs);
        }}
        onTouchMoveCapture={endTouch}
        onTouchEndCapture={endTouch}
        onTouchCancelCapture={endTouch}
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
            side="right"
            className="min-w-56"
          >
            {menu}
          </parts.MenuWindow>
        </PartsOfMenu>
      )}
    </>
  );
}
