'use client';

import {
  cloneElement,
  type DOMAttributes,
  type ReactElement,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import { type Side, placeBeside } from './place-beside';

interface TooltipProps {
  content: ReactNode;
  /** The element that the tooltip explains. It must be able to take the focus. */
  children: ReactElement<DOMAttributes<Element>>;
  side?: Side;
}

const delayMs = 400;
/** Neighbouring tooltips follow one another at once. */
let lastSeenAt = -Infinity;
/** A mouse is over one thing at a time. */
let waiting: ReturnType<typeof setTimeout> | undefined;

function showSoon(show: () => void): void {
  waiting = setTimeout(show, performance.now() - lastSeenAt < delayMs ? 0 : delayMs);
}

const forget = () => clearTimeout(waiting);

/**
 * Extra words for a mouse or a keyboard. Never the only place where something is said: fingers do not hover. Every page
 * has some, so they bring no library along.
 */
export function Tooltip({ content, children, side = 'top' }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element | null>(null);

  function close() {
    forget();
    setAnchor(null);
  }
  const { props } = children;
  return (
    <>
      {cloneElement(children, {
        onPointerEnter(event) {
          props.onPointerEnter?.(event);
          if (event.pointerType === 'touch') return;
          const over = event.currentTarget;
          showSoon(() => setAnchor(over));
        },
        onPointerLeave(event) {
          props.onPointerLeave?.(event);
          close();
        },
        onPointerDown(event) {
          props.onPointerDown?.(event);
          close();
        },
        onFocus(event) {
          props.onFocus?.(event);
          if (event.currentTarget.matches(':focus-visible')) setAnchor(event.currentTarget);
        },
        onBlur(event) {
          props.onBlur?.(event);
          close();
        },
      })}
      {anchor && <Words anchor={anchor} side={side} content={content} onClose={close} />}
    </>
  );
}

interface WordsProps {
  anchor: Element;
  side: Side;
  content: ReactNode;
  onClose(): void;
}

function Words({ anchor, side, content, onClose }: WordsProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!box.current) return;
    const { left, top } = placeBeside(
      anchor.getBoundingClientRect(),
      box.current.getBoundingClientRect(),
      side,
      {
        width: document.documentElement.clientWidth,
        height: document.documentElement.clientHeight,
      },
    );
    box.current.style.left = `${left}px`;
    box.current.style.top = `${top}px`;
  }, [anchor, side]);
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onClose();
    };
    // What it stands beside may move away under it.
    window.addEventListener('scroll', onClose, true);
    window.addEventListener('keydown', onKeyDown, true);
    return () => {
      lastSeenAt = performance.now();
      window.removeEventListener('scroll', onClose, true);
      window.removeEventListener('keydown', onKeyDown, true);
    };
  }, [onClose]);
  return createPortal(
    <div
      ref={box}
      role="tooltip"
      className="popup pointer-events-none fixed top-0 left-0 z-50 w-max max-w-72 px-2 py-1 text-xs"
    >
      {content}
    </div>,
    document.body,
  );
}
