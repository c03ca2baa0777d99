import { indexOf, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { boxOf, type Point, portPoint, portsOn, type Side } from './boxes';
import { connectFault, type Connection } from './connect';

/** A port of a step, e.g. the one from which a connection is drawn. */
export interface PortRef {
  nodeId: string;
  port: string;
  side: Side;
}

export function connectionBetween(one: PortRef, other: PortRef): Connection {
  const [from, to] = one.side === 'out' ? [one, other] : [other, one];
  return { source: from.nodeId, sourcePort: from.port, target: to.nodeId, targetPort: to.port };
}

const otherSide = { in: 'out', out: 'in' } satisfies Record<Side, Side>;

/** The nearest port that a connection may lead to. One that may not never catches it, however near. */
export function nearestPort(
  graph: WorkflowGraph,
  from: PortRef,
  point: Point,
  within: number,
): PortRef | null {
  const side = otherSide[from.side];
  const near: { port: PortRef; distance: number }[] = [];
  for (const node of graph.nodes) {
    const { x, y, width, height } = boxOf(node);
    if (point.x < x - within || point.x > x + width + within) continue;
    if (point.y < y - within || point.y > y + height + within) continue;
    for (const { id } of portsOn(node, side)) {
      const at = portPoint(node, side, id);
      const distance = at ? Math.hypot(at.x - point.x, at.y - point.y) : Infinity;
      if (distance <= within) near.push({ port: { nodeId: node.id, port: id, side }, distance });
    }
  }
  return (
    near
      .toSorted((one, other) => one.distance - other.distance)
      .find(({ port }) => connectFault(graph, connectionBetween(from, port)) === null)?.port ?? null
  );
}

/** Dropping on a card is as good as dropping on its handle: the first of its ports that fits, else the first. */
export function portOfCard(graph: WorkflowGraph, from: PortRef, nodeId: string): PortRef | null {
  const node = indexOf(graph).nodes.get(nodeId);
  if (!node) return null;
  const side = otherSide[from.side];
  const ports = portsOn(node, side).map(({ id }) => ({ nodeId, port: id, side }));
  const fits = ports.find((port) => connectFault(graph, connectionBetween(from, port)) === null);
  return fits ?? ports[0] ?? { nodeId, port: '', side };
}
