'use client';

import { kindOf } from '@patchbay/schema/nodes/index.ts';
import { isFinished } from '@patchbay/schema/run-event.ts';
import { topologicalOrder, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { RunToShow } from '../run-page';
import type { RunStore } from '../run-store';
import { ValueView } from '../value-view';
import { StepPanel } from './step-panel';
import { pathOf, type PlannedStep, runKey, treeRows } from './tree-rows';
import { useChosenStep } from './use-chosen-step';
import { useNow } from './use-now';
import { Waterfall } from './waterfall';

interface RunStoryProps {
  run: RunToShow;
  graph: WorkflowGraph;
  store: RunStore;
}

const nothingInside = new Map();
const nameless = () => '';

/** What happened, when; and beside it all about the step that was chosen. */
export function RunStory({ run, graph, store }: RunStoryProps) {
  const steps = useStore(store, (state) => state.steps);
  const [chosen, choose] = useChosenStep();
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set());
  const planned = useMemo(() => plan(graph), [graph]);
  const rows = useMemo(
    () => treeRows({ planned, steps, inside: nothingInside, open, nameOf: nameless }),
    [planned, steps, open],
  );
  const now = useNow(!isFinished(run.status));
  const from = Date.parse(run.startedAt ?? run.createdAt);
  const to = Math.max(run.finishedAt === null ? now : Date.parse(run.finishedAt), from + 1);
  const path = pathOf(chosen);
  const name = planned.find((one) => one.path === path)?.name ?? path;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Waterfall
        rows={rows}
        axis={{ from, to, now }}
        chosen={chosen}
        onChosen={choose}
        onOpen={(key, isOpen) =>
          setOpen((before) => {
            const next = new Set(before);
            if (isOpen) next.add(key);
            else next.delete(key);
            return next;
          })
        }
        onMore={noMore}
      />
      <section
        aria-label={path === runKey ? 'The run' : name}
        className="flex min-w-0 flex-col gap-4 rounded-lg border border-line bg-panel px-4 py-4 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto"
      >
        {path === runKey ? (
          <RunPanel run={run} />
        ) : (
          <StepPanel
            key={path}
            name={name}
            step={steps[path]}
            store={store}
            graph={graph}
            workflowId={run.workflow.id}
            mayEdit={run.workflow.project.viewerRole !== 'VIEWER'}
          />
        )}
      </section>
    </div>
  );
}

function RunPanel({ run }: { run: RunToShow }) {
  return (
    <>
      <h2 className="text-base font-semibold tracking-tight">The run</h2>
      <section aria-label="Output" className="flex flex-col gap-2">
        <h3 className="text-xs font-medium text-muted">Output</h3>
        {run.output === null ? (
          <p className="text-sm text-muted">
            {isFinished(run.status) ? 'It ended without one.' : 'It comes when the run succeeds.'}
          </p>
        ) : (
          <ValueView value={run.output} answers />
        )}
      </section>
      <section aria-label="Input" className="flex flex-col gap-2">
        <h3 className="text-xs font-medium text-muted">Input</h3>
        <ValueView value={run.input} />
      </section>
    </>
  );
}

function plan(graph: WorkflowGraph): PlannedStep[] {
  return topologicalOrder(graph)
    .order.filter(({ kind }) => kindOf(kind).runs)
    .map(({ id, name, kind }) => ({ path: id, name, kind }));
}

function noMore() {}
