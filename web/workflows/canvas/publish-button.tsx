'use client';

import { Rocket, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { Popover } from '@/ui/popover';
import { toast } from '@/ui/toast';
import { useEditor, useGraph } from './editor-context';
import { useIssues } from './use-issues';

const Publish = graphql(`
  mutation PublishWorkflow($workflowId: ID!, $revision: Int!) {
    publishWorkflow(input: { workflowId: $workflowId, revision: $revision }) {
      ... on PublishWorkflowPayload {
        workflow {
          id
          liveVersion {
            id
            number
            publishedAt
            revision
          }
        }
      }
      ...Failure
    }
  }
`);

/** Makes the draft the live version; while something is missing, lists it instead and leads to each. */
export function PublishButton() {
  const { workflowId, autosave } = useEditor();
  const issues = useIssues();
  const [publish] = useDeed(Publish);
  const [pending, setPending] = useState(false);
  const conflict = useStore(autosave.state, ({ kind }) => kind === 'conflict');
  const missing = issues.filter(({ blocksPublishing }) => blocksPublishing);

  async function go() {
    setPending(true);
    const saved = await autosave.flush();
    const outcome = saved ? await publish({ workflowId, revision: autosave.revision() }) : null;
    setPending(false);
    if (!outcome) return toast.error('Not published', 'The draft is not saved yet. Save it first.');
    if (!outcome.ok) return toast.error('Not published', outcome.message);
    toast.success(`Version ${outcome.data.workflow.liveVersion?.number} is live`);
  }

  return (
    <>
      {issues.length > 0 && <Checklist blocks={missing.length > 0} />}
      <Button icon={<Rocket />} onClick={go} pending={pending} disabled={missing.length > 0 || conflict}>
        Publish
      </Button>
    </>
  );
}

function Checklist({ blocks }: { blocks: boolean }) {
  const { store } = useEditor();
  const graph = useGraph();
  const issues = useIssues();
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));

  function jump(nodeId: string) {
    store.getState().select([nodeId]);
    store.getState().show('step');
    store.getState().bringIntoView(nodeId);
  }

  return (
    <Popover
      align="end"
      title={blocks ? 'Before it can be published' : 'Good to know'}
      trigger={
        <button
          type="button"
          className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-sm text-warning hover:bg-sunken data-popup-open:bg-sunken"
        >
          <TriangleAlert aria-hidden className="size-4" />
          {issues.length} <span className="max-sm:sr-only">to mend</span>
        </button>
      }
    >
      <ul className="-mx-1.5 flex max-h-80 flex-col overflow-y-auto">
        {issues.map(({ nodeId, message }, index) => (
          <li key={index}>
            {nodeId === null ? (
              <p className="px-1.5 py-1">{message}</p>
            ) : (
              <button
                type="button"
                onClick={() => jump(nodeId)}
                className="w-full rounded-md px-1.5 py-1 text-left hover:bg-sunken"
              >
                <span className="block font-medium text-ink">{names.get(nodeId)}</span>
                {message}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Popover>
  );
}
