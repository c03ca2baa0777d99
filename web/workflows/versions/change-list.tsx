'use client';

import { kindOf } from '@patchbay/schema/nodes/index.ts';
import {
  type FieldChange as Change,
  type GraphComparison,
  isMoveOnly,
  type StepChange,
} from '@patchbay/schema/versions/compare-graphs.ts';
import { sameValue } from '@patchbay/schema/versions/same-value.ts';
import {
  indexOf,
  type WorkflowEdge,
  type WorkflowGraph,
  type WorkflowNode,
} from '@patchbay/schema/workflow-graph.ts';
import clsx from 'clsx';
import { useEffect, useRef } from 'react';
import { Badge } from '@/ui/badge';
import { Folded } from '@/ui/folded';
import { KindIcon } from '../canvas/kind-icon';
import { FieldChange } from './field-change';
import { sayCount } from './say-count';

interface ChangeListProps {
  comparison: GraphComparison;
  before: WorkflowGraph;
  after: WorkflowGraph;
  /** The step that is in view on the canvas. */
  shown: string | null;
  onShow(nodeId: string): void;
}

/** All that differs, step by step, then the connections, then what only stands elsewhere. */
export function ChangeList({ comparison, before, after, shown, onShow }: ChangeListProps) {
  const changed = comparison.steps.filter((step) => !isMoveOnly(step));
  const moved = comparison.steps.filter(isMoveOnly);
  const { added, removed } = comparison.connections;
  return (
    <div className="flex flex-col gap-4 p-4">
      {changed.length > 0 && (
        <ul aria-label="Changed steps" className="flex flex-col gap-3">
          {changed.map((step) => (
            <StepItem
              key={step.nodeId}
              step={step}
              isShown={step.nodeId === shown}
              onShow={() => onShow(step.nodeId)}
            />
          ))}
        </ul>
      )}
      {added.length + removed.length > 0 && (
        <section aria-label="Connections" className="rounded-md border border-line bg-panel px-3 py-2.5">
          <h3 className="text-sm font-medium">Connections</h3>
          <ul className="mt-1.5 flex flex-col gap-1">
            {removed.map((edge) => (
              <EdgeItem key={edge.id} edge={edge} graph={before} isGone />
            ))}
            {added.map((edge) => (
              <EdgeItem key={edge.id} edge={edge} graph={after} />
            ))}
          </ul>
        </section>
      )}
      {moved.length > 0 && (
        <section aria-label="Moved" className="text-xs text-muted">
          <Folded what={`${sayCount(moved.length, 'card')} that only stand elsewhere`}>
            <ul className="mt-1 pl-4">
              {moved.map(({ nodeId }) => (
                <li key={nodeId}>{indexOf(after).nodes.get(nodeId)?.name}</li>
              ))}
            </ul>
          </Folded>
        </section>
      )}
    </div>
  );
}

const tones = { added: 'success', removed: 'danger', changed: 'warning' } as const;
const words = { added: 'Added', removed: 'Removed', changed: 'Changed' } as const;

interface StepItemProps {
  step: StepChange;
  isShown: boolean;
  onShow(): void;
}

function StepItem({ step, isShown, onShow }: StepItemProps) {
  const ref = useRef<HTMLLIElement>(null);
  const node = step.kind === 'removed' ? step.before : step.after;
  // Chosen on the canvas: the list follows.
  useEffect(() => {
    if (isShown) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  return (
    <li
      ref={ref}
      className={clsx(
        'flex flex-col gap-2.5 rounded-md border bg-panel px-3 py-2.5 [contain-intrinsic-size:auto_7rem] [content-visibility:auto]',
        isShown ? 'border-accent' : 'border-line',
      )}
    >
      <div className="flex min-w-0 items-center gap-2">
        <KindIcon kind={node.kind} />
        <h3 className="min-w-0 flex-1 text-sm font-medium">
          <button
            type="button"
            aria-pressed={isShown}
            onClick={onShow}
            className="w-full truncate text-left hover:underline"
          >
            {node.name}
          </button>
        </h3>
        <Badge tone={tones[step.kind]}>{words[step.kind]}</Badge>
      </div>
      {step.kind === 'changed' ? (
        step.fields.map((change) => (
          <FieldChange key={change.path.join('.')} kind={node.kind} change={change} />
        ))
      ) : (
        <WholeStep node={node} isGone={step.kind === 'removed'} />
      )}
    </li>
  );
}

/** What a step that came or went says, apart from what every new step of its kind says. */
function WholeStep({ node, isGone }: { node: WorkflowNode; isGone: boolean }) {
  const said = saidBy(node);
  if (said.length === 0) return <p className="text-xs text-muted">{kindOf(node.kind).label}</p>;
  return (
    <Folded what={sayCount(said.length, 'field')}>
      <div className="mt-2 flex flex-col gap-2.5">
        {said.map(({ path, value }) => {
          const change: Change = isGone
            ? { path, before: value, after: undefined }
            : { path, before: undefined, after: value };
          return <FieldChange key={path[1]} kind={node.kind} change={change} />;
        })}
      </div>
    </Folded>
  );
}

function saidBy({ kind, data }: WorkflowNode): { path: readonly ['data', string]; value: unknown }[] {
  const initial = kindOf(kind).initial() as Record<string, unknown>;
  return Object.entries(data).flatMap(([field, value]) =>
    sameValue(value, initial[field]) ? [] : [{ path: ['data', field] as const, value }],
  );
}

function EdgeItem({
  edge,
  graph,
  isGone = false,
}: {
  edge: WorkflowEdge;
  graph: WorkflowGraph;
  isGone?: boolean;
}) {
  const { nodes } = indexOf(graph);
  return (
    <li className="flex min-w-0 items-center gap-2 text-sm">
      <span className="min-w-0 flex-1 truncate">
        {nodes.get(edge.source)?.name} → {nodes.get(edge.target)?.name}
      </span>
      <Badge tone={isGone ? 'danger' : 'success'}>{isGone ? 'Removed' : 'Added'}</Badge>
    </li>
  );
}
