'use client';

import { kindOf } from '@patchbay/schema/nodes/index.ts';
import { isUpstream } from '@patchbay/schema/upstream.ts';
import { topologicalOrder, type WorkflowGraph, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { AnswerText } from './answer-text';
import { FailureNotice } from './failure-notice';
import { Receipt } from './receipt';
import type { LiveStep, RunStore } from './run-store';
import { StepStatusMark } from './step-status-mark';
import { ValueView } from './value-view';

interface StepListProps {
  graph: WorkflowGraph;
  store: RunStore;
  /** With the attempts of each step. */
  receipts?: boolean;
}

/** The steps of a run in their order, each with what it has made so far. */
export function StepList({ graph, store, receipts = false }: StepListProps) {
  const order = useMemo(() => topologicalOrder(graph).order, [graph]);
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
        <span className="text-xs text-muted">{kindOf(node.kind).label}</span>
        <span className="flex-1" />
        {step ? (
          <StepStatusMark step={step} />
        ) : (
          <span className="text-xs text-muted">{isPassed ? 'Done' : 'Not begun'}</span>
        )}
      </header>
      {step && step.status !== 'SKIPPED' && (
        <div className="flex flex-col gap-3 border-t border-line px-3 py-2.5">
          {step.error && !saidAbove && <FailureNotice failure={step.error} />}
          {step.status === 'RUNNING' && hasStartedOver && (
            <p className="text-xs text-muted">The answer broke off, and begins anew.</p>
          )}
          <Made step={step} text={text} />
          {receipts && step.attempts.length > 0 && <Receipt attempts={step.attempts} />}
        </div>
      )}
    </li>
  );
}

/** What a step has made: the text of its answer, and what there is besides. */
function Made({ step, text }: { step: LiveStep; text: string | undefined }) {
  const besides = withoutText(step.output, text);
  if (!text && besides === null)
    return step.status === 'RUNNING' ? (
      <p className="text-xs text-muted">Waiting for the first word</p>
    ) : null;
  return (
    <>
      {text && <AnswerText text={text} streaming={step.status === 'RUNNING'} />}
      {besides !== null && <ValueView value={besides} answers={step.kind === 'output'} />}
    </>
  );
}

function withoutText(output: unknown, shown: string | undefined): unknown {
  if (typeof output !== 'object' || output === null) return null;
  const { text, ...rest } = output as Record<string, unknown>;
  const besides = text === shown ? rest : output;
  return Object.keys(besides).length > 0 ? besides : null;
}
