'use client';

import type { Failure } from '@/runs/run-store';
import { isOfModel } from '@/runs/is-of-model';
import { choosingAModel } from '../attention/use-choosing';
import { useEditor, useStep } from '../canvas/editor-context';

/** From a failure to where it is mended: the step, or the model that it names. */
export function MendLinks({ failure: { code, nodeId } }: { failure: Failure }) {
  const { store } = useEditor();
  const step = useStep(nodeId ?? '');
  if (!step) return null;

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
      {isOfModel(step.kind, code) && (
        <button type="button" onClick={() => go(choosingAModel)} className={link}>
          Choose another model
        </button>
      )}
    </p>
  );
}

const link = 'rounded-sm text-sm text-accent underline-offset-2 hover:underline';
