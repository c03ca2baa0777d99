'use client';

import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { mergeGraphs, type Side } from '@patchbay/schema/versions/merge-graphs.ts';
import { emptyGraph, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
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
import type { SaveState } from './autosave';
import { ConflictingStep } from './conflicting-step';
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

type Conflict = Extract<SaveState, { kind: 'conflict' }>;

export function ConflictDecision({
  name,
  conflict: { current, base },
}: {
  name: string;
  conflict: Conflict;
}) {
  const { store, autosave, projectId } = useEditor();
  const mine = useStore(store, graphOf);
  const [keep, keeping] = useDeed(KeepAsCopy);
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const [problem, setProblem] = useState<string>();
  const [later, setLater] = useState(false);
  const router = useRouter();
  const { organization } = useParams<{ organization: string }>();

  const { graph: theirs, issues } = parseWorkflow(current.graph);
  const { conflicts } = mergeGraphs({ base, mine, theirs: theirs ?? emptyGraph });
  const open = conflicts.filter(({ nodeId }) => !choices.has(nodeId)).length;

  /** `graph` is shown and saved from here on, on top of what is on the server. */
  function goOn(graph: WorkflowGraph, saved: WorkflowGraph) {
    autosave.rebase(current.revision, saved, graph);
    store.getState().replace(graph);
  }

  function apply() {
    if (!theirs) return setProblem(issues[0]?.message);
    const { graph } = mergeGraphs({ base, mine, theirs }, choices);
    goOn(graph, theirs);
    toast.success('Both versions are joined as you decided');
  }

  function takeTheirs(): boolean {
    if (!theirs) {
      setProblem(issues[0]?.message);
      return false;
    }
    goOn(theirs, theirs);
    return true;
  }

  async function keepAsCopy() {
    const outcome = await keep({ projectId, name: `${name} (copy)`.slice(0, 120), graph: mine });
    if (!outcome.ok) return setProblem(outcome.message);
    if (!takeTheirs()) return;
    toast.success('Your version is a workflow of its own now');
    router.push(`/${organization}/workflows/${encodeURIComponent(outcome.data.workflow.id)}`);
  }

  if (later) {
    return (
      <div className="fixed bottom-4 left-1/2 z-20 -translate-x-1/2 rounded-lg border border-line bg-panel p-2 pl-4 shadow-popup">
        <span className="mr-3 text-sm">
          Your changes are not saved: somebody else has changed the same steps.
        </span>
        <Button size="sm" onClick={() => setLater(false)}>
          Decide
        </Button>
      </div>
    );
  }
  return (
    <Dialog
      open
      size="xl"
      lasting
      onOpenChange={(open) => setLater(!open)}
      title="Somebody else has changed the same steps"
    >
      <DialogBody>
        <p className="text-sm">
          {current.savedBy} saved this workflow <RelativeTime value={current.savedAt} />, while you had
          changes of your own. Everything else is joined already; choose what becomes of{' '}
          {conflicts.length === 1 ? 'this step' : `these ${conflicts.length} steps`}. Yours are not saved yet.
        </p>
        {problem && <Notice tone="danger">{problem}</Notice>}
        <ul className="flex flex-col gap-3">
          {conflicts.map((conflict) => (
            <ConflictingStep
              key={conflict.nodeId}
              conflict={conflict}
              savedBy={current.savedBy}
              choice={choices.get(conflict.nodeId)}
              onChoose={(side) => setChoices(new Map(choices).set(conflict.nodeId, side))}
            />
          ))}
        </ul>
      </DialogBody>
      <DialogActions>
        <Button onClick={takeTheirs} disabled={keeping}>
          Take all of theirs
        </Button>
        <Button onClick={keepAsCopy} pending={keeping}>
          Keep mine as a copy
        </Button>
        <Button variant="primary" onClick={apply} disabled={keeping || open > 0}>
          {open > 0 ? `${open} to decide` : 'Join as decided'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
