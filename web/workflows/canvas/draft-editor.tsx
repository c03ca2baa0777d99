'use client';

import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { useMemo } from 'react';
import { ErrorState } from '@/ui/error-state';
import { Editor } from './editor';
import type { WorkflowToEdit } from './editor-documents';

/** Reads the draft of a workflow, and opens it. */
export function DraftEditor({ workflow }: { workflow: WorkflowToEdit }) {
  const { graph: document } = workflow.draft;
  const { graph, issues } = useMemo(() => parseWorkflow(document), [document]);
  if (!graph) return <ErrorState title="This draft cannot be read">{issues[0]?.message}</ErrorState>;
  return <Editor workflow={workflow} graph={graph} />;
}
