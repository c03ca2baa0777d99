'use client';

import { kindOf } from '@patchbay/schema/nodes/index.ts';
import { isUpstream } from '@patchbay/schema/upstream.ts';
import { topologicalOrder, type WorkflowGraph, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { FailureNotice } from './failure-notice';
import { Receipt } from './receipt';
import type { RunStore } from './run-store';
import { StepCalls } from './step-calls';
import { StandInNote } from './stand-in-note';
import { StepMade } from './step-made';
import { StepStatusMark } from './step-status-mark';
import { sayUsage } from './step-usage';

interface StepListProps {
  graph: WorkflowGraph;
  store: RunStore;
  /** With the attempts of each step. */
  receipts?: boolean;
}

/** The steps of a run in their order, each with what it has made so far. */
export function StepList({ graph, store, receipts = false }: StepListProps) {
  const order = useMemo(() => topologicalOrder(graph).order.filter(({ kind }) => kindOf(kind).runs), [graph]);
  return (
    <ol aria-label="Steps" className="flex flex-col gap-2">
      {order.map((node) => (
        <StepItem key={node.id} graph={graph} node={node} store={store} receipts={receipts} />
      ))}
    </ol>
  );
}

interface StepItemProps {
  graph: WorkflowGraph;
  node: WorkflowNode;
  store: RunStore;
  receipts: boolean;
}

function StepItem({ graph, node, store, receipts }: StepItemProps) {
  const step = useStore(store, ({ steps }) => steps[node.id]);
  // Rows of quick steps are written together with the next slow one: what comes after them tells that they are done.
  const isPassed = useStore(
    store,
    ({ steps }) => !(node.id in steps) && Object.keys(steps).some((id) => isUpstream(graph, node.id, id)),
  );
  // What failed the run is said at its top.
  const saidAbove = useStore(store, ({ run }) => run?.error?.nodeId === node.id);
  const text = useStore(store, ({ texts }) => (step ? texts[step.path] : undefined));
  const hasStartedOver = useStore(
    store,
    ({ startedOver }) => step !== undefined && startedOver.has(step.path),
  );
  return (
    <li className="rounded-md border border-line bg-panel">
      <header className="flex min-h-9 items-center gap-2 px-3">
        <span className="min-w-0 truncate text-sm font-medium">{node.name}</span>
        {/* Gives way first: the name says more. */}
        <span className="min-w-0 flex-[1_1000_0%] truncate text-xs text-muted">
          {kindOf(node.kind).label}
        </span>
        {step ? (
          <>
            <span className="text-xs whitespace-nowrap text-muted">{sayUsage(step.attempts)}</span>
            <StepStatusMark step={step} />
          </>
        ) : (
          <span className="text-xs text-muted">{isPassed ? 'Done' : 'Not begun'}</span>
        )}
      </header>
      {step && step.status !== 'SKIPPED' && (
        <div className="flex flex-col gap-3 border-t border-line px-3 py-2.5 empty:hidden">
          {step.error && !saidAbove && <FailureNotice failure={step.error} />}
          {step.status === 'RUNNING' && hasStartedOver && (
            <p className="text-xs text-muted">The answer broke off, and begins anew.</p>
          )}
          <StandInNote step={step} />
          <StepMade step={step} text={text} />
          {receipts && step.calls.length > 0 && <StepCalls calls={step.calls} />}
          {receipts && step.attempts.length > 0 && <Receipt attempts={step.attempts} />}
        </div>
      )}
    </li>
  );
}
