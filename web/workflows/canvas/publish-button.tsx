'use client';

import { Rocket } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useStore } from 'zustand';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { toast } from '@/ui/toast';
import { useEditor } from './editor-context';
import { useIssues } from './use-issues';

// Fetched where something is missing.
const Checklist = dynamic(() => import('./checklist').then((module) => module.Checklist));

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
