import { kindOf, type NodeKind } from '@patchbay/schema/nodes/index.ts';
import { keyFor } from '@patchbay/schema/step-key.ts';
import {
  graphLimits,
  indexOf,
  type WorkflowGraph,
  type WorkflowNode,
} from '@patchbay/schema/workflow-graph.ts';
import { freshId } from '../../../graphql/fresh-id';
import { type Box, boxOf, gap, overlap, type Point, sizeOf, withinReach } from './boxes';
import { connect, connectFault } from './connect';

/** Why no further step of a kind can be added; null where it can. */
export function addFault(graph: WorkflowGraph, kind: NodeKind): string | null {
  if (graph.nodes.length >= graphLimits.nodes)
    return `A workflow has at most ${graphLimits.nodes.toLocaleString('en')} steps.`;
  const { atMost = Number.POSITIVE_INFINITY, label } = kindOf(kind);
  const there = graph.nodes.filter((node) => node.kind === kind).length;
  return there < atMost ? null : `A workflow has one ${label} step, and it is there already.`;
}

export function addStep(
  graph: WorkflowGraph,
  kind: NodeKind,
  position: Point,
  id = freshId(),
): WorkflowGraph {
  const { label, initial } = kindOf(kind);
  const keys = new Set(graph.nodes.map(({ key }) => key));
  const key = keyFor(label, keys);
  const name = key === keyFor(label, new Set()) ? label : `${label} ${key.split('_').at(-1)}`;
  // The registry pairs each kind with its data; TypeScript does not follow the pair through a union.
  const node = { id, kind, key, name, position, data: initial() } as WorkflowNode;
  return { ...graph, nodes: [...graph.nodes, { ...node, position: freePlace(graph, node) }] };
}

/** A new step to the right of another one, connected to it where the two fit together. */
export function addStepAfter(
  graph: WorkflowGraph,
  kind: NodeKind,
  after: { nodeId: string; port: string },
  id = freshId(),
  position?: Point,
): WorkflowGraph {
  const source = indexOf(graph).nodes.get(after.nodeId);
  if (!source) return graph;
  const beside = { x: source.position.x + sizeOf(source).width + gap.x, y: source.position.y };
  const added = addStep(graph, kind, position ?? beside, id);
  const port = kindOf(kind).inputs[0];
  const connection = { source: source.id, sourcePort: after.port, target: id, targetPort: port?.id ?? '' };
  return connectFault(added, connection) === null ? connect(added, connection) : added;
}

/** The next place below that no other card covers. Notes lie underneath: they cover nothing. */
function freePlace({ nodes }: WorkflowGraph, node: WorkflowNode): Point {
  const others = nodes.filter(({ kind }) => kind !== 'note').map(boxOf);
  const place = { ...withinReach(node.position), ...sizeOf(node) };
  const covering = (): Box | undefined => others.find((other) => overlap(other, place));
  for (let other = covering(); other; other = covering()) place.y = other.y + other.height + gap.y;
  return { x: place.x, y: place.y };
}
