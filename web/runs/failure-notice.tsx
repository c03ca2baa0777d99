import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { Notice } from '@/ui/notice';
import type { Failure } from './run-store';

interface FailureNoticeProps {
  failure: Failure;
  /** To name the step at fault; left out where the failure stands at its step already. */
  graph?: WorkflowGraph;
}

/** What failed, where, and how to mend it. */
export function FailureNotice({ failure: { message, fix, nodeId }, graph }: FailureNoticeProps) {
  const step = graph?.nodes.find(({ id }) => id === nodeId);
  return (
    <Notice tone="danger" title={step && `${step.name} failed`}>
      <p className="break-words">{message}</p>
      {fix && <p className="mt-1 break-words text-muted">{fix}</p>}
    </Notice>
  );
}
