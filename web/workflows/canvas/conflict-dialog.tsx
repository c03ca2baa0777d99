'use client';

import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { useParams, useRouter } from 'next/navigation';
import { useState } from 'react';
import { useStore } from 'zustand';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import { Notice } from '@/ui/notice';
import { RelativeTime } from '@/ui/relative-time';
import { toast } from '@/ui/toast';
import { useEditor } from './editor-context';
import { graphOf } from './editor-store';

const KeepAsCopy = graphql(`
  mutation KeepAsCopy($projectId: ID!, $name: String!, $graph: JSON!) {
    createWorkflow(input: { projectId: $projectId, name: $name, graph: $graph }) {
      ... on CreateWorkflowPayload {
        workflow {
          id
        }
      }
      ...Failure
    }
  }
`);

/** Somebody saved in between. Nothing is lost, whichever way it is decided. */
export function ConflictDialog({ name }: { name: string }) {
  const { store, autosave, projectId } = useEditor();
  const state = useStore(autosave.state);
  const [keep, keeping] = useDeed(KeepAsCopy);
  const [problem, setProblem] = useState<string>();
  const router = useRouter();
  const { organization } = useParams<{ organization: string }>();
  if (state.kind !== 'conflict') return null;
  const { current } = state;

  function loadTheirs() {
    const { graph, issues } = parseWorkflow(current.graph);
    if (!graph) return setProblem(issues[0]?.message);
    store.getState().replace(graph);
    autosave.rebase(current.revision, graph);
  }

  async function keepAsCopy() {
    const mine = graphOf(store.getState());
    const outcome = await keep({ projectId, name: `${name} (copy)`.slice(0, 120), graph: mine });
    if (!outcome.ok) return setProblem(outcome.message);
    loadTheirs();
    toast.success('Your version is a workflow of its own now');
    router.push(`/${organization}/workflows/${encodeURIComponent(outcome.data.workflow.id)}`);
  }

  return (
    <Dialog open onOpenChange={() => undefined} title="Somebody else has changed this workflow">
      <DialogBody>
        <p className="text-sm">
          {current.savedBy} saved it <RelativeTime value={current.savedAt} />, while you had changes of your
          own. Yours are not saved yet.
        </p>
        {problem && <Notice tone="danger">{problem}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onClick={loadTheirs} disabled={keeping}>
          Load theirs, drop mine
        </Button>
        <Button variant="primary" onClick={keepAsCopy} pending={keeping}>
          Keep mine as a copy
        </Button>
      </DialogActions>
    </Dialog>
  );
}
