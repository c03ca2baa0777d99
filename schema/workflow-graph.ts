import type { Requirement } from './capabilities.ts';
import { kindOf, type NodeData, type NodeKind } from './nodes/index.ts';
import type { ModelPlace, Port } from './nodes/node-kind.ts';
import type { Shape } from './shape.ts';

/**
 * Graph     the workflow document: nodes, and the edges that say which comes after which. It has no cycle
 * Node      one step as it is drawn. `id` never changes; `key` is what templates call it; `name` is what people read
 * Edge      from an output port of one node to an input port of another
 * Upstream  every node from which a way leads to this one: exactly those whose values it may refer to
 */
export type WorkflowGraph = {
  readonly version: typeof graphVersion;
  readonly nodes: readonly WorkflowNode[];
  readonly edges: readonly WorkflowEdge[];
};

export type WorkflowNode<Kind extends NodeKind = NodeKind> = {
  [K in Kind]: {
    readonly id: string;
    readonly kind: K;
    readonly key: string;
    readonly name: string;
    readonly position: { readonly x: number; readonly y: number };
    readonly data: NodeData[K];
  };
}[Kind];

export type WorkflowEdge = {
  readonly id: string;
  readonly source: string;
  readonly sourcePort: string;
  readonly target: string;
  readonly targetPort: string;
};

export const graphVersion = 1;

export const graphLimits = { nodes: 5_000, edges: 10_000, bytes: 5_000_000, depth: 40 };

/** Before an import or a publish, `message` tells people what to mend; `path` is inside the node, or inside the document. */
export type WorkflowIssue = { nodeId: string | null; path: (string | number)[]; message: string };

/** A document that is wrong in ten thousand places says so in a few, and how many more there are. */
export function limitIssues(issues: readonly WorkflowIssue[], atMost: number): WorkflowIssue[] {
  const more = issues.length - atMost;
  if (more <= 0) return [...issues];
  return [...issues.slice(0, atMost), { nodeId: null, path: [], message: `And ${more} more.` }];
}

export const emptyGraph: WorkflowGraph = { version: graphVersion, nodes: [], edges: [] };

type GraphIndex = {
  nodes: ReadonlyMap<string, WorkflowNode>;
  byKey: ReadonlyMap<string, WorkflowNode>;
  incoming: ReadonlyMap<string, WorkflowEdge[]>;
  outgoing: ReadonlyMap<string, WorkflowEdge[]>;
};

// A graph is never changed in place, so what was worked out for it holds as long as it lives.
const indexes = new WeakMap<object, GraphIndex>();

export function indexOf(graph: Pick<WorkflowGraph, 'nodes' | 'edges'>): GraphIndex {
  let index = indexes.get(graph);
  if (!index) {
    index = {
      nodes: new Map(graph.nodes.map((node) => [node.id, node])),
      byKey: new Map(graph.nodes.map((node) => [node.key, node])),
      incoming: Map.groupBy(graph.edges, (edge) => edge.target),
      outgoing: Map.groupBy(graph.edges, (edge) => edge.source),
    };
    indexes.set(graph, index);
  }
  return index;
}

type Order = { order: readonly WorkflowNode[]; cycle: readonly WorkflowNode[] };

const orders = new WeakMap<object, Order>();

/** Nodes so that each stands after all that lead to it; `cycle` holds those of which that cannot be said. */
export function topologicalOrder(graph: WorkflowGraph): Order {
  let found = orders.get(graph);
  if (!found) {
    found = workOutOrder(graph);
    orders.set(graph, found);
  }
  return found;
}

function workOutOrder(graph: WorkflowGraph): Order {
  const { nodes, incoming, outgoing } = indexOf(graph);
  const waiting = new Map(graph.nodes.map(({ id }) => [id, incoming.get(id)?.length ?? 0]));
  const order = graph.nodes.filter(({ id }) => waiting.get(id) === 0);
  // The list grows while it is walked: a node enters when the last edge to it has been seen.
  for (const { id } of order) {
    for (const { target } of outgoing.get(id) ?? []) {
      const left = (waiting.get(target) ?? 0) - 1;
      waiting.set(target, left);
      const node = nodes.get(target);
      if (left === 0 && node) order.push(node);
    }
  }
  return { order, cycle: graph.nodes.filter(({ id }) => (waiting.get(id) ?? 0) > 0) };
}

/** What the step needs of its model, each with the reason. */
export function requirementsOf<Kind extends NodeKind>(node: WorkflowNode<Kind>): Requirement[] {
  return kindOf(node.kind).requirements(node.data);
}

const shapes = new WeakMap<object, Shape>();

export function outputShapeOf<Kind extends NodeKind>(node: WorkflowNode<Kind>): Shape {
  let shape = shapes.get(node);
  if (!shape) {
    shape = kindOf(node.kind).outputShape(node.data);
    shapes.set(node, shape);
  }
  return shape;
}

export function outputPortsOf<Kind extends NodeKind>(node: WorkflowNode<Kind>): readonly Port[] {
  return kindOf(node.kind).outputs(node.data);
}

export function inputPortsOf(node: WorkflowNode): readonly Port[] {
  return kindOf(node.kind).inputs;
}

/** The ports by which a run goes on after a step that ended with this output. */
export function portsTakenBy<Kind extends NodeKind>(
  node: WorkflowNode<Kind>,
  output: Readonly<Record<string, unknown>>,
): readonly string[] {
  return kindOf(node.kind).takes(node.data, output);
}

export type ModelUse = ModelPlace & { nodeId: string; stepName: string };

/** Every place that names a model. */
export function modelReferencesOf(graph: WorkflowGraph): ModelUse[] {
  return graph.nodes.flatMap((node) =>
    modelsOf(node).map((use) => ({ ...use, nodeId: node.id, stepName: node.name })),
  );
}

function modelsOf<Kind extends NodeKind>(node: WorkflowNode<Kind>): ModelPlace[] {
  return kindOf(node.kind).models(node.data);
}
