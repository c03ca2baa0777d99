import { isRecord } from './shape.ts';
import type { WorkflowGraph } from './workflow-graph.ts';

/** What makes one graph of another: the parts that are new or different, each whole, and the ids of those that are gone. */
export type GraphChanges = {
  nodes: unknown[];
  removedNodes: string[];
  edges: unknown[];
  removedEdges: string[];
};

/**
 * Null where the whole is the better word: much is different, or the order is another one. Changes keep the order of what
 * stays and add at the end.
 */
export function changesBetween(before: WorkflowGraph, after: WorkflowGraph): GraphChanges | null {
  const nodes = partsBetween(before.nodes, after.nodes);
  const edges = partsBetween(before.edges, after.edges);
  if (!nodes || !edges || nodes.changed.length * 2 > after.nodes.length) return null;
  return {
    nodes: nodes.changed,
    removedNodes: nodes.removed,
    edges: edges.changed,
    removedEdges: edges.removed,
  };
}

/** A document of unknown worth, like the changes: whoever keeps it reads it first. */
export function withChanges(graph: WorkflowGraph, changes: GraphChanges): unknown {
  return {
    ...graph,
    nodes: withParts(graph.nodes, changes.nodes, changes.removedNodes),
    edges: withParts(graph.edges, changes.edges, changes.removedEdges),
  };
}

type Part = { readonly id: string };

function partsBetween(before: readonly Part[], after: readonly Part[]) {
  const old = new Map(before.map((part) => [part.id, part]));
  // To the letter: whoever reorders the fields of an output schema wants that order.
  const changed = after.filter((part) => {
    const was = old.get(part.id);
    return was !== part && (was === undefined || JSON.stringify(was) !== JSON.stringify(part));
  });
  const there = new Set(after.map(({ id }) => id));
  const removed = before.filter(({ id }) => !there.has(id)).map(({ id }) => id);
  const led = withParts(before, changed, removed);
  const isSame = led.length === after.length && led.every((part, index) => idOf(part) === after[index]?.id);
  return isSame ? { changed, removed } : null;
}

function withParts(
  parts: readonly Part[],
  changed: readonly unknown[],
  removed: readonly string[],
): unknown[] {
  const gone = new Set(removed);
  const next = new Map<string, unknown>();
  // What has no id of its own is added like what is new: reading it says what is wrong with it.
  const added: unknown[] = [];
  const there = new Set(parts.map(({ id }) => id));
  for (const part of changed) {
    const id = idOf(part);
    if (id !== null && there.has(id) && !gone.has(id) && !next.has(id)) next.set(id, part);
    else added.push(part);
  }
  const kept = parts.filter(({ id }) => !gone.has(id)).map((part) => next.get(part.id) ?? part);
  return [...kept, ...added];
}

const idOf = (part: unknown) => (isRecord(part) && typeof part.id === 'string' ? part.id : null);
