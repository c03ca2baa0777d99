'use client';

import { useEffect } from 'react';
import { useEditor } from './editor-context';
import { usePalette } from './palette';

/** Keys of the editor. In a field they belong to the field, but for running, which is wanted from everywhere. */
export function useKeys(onRun: () => void) {
  const { store } = useEditor();
  const { openPalette } = usePalette();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented) return;
      const mod = event.metaKey || event.ctrlKey;
      const key = event.key.toLowerCase();
      if (mod && key === 'enter') {
        event.preventDefault();
        return onRun();
      }
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest('input, textarea, select, [role="dialog"], [contenteditable="true"]')) return;
      if (mod && key === 'z') {
        event.preventDefault();
        if (event.shiftKey) store.getState().redo();
        else store.getState().undo();
      } else if (mod && key === 'y') {
        event.preventDefault();
        store.getState().redo();
      } else if (!mod && !event.altKey && key === 'n' && !store.getState().readOnly) {
        event.preventDefault();
        openPalette();
      }
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store, openPalette, onRun]);
}
