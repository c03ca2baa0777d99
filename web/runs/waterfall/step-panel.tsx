'use client';

import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useStore } from 'zustand';
import { useMembership } from '@/shell/viewer';
import { CopyButton } from '@/ui/copy-button';
import { Link } from '@/ui/link';
import { FailureNotice } from '../failure-notice';
import { Receipt } from '../receipt';
import type { LiveStep, RunStore } from '../run-store';
import { StepCalls } from '../step-calls';
import { StepMade } from '../step-made';
import { StepStatusMark } from '../step-status-mark';
import { sayUsage } from '../step-usage';
import { WaysToMend } from '../ways-to-mend';

interface StepPanelProps {
  name: string;
  step: LiveStep | undefined;
  store: RunStore;
  graph: WorkflowGraph | undefined;
  workflowId: string;
  mayEdit: boolean;
}

/** All that is known of the step that was chosen. */
export function StepPanel({ name, step, store, graph, workflowId, mayEdit }: StepPanelProps) {
  const { slug } = useMembership();
  const text = useStore(store, ({ texts }) => (step ? texts[step.path] : undefined));
  const hasStartedOver = useStore(
    store,
    ({ startedOver }) => step !== undefined && startedOver.has(step.path),
  );
  return (
    <>
      <header className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 flex-1 truncate text-base font-semibold tracking-tight">{name}</h2>
        {step && <StepStatusMark step={step} />}
        <CopyButton compact label="Copy a link to this step" value={window.location.href} />
      </header>
      {step === undefined && <p className="text-sm text-muted">It has not begun.</p>}
      {step?.status === 'SKIPPED' && (
        <p className="text-sm text-muted">
          {step.origin === 'NOT_NEEDED'
            ? 'Nobody would have read what it puts out.'
            : 'The run went another way.'}
        </p>
      )}
      {step && step.status !== 'SKIPPED' && (
        <>
          {sayUsage(step.attempts) && (
            <p className="text-xs text-muted tabular-nums">{sayUsage(step.attempts)}</p>
          )}
          {step.error && (
            <FailureNotice failure={step.error}>
              <WaysToMend workflowId={workflowId} failure={step.error} graph={graph} mayEdit={mayEdit} />
            </FailureNotice>
          )}
          {step.status === 'RUNNING' && hasStartedOver && (
            <p className="text-xs text-muted">The answer broke off, and begins anew.</p>
          )}
          {step.sourceRunId && (
            <p className="text-xs text-muted">
              It did not run here: this is what it put out in{' '}
              <Link
                href={`/${slug}/runs/${encodeURIComponent(step.sourceRunId)}`}
                className="text-accent underline-offset-2 hover:underline"
              >
                an earlier run
              </Link>
              .
            </p>
          )}
          {step.origin === 'PINNED' && (
            <p className="text-xs text-muted">It did not run: this output was pinned.</p>
          )}
          <StepMade step={step} text={text} />
          {step.attempts.length > 0 && <Receipt attempts={step.attempts} />}
          {step.calls.length > 0 && <StepCalls calls={step.calls} />}
        </>
      )}
    </>
  );
}
