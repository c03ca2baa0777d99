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
  const [later, setLater] = useState(false);
  const router = useRouter();
  const { organization } = useParams<{ organization: string }>();
  if (state.kind !== 'conflict') return null;
  const { current } = state;

  function loadTheirs() {
    const { graph, issues } = parseWorkflow(current.graph);
    if (!graph) return setProblem(issues[0]?.message);
    store.getState().replace(graph);
    autosave.rebase(current.revision, graph);
    setLater(false);
  }

  async function keepAsCopy() {
    const mine = graphOf(store.getState());
    const outcome = await keep({ projectId, name: `${name} (copy)`.slice(0, 120), graph: mine });
    if (!outcome.ok) return setProblem(outcome.message);
    loadTheirs();
    toast.success('Your version is a workflow of its own now');
    router.push(`/${organization}/workflows/${encodeURIComponent(outcome.data.workflow.id)}`);
  }

  if (later) {
    return (
      <div className="fixed bottom-4 left-1/2 z-20 -translate-x-1/2 rounded-lg border border-line bg-panel p-2 pl-4 shadow-popup">
        <span className="mr-3 text-sm">
          Your changes are not saved: somebody else has changed this workflow.
        </span>
        <Button size="sm" onClick={() => setLater(false)}>
          Decide
        </Button>
      </div>
    );
  }
  return (
    <Dialog open onOpenChange={(open) => setLater(!open)} title="Somebody else has changed this workflow">
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
