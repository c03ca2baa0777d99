'use client';

import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useMembership } from '@/shell/viewer';
import { Link } from '@/ui/link';
import { pathToStep } from '@/workflows/attention/path-to-step';
import { isOfModel } from './is-of-model';
import type { Failure } from './run-store';

interface WaysToMendProps {
  workflowId: string;
  failure: Failure;
  graph: WorkflowGraph | undefined;
  mayEdit: boolean;
}

/** From a failed run to the draft: to the step that failed, or straight to choosing it another model. */
export function WaysToMend({ workflowId, failure: { code, nodeId }, graph, mayEdit }: WaysToMendProps) {
  const { slug } = useMembership();
  const step = graph?.nodes.find(({ id }) => id === nodeId);
  if (!step) return null;
  return (
    <p className="mt-2 flex flex-wrap gap-3">
      <Link href={pathToStep(slug, workflowId, step.id)} className={link}>
        Open the step
      </Link>
      {mayEdit && isOfModel(step.kind, code) && (
        <Link href={pathToStep(slug, workflowId, step.id, { choosing: true })} className={link}>
          Choose another model
        </Link>
      )}
    </p>
  );
}

const link = 'rounded-sm text-sm text-accent underline-offset-2 hover:underline';
