'use client';

import { isFinished } from '@patchbay/schema/run-event.ts';
import { useCallback, useState } from 'react';
import { graphql } from '@/graphql/generated';
import { freshId } from '@/graphql/fresh-id';
import { useDeed } from '@/graphql/use-deed';
import { toast } from '@/ui/toast';
import { useEditor } from '../canvas/editor-context';
import { type EditorState, graphOf } from '../canvas/editor-store';
import { readRunInput } from './run-input';
import { useRunInView } from './use-run-in-view';

const RunStep = graphql(`
  mutation RunStep(
    $workflowId: ID!
    $draftRevision: Int!
    $nodeId: String!
    $input: JSON
    $fromRunId: ID
    $idempotencyKey: String!
  ) {
    runStep(
      input: {
        workflowId: $workflowId
        draftRevision: $draftRevision
        nodeId: $nodeId
        input: $input
        fromRunId: $fromRunId
        idempotencyKey: $idempotencyKey
      }
    ) {
      ... on RunStepPayload {
        run {
          id
        }
      }
      ...Failure
    }
  }
`);

/** Runs one step of the draft on what is pinned, on what stands in the form, and on what ran before. */
export function useRunStep(): [(nodeId: string) => Promise<void>, boolean] {
  const { workflowId, autosave, store, run } = useEditor();
  const [runId, show] = useRunInView();
  const [start] = useDeed(RunStep);
  const [pending, setPending] = useState(false);

  const go = useCallback(
    async (nodeId: string) => {
      const live = run.getState().run;
      if (live && !isFinished(live.status))
        return toast.error('A run is under way', 'Wait for its end, or cancel it.');
      setPending(true);
      try {
        if (!(await autosave.flush()))
          return toast.error('Not run', 'The draft is not saved yet. Save it first.');
        const outcome = await start({
          workflowId,
          nodeId,
          draftRevision: autosave.revision(),
          input: typedInput(store.getState()),
          fromRunId: live?.onlyStep ? null : runId,
          idempotencyKey: freshId(),
        });
        if (!outcome.ok) return toast.error('Not run', outcome.message);
        show(outcome.data.run.id);
      } finally {
        setPending(false);
      }
    },
    [workflowId, autosave, store, run, start, show, runId],
  );
  return [go, pending];
}

/** What was typed into the form, where that makes an input: else the input step gives what it gave before. */
function typedInput(state: EditorState): Record<string, unknown> | null {
  const fields = graphOf(state).nodes.flatMap((node) => (node.kind === 'input' ? node.data.fields : []));
  if (Object.keys(state.runInput).length === 0) return null;
  const { input, faults } = readRunInput(fields, state.runInput);
  return Object.keys(faults).length === 0 ? input : null;
}
