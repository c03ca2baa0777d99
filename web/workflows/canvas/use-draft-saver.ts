'use client';

import { changesBetween } from '@patchbay/schema/graph-changes.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useCallback } from 'react';
import { useClient } from 'urql';
import type { SaveAnswer } from './autosave';
import { SaveDraft } from './editor-documents';
import type { Heard } from './issues';

/** Saves a draft and says what came of it, in the words of the autosave. */
export function useDraftSaver(workflowId: string) {
  const client = useClient();
  return useCallback(
    async (
      graph: WorkflowGraph,
      expectedRevision: number,
      base: WorkflowGraph | null,
      onHeard: (heard: Heard) => void,
    ): Promise<SaveAnswer> => {
      const changes = base && changesBetween(base, graph);
      const { data, error } = await client
        .mutation(SaveDraft, { workflowId, expectedRevision, ...(changes ? { changes } : { graph }) })
        .toPromise();
      const answer = data?.saveDraft;
      if (!answer) {
        // Without an answer nobody knows: asking again is safe, the same graph makes no second revision.
        const refusal = error?.networkError ? undefined : error?.graphQLErrors[0];
        return refusal ? { kind: 'refused', message: refusal.message } : { kind: 'unreachable' };
      }
      if ('workflow' in answer) {
        const { draft } = answer.workflow;
        onHeard({ graph, issues: draft.issues });
        return { kind: 'saved', revision: draft.revision };
      }
      if ('current' in answer) return { kind: 'conflict', current: answer.current };
      const [issue] = 'workflowIssues' in answer ? answer.workflowIssues : [];
      return { kind: 'refused', message: issue?.message ?? answer.message };
    },
    [client, workflowId],
  );
}
