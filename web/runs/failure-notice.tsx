import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import type { ReactNode } from 'react';
import { Notice } from '@/ui/notice';
import type { Failure } from './run-store';

interface FailureNoticeProps {
  failure: Failure;
  /** To name the step at fault; left out where the failure stands at its step already. */
  graph?: WorkflowGraph;
  /** Ways to what is to be mended. */
  children?: ReactNode;
}

/** What failed, where, and how to mend it. */
export function FailureNotice({ failure, graph, children }: FailureNoticeProps) {
  const { message, fix, nodeId } = failure;
  const step = graph?.nodes.find(({ id }) => id === nodeId);
  return (
    <Notice tone="danger" title={step && `${step.name} failed`}>
      <p className="break-words">{message}</p>
      {fix && <p className="mt-1 break-words text-muted">{fix}</p>}
      {children}
    </Notice>
  );
}
