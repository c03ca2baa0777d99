import {
  indexOf,
  outputPortsOf,
  topologicalOrder,
  type WorkflowGraph,
  type WorkflowNode,
} from '@patchbay/schema/workflow-graph.ts';

/** A step in the outline: what follows one by one stands on one level, what follows a branch stands below it. */
export interface OutlineRow {
  step: WorkflowNode;
  level: number;
  /** The step below which it stands. */
  parent: string | null;
  /** By which ways it is reached, where the step before has several: "Yes". */
  by: string[];
  children: number;
}

const memo = new WeakMap<WorkflowGraph, OutlineRow[]>();

export function outlineOf(graph: WorkflowGraph): OutlineRow[] {
  let rows = memo.get(graph);
  if (!rows) memo.set(graph, (rows = workOut(graph)));
  return rows;
}

function workOut(graph: WorkflowGraph): OutlineRow[] {
  const { nodes, incoming, outgoing } = indexOf(graph);
  const { order } = topologicalOrder(graph);
  const parents = new Map<string, string | null>();
  const above = (id: string | null): string[] => {
    const chain: string[] = [];
    for (let at = id; at !== null; at = parents.get(at) ?? null) chain.unshift(at);
    return chain;
  };
  for (const { id } of order) {
    const sources = [...new Set((incoming.get(id) ?? []).map(({ source }) => source))];
    const [only] = sources;
    const branches = (source: string) =>
      new Set((outgoing.get(source) ?? []).map(({ target }) => target)).size > 1;
    if (only === undefined) parents.set(id, null);
    else if (sources.length === 1) parents.set(id, branches(only) ? only : (parents.get(only) ?? null));
    else
      parents.set(
        id,
        whereTheyMeet(
          sources.map((source) => above(parents.get(source) ?? null)),
          parents,
        ),
      );
  }
  const children = Map.groupBy(order, ({ id }) => parents.get(id) ?? '');
  const rows: OutlineRow[] = [];
  const walk = (parent: string | null, level: number) => {
    for (const step of children.get(parent ?? '') ?? []) {
      const by = (incoming.get(step.id) ?? []).flatMap(({ source, sourcePort }) => {
        const from = nodes.get(source);
        const ports = from ? outputPortsOf(from) : [];
        return ports.length > 1 ? (ports.find(({ id }) => id === sourcePort)?.label ?? []) : [];
      });
      rows.push({ step, level, parent, by, children: children.get(step.id)?.length ?? 0 });
      walk(step.id, level + 1);
    }
  };
  walk(null, 1);
  return rows;
}

/** Branches that come together go on beside the step at which they parted. */
function whereTheyMeet(
  chains: readonly string[][],
  parents: ReadonlyMap<string, string | null>,
): string | null {
  const [first = []] = chains;
  let depth = 0;
  while (depth < first.length && chains.every((chain) => chain[depth] === first[depth])) depth += 1;
  const shared = first[depth - 1] ?? null;
  // Where one of them is the step at which they parted, it is left as well.
  const parted = shared !== null && chains.every((chain) => chain.at(-1) === shared);
  return parted ? (parents.get(shared) ?? null) : shared;
}
