'use client';

import { kindOf } from '@patchbay/schema/nodes/index.ts';
import { topologicalOrder } from '@patchbay/schema/workflow-graph.ts';
import clsx from 'clsx';
import { useStore } from 'zustand';
import { StepStatusMark } from '@/runs/step-status-mark';
import { Notice } from '@/ui/notice';
import { lookOf } from '../nodes';
import { useEditor, useEditorState, useGraph } from './editor-context';

/** The steps in their order: what a narrow screen has in place of the canvas. */
export function Outline() {
  const { store, run } = useEditor();
  const { order } = topologicalOrder(useGraph());
  const steps = useStore(run, (state) => state.steps);
  const selected = useEditorState((state) => state.selectedSteps);
  return (
    <div className="flex flex-col gap-3 p-4">
      <Notice>
        This screen is too narrow to wire steps. You can look at them here and run them; to change them, open
        the workflow on a wider one.
      </Notice>
      <ol aria-label="Steps" className="flex flex-col gap-1.5">
        {order.map((step) => {
          const { icon: Icon, accent } = lookOf(step.kind);
          const live = steps[step.id];
          return (
            <li key={step.id}>
              <button
                type="button"
                aria-pressed={selected.has(step.id)}
                onClick={() => {
                  store.getState().select([step.id]);
                  store.getState().show('step');
                }}
                className="flex min-h-11 w-full items-center gap-2.5 rounded-md border border-line bg-panel px-3 text-left text-sm aria-pressed:border-accent"
              >
                <span className={clsx('flex size-6 items-center justify-center rounded-sm', accent)}>
                  <Icon aria-hidden className="size-3.5" />
                </span>
                <span className="min-w-0 flex-1 truncate font-medium">{step.name}</span>
                {live ? (
                  <StepStatusMark step={live} />
                ) : (
                  <span className="text-xs text-muted">{kindOf(step.kind).label}</span>
                )}
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
