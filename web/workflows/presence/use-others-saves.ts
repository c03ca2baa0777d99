'use client';

import { useEffect } from 'react';
import { useClient } from 'urql';
import { graphql } from '@/graphql/generated';
import { useEditor } from '../canvas/editor-context';

const DraftOfOthers = graphql(`
  query DraftOfOthers($id: ID!) {
    node(id: $id) {
      ... on Workflow {
        id
        draft {
          graph
          revision
          savedBy
          savedAt
        }
      }
    }
  }
`);

/** Brings in what somebody else has saved, also where nothing is typed here: `revision` is the one heard of last. */
export function useOthersSaves(revision: number | undefined): void {
  const { workflowId, autosave } = useEditor();
  const client = useClient();
  useEffect(() => {
    // A save of one's own is heard of, too, and mostly before its answer has come.
    if (revision === undefined || revision <= autosave.revision()) return;
    let over = false;
    const { state } = autosave;
    const look = () => {
      if (state.getState().kind === 'saving') return;
      stop();
      if (revision > autosave.revision()) void bring();
    };
    const stop = state.subscribe(look);
    async function bring() {
      const { data } = await client
        .query(DraftOfOthers, { id: workflowId }, { requestPolicy: 'network-only' })
        .toPromise();
      // Where nobody answers, the next save or the next visit tells again.
      if (!over && data?.node && 'draft' in data.node) autosave.hear(data.node.draft);
    }
    look();
    return () => {
      over = true;
      stop();
    };
  }, [revision, workflowId, autosave, client]);
}
