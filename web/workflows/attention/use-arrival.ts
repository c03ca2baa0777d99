'use client';

import { useEffect } from 'react';
import { useEditor } from '../canvas/editor-context';
import { choosingParameter, stepParameter } from './path-to-step';
import { choosingAModel } from './use-choosing';

/** Leads to the step that the address names, once: the address then forgets it. */
export function useArrival(): void {
  const { store } = useEditor();
  useEffect(() => {
    const url = new URL(window.location.href);
    const nodeId = url.searchParams.get(stepParameter);
    if (nodeId === null) return;
    const choosing = url.searchParams.has(choosingParameter);
    url.searchParams.delete(stepParameter);
    url.searchParams.delete(choosingParameter);
    window.history.replaceState(null, '', url);
    const { select, show, bringIntoView } = store.getState();
    select([nodeId]);
    show('step');
    bringIntoView(nodeId, choosing ? choosingAModel : undefined);
  }, [store]);
}
