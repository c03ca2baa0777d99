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
    focusFirstField(formId, 40);
  }, [formId, store]);
}

/** The form may have to be fetched first. */
function focusFirstField(formId: string, patience: number): void {
  const field = document.getElementById(formId)?.querySelector<HTMLElement>('textarea, input, button');
  if (field) return field.focus();
  if (patience > 0) setTimeout(() => focusFirstField(formId, patience - 1), 50);
}
