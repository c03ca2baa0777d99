'use client';

import { isFinished } from '@patchbay/schema/run-event.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useParams } from 'next/navigation';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { CancelRunButton } from '@/runs/cancel-run-button';
import { FailureNotice } from '@/runs/failure-notice';
import { RunStatusBadge } from '@/runs/run-status-badge';
import { endedWithoutResult, withoutResult } from '@/runs/run-store';
import { StepList } from '@/runs/step-list';
import { Link } from '@/ui/link';
import { Notice } from '@/ui/notice';
import { useEditor, useGraph } from '../canvas/editor-context';
import { MendLinks } from './mend-links';
import { RunAgainButton } from './run-again-button';
import { RunForm } from './run-form';

interface RunPanelProps {
  formId: string;
  mayRun: boolean;
  runId: string | null;
  onRun(runId: string): void;
}

/** The form that starts a run, and how the run in view goes. */
export function RunPanel({ formId, mayRun, runId, onRun }: RunPanelProps) {
  const { run } = useEditor();
  const live = useStore(run, (state) => state.run);
  const waiting = runId !== null && live === null;
  const busy = waiting || (live !== null && !isFinished(live.status));
  return (
    <div className="flex flex-col gap-5 px-4 pb-6">
      {mayRun ? (
        <RunForm id={formId} busy={busy} onStarted={onRun} />
      ) : (
        <Notice>You can look at runs here. Starting one takes the role of a contributor.</Notice>
      )}
      {runId !== null && <LiveRun runId={runId} mayRun={mayRun} onRun={onRun} />}
    </div>
  );
}

interface LiveRunProps {
  runId: string;
  mayRun: boolean;
  onRun(runId: string): void;
}

function LiveRun({ runId, mayRun, onRun }: LiveRunProps) {
  const { run: runStore, store } = useEditor();
  const graph = useGraph();
  const run = useStore(runStore, (state) => state.run);
  const lost = useStore(runStore, (state) => state.lost);
  const isEmpty = useStore(runStore, endedWithoutResult);
  const { organization } = useParams<{ organization: string }>();
  const failedAt = run?.error?.nodeId ?? null;
  const onlyStep = run?.onlyStep?.nodeId ?? null;
  const told = useStore(runStore, (state) => (onlyStep === null ? null : state.steps));
  // A run of one step says nothing of those that it neither ran nor read.
  const shown = useMemo(
    () => (told === null ? graph : partOf(graph, (id) => id === onlyStep || id in told)),
    [graph, told, onlyStep],
  );

  useEffect(() => {
    if (failedAt !== null) store.getState().bringIntoView(failedAt);
  }, [failedAt, store]);

  return (
    <section aria-label="Progress" className="flex flex-col gap-3 border-t border-line pt-4">
      <header className="flex items-center gap-2">
        <span role="status">{run ? <RunStatusBadge status={run.status} /> : 'Waiting for the run'}</span>
        {run?.queuePosition !== null && run?.queuePosition !== undefined && (
          <span className="text-xs text-muted">{run.queuePosition} before it</span>
        )}
        <span className="flex-1" />
        {run && !isFinished(run.status) && mayRun && <CancelRunButton runId={runId} />}
        {run && isFinished(run.status) && mayRun && onlyStep === null && (
          <RunAgainButton runId={runId} onStarted={onRun} />
        )}
        <Link
          href={`/${organization}/runs/${encodeURIComponent(runId)}`}
          className="text-sm text-accent underline-offset-2 hover:underline"
        >
          Open the run
        </Link>
      </header>
      {lost && <Notice tone="danger">{lost}</Notice>}
      {isEmpty && <Notice>{withoutResult}</Notice>}
      {run?.onlyStep && <p className="text-xs text-muted">Step: {run.onlyStep.name}</p>}
      {run?.error && (
        <FailureNotice failure={run.error} graph={graph}>
          <MendLinks failure={run.error} />
        </FailureNotice>
      )}
      <StepList graph={shown} store={runStore} receipts />
    </section>
  );
}

function partOf(graph: WorkflowGraph, holds: (nodeId: string) => boolean): WorkflowGraph {
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => holds(id)),
    edges: graph.edges.filter(({ source, target }) => holds(source) && holds(target)),
  };
}
