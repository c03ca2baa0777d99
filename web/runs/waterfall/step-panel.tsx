'use client';

import { isFinished } from '@patchbay/schema/run-event.ts';
import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { useStore } from 'zustand';
import { CopyButton } from '@/ui/copy-button';
import { FailureNotice } from '../failure-notice';
import { Receipt } from '../receipt';
import type { LiveStep, RunStore } from '../run-store';
import { StepCalls } from '../step-calls';
import { StandInNote } from '../stand-in-note';
import { StepMade } from '../step-made';
import { StepStatusMark } from '../step-status-mark';
import { sayUsage } from '../step-usage';
import type { RunToShow } from '../run-page';
import { ApprovalOfStep } from '../approvals/approval-of-step';
import { RerunButton } from '../mend/rerun-button';
import { CompareStep } from './compare-step';
import { SentView } from './sent-view';
import { WaysToMend } from '../ways-to-mend';

interface StepPanelProps {
  name: string;
  path: string;
  /** Undefined for a step inside of another. */
  node: WorkflowNode | undefined;
  step: LiveStep | undefined;
  /** False where nothing of this path is known. */
  isThere: boolean;
  store: RunStore;
  graph: WorkflowGraph;
  run: RunToShow;
}

/** All that is known of the step that was chosen. */
export function StepPanel({ name, path, node, step, isThere, store, graph, run }: StepPanelProps) {
  const mayEdit = run.workflow.project.viewerRole !== 'VIEWER';
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
      {step === undefined && (
        <p className="text-sm text-muted">{isThere ? 'It has not begun.' : 'This run has no such step.'}</p>
      )}
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
              <WaysToMend workflowId={run.workflow.id} failure={step.error} graph={graph} mayEdit={mayEdit} />
            </FailureNotice>
          )}
          {step.status === 'RUNNING' && hasStartedOver && (
            <p className="text-xs text-muted">The answer broke off, and begins anew.</p>
          )}
          <StandInNote step={step} />
          {node?.kind === 'approval' && (
            <ApprovalOfStep runId={run.id} path={path} waits={step.status === 'WAITING'} />
          )}
          {mayEdit && node && run.onlyStep === null && isFinished(run.status) && (
            <div>
              <RerunButton size="sm" run={run} graph={graph} node={node} store={store} />
            </div>
          )}
          <StepMade step={step} text={text} />
          {step.attempts.length > 0 && (
            <Receipt attempts={step.attempts} priceDifference={step.priceDifference} answer={text} />
          )}
          {step.sent && <SentView sent={step.sent} />}
          {step.finishedAt !== null && (
            <CompareStep workflowId={run.workflow.id} runId={run.id} step={step} />
          )}
          {step.calls.length > 0 && <StepCalls calls={step.calls} />}
        </>
      )}
    </>
  );
}
