'use client';

import { useState } from 'react';
import { useQuery } from 'urql';
import { LoadFailure } from '@/settings/load-failure';
import { ErrorState } from '@/ui/error-state';
import { later } from '@/ui/later';
import { Spinner } from '@/ui/spinner';
import { WorkflowToEdit } from './editor-documents';

const load = () => import('./draft-editor').then((module) => module.DraftEditor);

/** The canvas needs a window, and is the largest part of the web: it comes on its own, beside its workflow. */
const DraftEditor = later(load, Opening);

// Asked for while the page wakes up, not after. Where it does not come, it is asked for again.
if (typeof window !== 'undefined') load().catch(() => {});

/** Loads a workflow, and opens it once it is there. */
export function WorkflowEditor({ workflowId }: { workflowId: string }) {
  // Never from the cache: a draft of yesterday would be a conflict with oneself.
  const [{ data, error, stale }, retry] = useQuery({
    query: WorkflowToEdit,
    variables: { id: workflowId },
    requestPolicy: 'network-only',
  });
  const [opened, setOpened] = useState<string>();
  const workflow = data?.node && 'draft' in data.node ? (data.node as WorkflowToEdit) : null;

  if (error && !workflow) {
    return (
      <div className="p-6">
        <LoadFailure
          what="The workflow"
          error={error}
          onRetry={() => retry({ requestPolicy: 'network-only' })}
        />
      </div>
    );
  }
  // Once it is open it stays so, whatever is asked again: with the editor would go what is selected and can be undone.
  if (workflow && !stale && opened !== workflow.id) setOpened(workflow.id);
  if (!data || (stale && opened !== workflowId)) return <Opening />;
  if (!workflow)
    return <ErrorState title="No such workflow">It does not exist, or you have no access to it.</ErrorState>;
  return <DraftEditor key={workflow.id} workflow={workflow} />;
}

function Opening() {
  return (
    <p role="status" className="flex h-dvh items-center justify-center gap-2 text-sm text-muted">
      <Spinner /> Opening the workflow
    </p>
  );
}
