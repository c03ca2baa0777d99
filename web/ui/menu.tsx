'use client';

import {
  cloneElement,
  type DOMAttributes,
  type ReactElement,
  type ReactNode,
  type Ref,
  useId,
  useRef,
} from 'react';
import { PartsOfMenu, useMenuParts, usePartsOfMenu } from './use-menu-parts';
import type { MenuCheckProps, MenuChoiceProps, MenuItemProps } from './menu-parts';

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement<Trigger>;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  className?: string;
}

type Trigger = DOMAttributes<HTMLElement> & { ref?: Ref<HTMLElement>; id?: string };

/** A button with a menu. Every page has some and most visits open none, so all but the button is fetched when it is wanted. */
export function Menu({ trigger, children, align = 'start', side = 'bottom', className }: MenuProps) {
  const button = useRef<HTMLElement>(null);
  const ownId = useId();
  const id = trigger.props.id ?? ownId;
  const { parts, fetch, opened, open, close } = useMenuParts();
  const isOpen = opened !== null && parts !== null;
  return (
    <>
      {cloneElement(trigger, {
        id,
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        'data-popup-open': isOpen ? '' : undefined,
        onPointerEnter: fetch,
        onFocus: fetch,
        onClick(event) {
          // Not every browser focuses what is pressed, and from here the menu's focus comes and goes back.
          button.current?.focus();
          if (isOpen) close();
          else open(event.detail === 0 ? 'keyboard' : 'pointer');
        },
        onKeyDown(event) {
          if (isOpen || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
          event.preventDefault();
          open('keyboard');
        },
      } as Trigger)}
      {parts && (
        <PartsOfMenu value={parts}>
          <parts.MenuWindow
            at={button}
            open={isOpen}
            onClose={close}
            byKeyboard={opened === 'keyboard'}
            labelledBy={id}
            align={align}
            side={side}
            className={className}
          >
            {children}
          </parts.MenuWindow>
        </PartsOfMenu>
      )}
    </>
  );
}

export function MenuItem(props: MenuItemProps) {
  const parts = usePartsOfMenu();
  return <parts.MenuItem {...props} />;
}

/** One of a few. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  const parts = usePartsOfMenu();
  return <parts.MenuChoice {...props} />;
}

/** One of several that are chosen each for itself: the menu stays open. */
export function MenuCheck(props: MenuCheckProps) {
  const parts = usePartsOfMenu();
  return <parts.MenuCheck {...props} />;
}

export function MenuGroup(props: { label: string; children: ReactNode }) {
  const parts = usePartsOfMenu();
  return <parts.MenuGroup {...props} />;
}

export function MenuSeparator() {
  const parts = usePartsOfMenu();
  return <parts.MenuSeparator />;
}
