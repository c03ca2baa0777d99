'use client';

import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { useEditor, useEditorState } from '../canvas/editor-context';
import { useAttention } from './use-attention';
import { choosingAModel } from './use-choosing';

/** What is amiss with the live version of a step, and the way to mend it: in the draft, which is then published. */
export function StepAttention({ step }: { step: WorkflowNode }) {
  const { store } = useEditor();
  const readOnly = useEditorState((state) => state.readOnly);
  const attention = useAttention(step.id);
  if (!attention || step.kind !== 'prompt') return null;
  const { reference, runs, reasons } = attention;
  const mended = step.data.model !== reference;
  return (
    <Notice
      tone="warning"
      title={
        runs
          ? 'Live, another model answers in place of this one'
          : 'Live, no model answers this step any more'
      }
    >
      <p className="break-words">{reasons.map(({ message }) => message).join(' ')}</p>
      {mended ? (
        <p className="mt-1 text-muted">The draft names another model: publish it, and this is mended.</p>
      ) : (
        <>
          <p className="mt-1 text-muted">Mend it in the draft, then publish.</p>
          {!readOnly && (
            <Button
              size="sm"
              className="mt-2"
              onClick={() => store.getState().bringIntoView(step.id, choosingAModel)}
            >
              Replace the model
            </Button>
          )}
        </>
      )}
    </Notice>
  );
}
