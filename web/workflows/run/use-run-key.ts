'use client';

import { useCallback } from 'react';
import { useEditor } from '../canvas/editor-context';

/** Shows the form of a run; where it is in view already, submits it. */
export function useRunKey(formId: string): () => void {
  const { store } = useEditor();
  return useCallback(() => {
    const form = document.getElementById(formId);
    if (form instanceof HTMLFormElement) return form.requestSubmit();
    store.getState().show('run');
    // Once the form is there.
    setTimeout(() => {
      document.getElementById(formId)?.querySelector<HTMLElement>('textarea, input, button')?.focus();
    }, 50);
  }, [formId, store]);
}
