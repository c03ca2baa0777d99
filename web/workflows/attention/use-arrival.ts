'use client';

import { useEffect } from 'react';
import { useEditor } from '../canvas/editor-context';
import { graphOf } from '../canvas/editor-store';
import { choosingParameter, stepParameter } from './path-to-step';
import { choosingAModel } from './use-choosing';

/**
 * Leads to the step that the address names. The address keeps it until something else is chosen or changed: whoever
 * reloads before that is led there again.
 */
export function useArrival(): void {
  const { store } = useEditor();
  useEffect(() => {
    const { searchParams } = new URL(window.location.href);
    const nodeId = searchParams.get(stepParameter);
    if (nodeId === null) return;
    const { select, show, bringIntoView } = store.getState();
    select([nodeId]);
    show('step');
    bringIntoView(nodeId, searchParams.has(choosingParameter) ? choosingAModel : undefined);
    const arrived = store.getState();
    const stop = store.subscribe((state) => {
      if (state.selectedSteps === arrived.selectedSteps && graphOf(state) === graphOf(arrived)) return;
      stop();
      forget();
    });
    return stop;
  }, [store]);
}

function forget(): void {
  const url = new URL(window.location.href);
  url.searchParams.delete(stepParameter);
  url.searchParams.delete(choosingParameter);
  window.history.replaceState(null, '', url);
}
