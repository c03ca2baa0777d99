'use client';

// What an open menu is made of. Reached through menu.tsx and context-menu.tsx, which fetch it when one is wanted.
import { Menu as Base } from '@base-ui/react/menu';
import clsx from 'clsx';
import { Check } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { Link } from './link';

interface MenuWindowProps {
  /** The button that opened it, or the place that was pointed at. */
  at: RefObject<HTMLElement | null> | { x: number; y: number };
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  open: boolean;
  onClose(): void;
  /** Whether it was opened by a key: then the first item is highlighted. */
  byKeyboard: boolean;
  /** The id of the button. */
  labelledBy?: string;
  children: ReactNode;
  className?: string;
}

export function MenuWindow(props: MenuWindowProps) {
  const { at, align, side, open, onClose, byKeyboard, labelledBy, children, className } = props;
  const button = 'current' in at ? at : null;
  const popup = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open || !byKeyboard) return;
    // The popup takes the focus in the frame after it appeared; its first item takes it over from there.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        popup.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [open, byKeyboard]);

  return (
    // Where a place was pointed at, another may be pointed at next: nothing lies over the page then.
    <Base.Root open={open} modal={button !== null} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Positioner
          anchor={'current' in at ? at : { getBoundingClientRect: () => DOMRect.fromRect(at) }}
          align={align}
          side={side}
          sideOffset={button ? 4 : 0}
          collisionPadding={8}
          // Beside a place it is moved no further than it must to be seen whole.
          collisionAvoidance={{ align: button ? 'flip' : 'shift', fallbackAxisSide: 'none' }}
          className="z-50"
        >
          <Base.Popup
            ref={popup}
            aria-labelledby={labelledBy}
            onKeyDown={(event) => {
              if (event.key !== 'Tab') return;
              event.preventBaseUIHandler();
              // The browser goes on from the button, forwards or back.
              if (button) button.current?.focus();
              else event.preventDefault();
              onClose();
            }}
            className={clsx(
              'popup max-h-(--available-height) min-w-48 max-w-(--available-width) overflow-y-auto p-1',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const iconSlot = '[&_svg]:size-4 [&_svg]:shrink-0';

export interface MenuItemProps {
  icon?: ReactNode;
  children: ReactNode;
  onClick?(): void;
  /** Goes somewhere instead of doing something. */
  href?: string;
  disabled?: boolean;
  danger?: boolean;
  /** Where one is already. */
  current?: boolean;
}

export function MenuItem({ icon, children, onClick, href, disabled, danger, current }: MenuItemProps) {
  const content = (
    <>
      {icon && <span className={danger ? undefined : 'text-muted'}>{icon}</span>}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {current && <Check aria-hidden className="text-accent" />}
    </>
  );
  const className = clsx('option', iconSlot, danger && 'text-danger');
  if (href) {
    return (
      <Base.LinkItem
        render={<Link href={href} />}
        closeOnClick
        className={className}
        aria-current={current ? 'true' : undefined}
      >
        {content}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item onClick={onClick} disabled={disabled} className={className}>
      {content}
    </Base.Item>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Label>{label}</Label>
      {children}
    </Base.Group>
  );
}

function Label({ children }: { children: string }) {
  return <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-muted">{children}</Base.GroupLabel>;
}

export interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value | undefined;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  onValueChange(value: NoInfer<Value>): void;
}

export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  const { label, value, options, onValueChange } = props;
  return (
    <Base.RadioGroup value={value} onValueChange={(next: Value) => onValueChange(next)}>
      <Label>{label}</Label>
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          closeOnClick
          className={clsx('option', iconSlot)}
        >
          {option.icon && <span className="text-muted">{option.icon}</span>}
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          <Base.RadioItemIndicator className="text-accent">
            <Check />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export interface MenuCheckProps {
  checked: boolean;
  onCheckedChange(checked: boolean): void;
  children: ReactNode;
}

export function MenuCheck({ checked, onCheckedChange, children }: MenuCheckProps) {
  return (
    <Base.CheckboxItem
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next)}
      closeOnClick={false}
      className="option group"
    >
      <span className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-edge group-data-checked:border-accent group-data-checked:bg-accent">
        <Base.CheckboxItemIndicator className="text-on-accent">
          <Check className="size-3" strokeWidth={3} />
        </Base.CheckboxItemIndicator>
      </span>
      {children}
    </Base.CheckboxItem>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
