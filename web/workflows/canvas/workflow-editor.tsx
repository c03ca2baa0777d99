'use client';

import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { LoadFailure } from '@/settings/load-failure';
import { ErrorState } from '@/ui/error-state';
import { Spinner } from '@/ui/spinner';
import { Editor } from './editor';
import { WorkflowToEdit } from './editor-documents';

/** Loads a workflow, and opens it once it is there. */
export function WorkflowEditor({ workflowId }: { workflowId: string }) {
  // Never from the cache: a draft of yesterday would be a conflict with oneself.
  const [{ data, error, stale }, retry] = useQuery({
    query: WorkflowToEdit,
    variables: { id: workflowId },
    requestPolicy: 'network-only',
  });
  const workflow = data?.node && 'draft' in data.node ? (data.node as WorkflowToEdit) : null;
  const document = workflow?.draft.graph;
  const parsed = useMemo(() => (document === undefined ? null : parseWorkflow(document)), [document]);

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
  if (!data || stale) {
    return (
      <p role="status" className="flex h-dvh items-center justify-center gap-2 text-sm text-muted">
        <Spinner /> Opening the workflow
      </p>
    );
  }
  if (!workflow || !parsed)
    return <ErrorState title="No such workflow">It does not exist, or you have no access to it.</ErrorState>;
  if (!parsed.graph)
    return <ErrorState title="This draft cannot be read">{parsed.issues[0]?.message}</ErrorState>;
  return <Editor key={workflow.id} workflow={workflow} graph={parsed.graph} />;
}
