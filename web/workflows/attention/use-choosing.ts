'use client';

import { useEffect } from 'react';
import { useEditorState } from '../canvas/editor-context';

/** As a place to be led to: the model of a step, with the list of models open. */
export const choosingAModel = 'model.choose';

/** Opens the list where somebody was led here to choose. */
export function useChoosing(nodeId: string, open: () => void): void {
  const wanted = useEditorState((state) => state.wanted);
  const readOnly = useEditorState((state) => state.readOnly);
  useEffect(() => {
    if (readOnly || wanted?.nodeId !== nodeId || wanted.place !== choosingAModel) return;
    // Who comes back to the step later does not find it open again.
    if (served.has(wanted)) return;
    served.add(wanted);
    open();
  }, [wanted, readOnly, nodeId, open]);
}

const served = new WeakSet<object>();
