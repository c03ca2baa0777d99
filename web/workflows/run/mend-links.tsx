'use client';

import type { Failure } from '@/runs/run-store';
import { useEditor, useStep } from '../canvas/editor-context';

/** From a failure to where it is mended: the step, or the model that it names. */
export function MendLinks({ failure: { code, nodeId } }: { failure: Failure }) {
  const { store } = useEditor();
  const step = useStep(nodeId ?? '');
  if (!step) return null;
  const isOfModel = step.kind === 'prompt' && !ofTheStep.has(code);

  function go(place?: string) {
    const { select, show, bringIntoView } = store.getState();
    select([nodeId ?? '']);
    show('step');
    bringIntoView(nodeId ?? '', place);
  }

  return (
    <p className="mt-2 flex gap-3">
      <button type="button" onClick={() => go()} className={link}>
        Open the step
      </button>
      {isOfModel && (
        <button type="button" onClick={() => go('model')} className={link}>
          Choose another model
        </button>
      )}
    </p>
  );
}

const link = 'rounded-sm text-sm text-accent underline-offset-2 hover:underline';

/** Failures of the step's own words, which another model would not mend. */
const ofTheStep = new Set(['TEMPLATE', 'EXPRESSION', 'CANCELLED', 'INTERNAL', 'INTERRUPTED']);
