'use client';

import { kindOf } from '@patchbay/schema/nodes/index.ts';
import { isFinished } from '@patchbay/schema/run-event.ts';
import { indexOf, topologicalOrder, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { RunToShow } from '../run-page';
import type { RunStore } from '../run-store';
import { RunPanel } from './run-panel';
import { StepPanel } from './step-panel';
import { enclosing, pathOf, type PlannedStep, runKey, treeRows } from './tree-rows';
import { useChosenStep } from './use-chosen-step';
import { useInnerStep } from './use-inner-step';
import { useInside } from './use-inside';
import { useNow } from './use-now';
import { Waterfall } from './waterfall';

interface RunStoryProps {
  run: RunToShow;
  graph: WorkflowGraph;
  store: RunStore;
}

/** What happened, when; and beside it all about the step that was chosen. */
export function RunStory({ run, graph, store }: RunStoryProps) {
  const steps = useStore(store, (state) => state.steps);
  const [chosen, choose] = useChosenStep();
  const path = pathOf(chosen);
  // A link to a step that is inside of others opens those.
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(enclosing(path)));
  const goesOn = !isFinished(run.status);
  const { inside, more } = useInside(run.id, open, goesOn);
  const planned = useMemo(() => plan(graph), [graph]);
  const rows = treeRows({ planned, steps, inside, open });
  const now = useNow(goesOn);
  const from = Date.parse(run.startedAt ?? run.createdAt);
  const to = Math.max(run.finishedAt === null ? now : Date.parse(run.finishedAt), from + 1);

  const node = indexOf(graph).nodes.get(path);
  const isInner = path !== runKey && node === undefined;
  const inner = useInnerStep(run.id, path, isInner, goesOn);
  const name = node?.name ?? inner.step?.name ?? path;
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
        onMore={more}
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
            path={path}
            node={node}
            step={isInner ? inner.step : steps[path]}
            isThere={!isInner || inner.isThere}
            store={store}
            graph={graph}
            run={run}
          />
        )}
      </section>
    </div>
  );
}

function plan(graph: WorkflowGraph): PlannedStep[] {
  return topologicalOrder(graph)
    .order.filter(({ kind }) => kindOf(kind).runs)
    .map(({ id, name, kind }) => ({ path: id, name, kind }));
}
