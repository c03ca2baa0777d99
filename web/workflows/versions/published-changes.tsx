import { isNodeKind } from '@patchbay/schema/nodes/index.ts';
import { indexOf, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { useMemo } from 'react';
import { KindIcon } from '../canvas/kind-icon';
import { nameOfField } from '../canvas/name-of-field';
import { useGraph } from '../canvas/editor-context';
import { sayCount, sayNames } from './say-count';
import type { Comparison } from './version-documents';

type Step = Comparison['steps'][number];
type Authors = Step['changedBy'];

/** A line for each change, with whoever made it where that was not the reader alone. */
export function PublishedChanges({ comparison }: { comparison: Comparison }) {
  const { steps, connections, changeCount, from } = comparison;
  const names = useNames(steps);
  const changed = steps.filter(({ movedOnly }) => !movedOnly);
  const moved = steps.length - changed.length;
  return (
    <section aria-label="What is published" className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium">
        {from
          ? `${changeCount === 0 ? 'No change' : sayCount(changeCount, 'change')} since version ${from.number}`
          : `The first version: ${sayCount(steps.length, 'step')}`}
      </h3>
      <ul className="max-h-72 divide-y divide-line overflow-y-auto rounded-md border border-line">
        {changed.map((step) => (
          <li key={step.nodeId} className="flex min-w-0 items-center gap-2.5 px-3 py-2 text-sm">
            {isNodeKind(step.nodeKind) && <KindIcon kind={step.nodeKind} />}
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{step.name}</p>
              <p className="truncate text-xs text-muted">{sayChange(step)}</p>
            </div>
            <By authors={step.changedBy} />
          </li>
        ))}
        {connections.map(({ kind, source, target, changedBy }, index) => (
          <li key={index} className="flex min-w-0 items-center gap-2.5 px-3 py-2 text-sm">
            <p className="min-w-0 flex-1 truncate">
              {names.get(source) ?? source} → {names.get(target) ?? target}
              <span className="text-xs text-muted">
                {kind === 'ADDED' ? ' connected' : ' no longer connected'}
              </span>
            </p>
            <By authors={changedBy} />
          </li>
        ))}
        {moved > 0 && (
          <li className="px-3 py-2 text-xs text-muted">{sayCount(moved, 'card')} moved on the canvas</li>
        )}
        {steps.length + connections.length === 0 && (
          <li className="px-3 py-2 text-sm text-muted">The draft is what is live already.</li>
        )}
      </ul>
    </section>
  );
}

function sayChange({ kind, fields, nodeKind }: Step): string {
  if (kind === 'ADDED') return 'Added';
  if (kind === 'REMOVED') return 'Removed';
  const of = isNodeKind(nodeKind) ? nodeKind : undefined;
  const names = fields.map(({ path: [part = '', field] }) =>
    nameOfField(field === undefined ? [part as 'name'] : ['data', field], of),
  );
  return `Changed: ${sayNames(names)}`;
}

function By({ authors }: { authors: Authors }) {
  if (!authors) return null;
  const others = authors.filter(({ isViewer }) => !isViewer).map(({ name }) => name);
  const isMine = others.length < authors.length;
  if (others.length === 0)
    return <span className="shrink-0 text-xs text-muted">{isMine ? 'you' : 'before this was recorded'}</span>;
  return (
    <span className="max-w-40 shrink-0 truncate rounded-sm bg-warning-soft px-1.5 py-0.5 text-xs font-medium text-warning">
      {sayNames(isMine ? [...others, 'you'] : others)}
    </span>
  );
}

/** Of the steps that connections join: those that are there, and those that are gone. */
function useNames(steps: readonly Step[]): ReadonlyMap<string, string> {
  const graph = useGraph();
  return useMemo(() => {
    const there = [...indexOf(graph).nodes].map(
      ([id, { name }]: [string, WorkflowNode]) => [id, name] as const,
    );
    return new Map([...steps.map(({ nodeId, name }) => [nodeId, name] as const), ...there]);
  }, [graph, steps]);
}
