import { topologicalOrder, type WorkflowGraph, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { around, boxOf, gap, liesWithin, noteSide, type Point, portPoint, sizeOf } from './boxes';
import { changeSteps } from './change-steps';
import { type Item, settle, sortLayers } from './layers';
import { moveSteps } from './move-steps';

/**
 * Puts steps in columns, each after all that lead to it, so that few edges cross and most run straight. All of the
 * graph, or some steps where they stand. Quick enough to be done at once: a thousand steps take about as long as a frame.
 */
export function arrange(graph: WorkflowGraph, ids?: ReadonlySet<string>): WorkflowGraph {
  const chosen = graph.nodes.filter((node) => node.kind !== 'note' && (ids?.has(node.id) ?? true));
  const before = around(chosen.map(boxOf));
  if (!before) return graph;
  const there = new Set(chosen.map(({ id }) => id));
  const edges = graph.edges.filter(({ source, target }) => there.has(source) && there.has(target));
  const positions = placed({ ...graph, nodes: chosen, edges });
  const after = around(
    chosen.map((node) => ({ ...sizeOf(node), ...(positions.get(node.id) ?? node.position) })),
  );
  const [dx, dy] = after ? [before.x - after.x, before.y - after.y] : [0, 0];
  const moved = new Map([...positions].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]));
  return refitFrames(graph, moveSteps(graph, moved));
}

function placed(graph: WorkflowGraph): Map<string, Point> {
  const joined = new Set(graph.edges.flatMap(({ source, target }) => [source, target]));
  const layers = sortLayers(layersOf(graph, joined));
  const tops = settle(layers);
  const positions = new Map<string, Point>();
  let x = 0;
  for (const layer of layers) {
    for (const { id, node } of layer) if (node) positions.set(id, { x, y: tops.get(id) ?? 0 });
    x += Math.max(...layer.map(({ node }) => (node ? sizeOf(node).width : 0))) + gap.x;
  }
  return withLoose(
    graph.nodes.filter(({ id }) => !joined.has(id)),
    positions,
    graph,
  );
}

/** The columns. An edge over several of them has a place of its own in each between, so that no card stands on it. */
function layersOf(graph: WorkflowGraph, joined: ReadonlySet<string>): Item[][] {
  const columns = columnsOf(graph);
  const items = new Map<string, Item>();
  const layers: Item[][] = [];
  const add = (item: Item, column: number) => {
    items.set(item.id, item);
    (layers[column] ??= []).push(item);
  };
  for (const node of topologicalOrder(graph).order)
    if (joined.has(node.id))
      add(
        { id: node.id, node, height: sizeOf(node).height, before: [], after: [] },
        columns.get(node.id) ?? 0,
      );
  for (const edge of graph.edges) {
    let from = items.get(edge.source);
    const to = items.get(edge.target);
    if (!from?.node || !to?.node) continue;
    let out = topOf(from.node, 'out', edge.sourcePort);
    const last = columns.get(edge.target) ?? 0;
    for (let column = (columns.get(edge.source) ?? 0) + 1; column < last; column += 1) {
      const way: Item = { id: `${edge.id}@${column}`, node: null, height: 0, before: [], after: [] };
      add(way, column);
      join(from, out, way, 0);
      [from, out] = [way, 0];
    }
    join(from, out, to, topOf(to.node, 'in', edge.targetPort));
  }
  return layers;
}

function topOf(node: WorkflowNode, side: 'in' | 'out', port: string): number {
  return (portPoint(node, side, port)?.y ?? node.position.y) - node.position.y;
}

function join(from: Item, fromTop: number, to: Item, toTop: number): void {
  from.after.push({ other: to, here: fromTop, there: toTop });
  to.before.push({ other: from, here: toTop, there: fromTop });
}

/** As far left as what leads to it allows; what nothing leads to stands next to what it leads to. */
function columnsOf(graph: WorkflowGraph): Map<string, number> {
  const columns = new Map<string, number>();
  const outgoing = Map.groupBy(graph.edges, ({ source }) => source);
  const incoming = Map.groupBy(graph.edges, ({ target }) => target);
  const { order } = topologicalOrder(graph);
  for (const { id } of order)
    columns.set(
      id,
      Math.max(-1, ...(incoming.get(id) ?? []).map(({ source }) => columns.get(source) ?? 0)) + 1,
    );
  for (const { id } of order.toReversed()) {
    const after = outgoing.get(id);
    if (!incoming.has(id) && after)
      columns.set(id, Math.min(...after.map(({ target }) => columns.get(target) ?? 1)) - 1);
  }
  return columns;
}

const looseInARow = 5;

/** Steps that nothing joins stand below the others, in rows. */
function withLoose(loose: readonly WorkflowNode[], positions: Map<string, Point>, graph: WorkflowGraph) {
  const others = graph.nodes.flatMap((node) => {
    const at = positions.get(node.id);
    return at ? [{ ...at, ...sizeOf(node) }] : [];
  });
  const all = around(others);
  let [x, y, deepest] = [0, all ? all.y + all.height + 2 * gap.y : 0, 0];
  for (const [index, node] of loose.entries()) {
    if (index > 0 && index % looseInARow === 0) [x, y, deepest] = [0, y + deepest + gap.y, 0];
    positions.set(node.id, { x, y });
    x += sizeOf(node).width + gap.x;
    deepest = Math.max(deepest, sizeOf(node).height);
  }
  return positions;
}

/** A frame follows the steps that lay within it. */
function refitFrames(before: WorkflowGraph, after: WorkflowGraph): WorkflowGraph {
  const now = new Map(after.nodes.map((node) => [node.id, node]));
  return changeSteps(after, (note) => {
    if (note.kind !== 'note') return note;
    const frame = boxOf(note);
    const framed = before.nodes.filter((node) => node.kind !== 'note' && liesWithin(boxOf(node), frame));
    const was = around(framed.map(boxOf));
    const is = around(framed.flatMap(({ id }) => now.get(id) ?? []).map(boxOf));
    if (!was || !is) return note;
    const position = { x: is.x - (was.x - frame.x), y: is.y - (was.y - frame.y) };
    const width = noteSide(frame.width + is.width - was.width);
    const height = noteSide(frame.height + is.height - was.height);
    const { x, y } = note.position;
    if (position.x === x && position.y === y && width === frame.width && height === frame.height) return note;
    return { ...note, position, data: { ...note.data, width, height } };
  });
}
