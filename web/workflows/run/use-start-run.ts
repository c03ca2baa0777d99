'use client';

import { useCallback } from 'react';
import { graphql } from '@/graphql/generated';
import { freshId } from '@/graphql/fresh-id';
import type { Outcome } from '@/graphql/outcome';
import { useDeed } from '@/graphql/use-deed';
import { useEditor } from '../canvas/editor-context';

const Start = graphql(`
  mutation StartRun($workflowId: ID!, $draftRevision: Int!, $input: JSON!, $idempotencyKey: String!) {
    startRun(
      input: {
        workflowId: $workflowId
        draftRevision: $draftRevision
        input: $input
        idempotencyKey: $idempotencyKey
        usePins: true
      }
    ) {
      ... on StartRunPayload {
        run {
          id
        }
      }
      ...Failure
    }
  }
`);

const notSaved = 'The draft is not saved yet, so it cannot run. See above.';

/** Runs the draft as it is now, pins and all; gives the id of the run. */
export function useStartRun() {
  const { workflowId, autosave } = useEditor();
  const [start] = useDeed(Start);
  return useCallback(
    async (input: Record<string, unknown>): Promise<Outcome<{ runId: string }>> => {
      if (!(await autosave.flush()))
        return { ok: false, code: 'NOT_SAVED', message: notSaved, fieldErrors: {} };
      const draftRevision = autosave.revision();
      const outcome = await start({ workflowId, draftRevision, input, idempotencyKey: freshId() });
      return outcome.ok ? { ok: true, data: { runId: outcome.data.run.id } } : outcome;
    },
    [workflowId, autosave, start],
  );
}
