'use client';

import { useEffect } from 'react';
import { type Command, commandList, commands, perform } from './commands';
import { isPressed } from './keys';
import type { Scene } from './scene';

/** Keys of the editor. In a field or a menu they belong to it, but for running, which is wanted from everywhere. */
export function useKeys(scene: Scene): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented) return;
      const command = commandList.find(
        ({ keys, isBrowsers, onCanvas }) =>
          !isBrowsers &&
          keys?.some((each) => isPressed(event, each)) &&
          (!onCanvas || isOnCanvas(event.target)),
      );
      if (!command) return;
      if (!fromEverywhere.has(command) && belongsElsewhere(event.target)) return;
      // Before the canvas itself hears of it: it would move the step on which an arrow key only walks.
      event.preventDefault();
      event.stopPropagation();
      perform(command, scene);
    }
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [scene]);
}

const fromEverywhere: ReadonlySet<Command> = new Set([commands.run, commands.runStep]);

const elsewhere =
  'input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"], [contenteditable="true"], .cm-editor';

export function belongsElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(elsewhere) !== null;
}

function isOnCanvas(target: EventTarget | null): boolean {
  if (target === document.body) return true;
  if (!(target instanceof Element) || target.closest('button, a')) return false;
  return target.closest('.react-flow') !== null || target.id === 'content';
}
