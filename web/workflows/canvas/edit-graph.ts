// Every change that people make to a workflow, as functions from graph to graph. What comes out can always be saved.
import { kindOf, type NodeData, type NodeKind } from '@patchbay/schema/nodes/index.ts';
import { keyFor } from '@patchbay/schema/step-key.ts';
import { isUpstream } from '@patchbay/schema/upstream.ts';
import {
  indexOf,
  inputPortsOf,
  outputPortsOf,
  type WorkflowEdge,
  type WorkflowGraph,
  type WorkflowNode,
} from '@patchbay/schema/workflow-graph.ts';
import { freshId } from '../../graphql/fresh-id';

export type Connection = Omit<WorkflowEdge, 'id'>;
export type Point = { x: number; y: number };

/** A step's card on the canvas. All are alike, so that nothing has to be measured before it is shown. */
export const cardSize = { width: 248, height: 92 };
const cardGap = { x: 88, y: 36 };

/** Why no further step of a kind can be added; null where it can. */
export function addFault(graph: WorkflowGraph, kind: NodeKind): string | null {
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
  const node = {
    id,
    kind,
    key,
    name,
    position: atFreePlace(graph, position),
    data: initial(),
  } as WorkflowNode;
  return { ...graph, nodes: [...graph.nodes, node] };
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
  const beside = { x: source.position.x + cardSize.width + cardGap.x, y: source.position.y };
  const added = addStep(graph, kind, position ?? beside, id);
  const port = kindOf(kind).inputs[0];
  const connection = { source: source.id, sourcePort: after.port, target: id, targetPort: port?.id ?? '' };
  return connectFault(added, connection) === null ? connect(added, connection) : added;
}

export function removeParts(
  graph: WorkflowGraph,
  nodeIds: ReadonlySet<string>,
  edgeIds: ReadonlySet<string>,
): WorkflowGraph {
  if (nodeIds.size === 0 && edgeIds.size === 0) return graph;
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => !nodeIds.has(id)),
    edges: graph.edges.filter(
      ({ id, source, target }) => !edgeIds.has(id) && !nodeIds.has(source) && !nodeIds.has(target),
    ),
  };
}

/** Why two ports cannot be connected, as a sentence; null where they can. */
export function connectFault(graph: WorkflowGraph, connection: Connection): string | null {
  const { nodes } = indexOf(graph);
  const source = nodes.get(connection.source);
  const target = nodes.get(connection.target);
  if (!source || !target) return 'One of the two steps is not there any more.';
  if (source.id === target.id) return 'A step cannot come after itself.';
  const from = outputPortsOf(source).find(({ id }) => id === connection.sourcePort);
  const to = inputPortsOf(target).find(({ id }) => id === connection.targetPort);
  if (!from) return `Nothing comes after "${source.name}": it has no output.`;
  if (!to) return `"${target.name}" comes first: it has no way in.`;
  if (from.type !== to.type) return `"${from.label}" and "${to.label}" do not fit together.`;
  if (graph.edges.some((edge) => isSame(edge, connection)))
    return `"${source.name}" is connected to "${target.name}" already.`;
  if (isUpstream(graph, target.id, source.id))
    return `That would be a circle: "${target.name}" runs before "${source.name}".`;
  return null;
}

export function connect(graph: WorkflowGraph, connection: Connection, id = freshId()): WorkflowGraph {
  return { ...graph, edges: [...graph.edges, { id, ...connection }] };
}

const isSame = (one: Connection, other: Connection) =>
  one.source === other.source &&
  one.sourcePort === other.sourcePort &&
  one.target === other.target &&
  one.targetPort === other.targetPort;

export function moveSteps(graph: WorkflowGraph, positions: ReadonlyMap<string, Point>): WorkflowGraph {
  const changed = (node: WorkflowNode) => {
    const to = positions.get(node.id);
    return to !== undefined && (to.x !== node.position.x || to.y !== node.position.y);
  };
  if (!graph.nodes.some(changed)) return graph;
  return replaceNodes(graph, (node) =>
    changed(node) ? { ...node, position: whole(positions.get(node.id) ?? node.position) } : node,
  );
}

export function renameStep(graph: WorkflowGraph, nodeId: string, name: string): WorkflowGraph {
  return replaceNodes(graph, (node) => (node.id === nodeId && node.name !== name ? { ...node, name } : node));
}

export function setData<Kind extends NodeKind>(
  graph: WorkflowGraph,
  nodeId: string,
  change: Partial<NodeData[Kind]>,
): WorkflowGraph {
  return withoutLooseEdges(
    replaceNodes(graph, (node) =>
      node.id === nodeId ? ({ ...node, data: { ...node.data, ...change } } as WorkflowNode) : node,
    ),
    nodeId,
  );
}

/** A port goes with the case or the error branch that it stands for, and what hung on it goes, too. */
function withoutLooseEdges(graph: WorkflowGraph, nodeId: string): WorkflowGraph {
  const node = indexOf(graph).nodes.get(nodeId);
  if (!node) return graph;
  const ports = new Set(outputPortsOf(node).map(({ id }) => id));
  const edges = graph.edges.filter(({ source, sourcePort }) => source !== nodeId || ports.has(sourcePort));
  return edges.length === graph.edges.length ? graph : { ...graph, edges };
}

/** Gives back the graph itself where nothing has changed: then there is nothing to undo or to save. */
function replaceNodes(graph: WorkflowGraph, change: (node: WorkflowNode) => WorkflowNode): WorkflowGraph {
  const nodes = graph.nodes.map(change);
  return nodes.every((node, index) => node === graph.nodes[index]) ? graph : { ...graph, nodes };
}

const whole = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

/** The next place below that no other card covers. */
function atFreePlace({ nodes }: WorkflowGraph, wanted: Point): Point {
  const place = whole(wanted);
  const covered = () =>
    nodes.some(
      ({ position }) =>
        Math.abs(position.x - place.x) < cardSize.width && Math.abs(position.y - place.y) < cardSize.height,
    );
  while (covered()) place.y += cardSize.height + cardGap.y;
  return place;
}
