import type { NodeData, NodeKind } from '@patchbay/schema/nodes/index.ts';
import {
  indexOf,
  outputPortsOf,
  type WorkflowGraph,
  type WorkflowNode,
} from '@patchbay/schema/workflow-graph.ts';

/** Gives back the graph itself where nothing has changed: then there is nothing to undo or to save. */
export function changeSteps(
  graph: WorkflowGraph,
  change: (node: WorkflowNode) => WorkflowNode,
): WorkflowGraph {
  const nodes = graph.nodes.map(change);
  return nodes.every((node, index) => node === graph.nodes[index]) ? graph : { ...graph, nodes };
}

export function renameStep(graph: WorkflowGraph, nodeId: string, name: string): WorkflowGraph {
  return changeSteps(graph, (node) => (node.id === nodeId && node.name !== name ? { ...node, name } : node));
}

export function setData<Kind extends NodeKind>(
  graph: WorkflowGraph,
  nodeId: string,
  change: Partial<NodeData[Kind]>,
): WorkflowGraph {
  const changed = changeSteps(graph, (node) =>
    node.id === nodeId ? ({ ...node, data: { ...node.data, ...change } } as WorkflowNode) : node,
  );
  return withoutLooseEdges(changed, nodeId);
}

/** A port goes with the case or the error branch that it stands for, and what hung on it goes, too. */
function withoutLooseEdges(graph: WorkflowGraph, nodeId: string): WorkflowGraph {
  const node = indexOf(graph).nodes.get(nodeId);
  if (!node) return graph;
  const ports = new Set(outputPortsOf(node).map(({ id }) => id));
  const edges = graph.edges.filter(({ source, sourcePort }) => source !== nodeId || ports.has(sourcePort));
  return edges.length === graph.edges.length ? graph : { ...graph, edges };
}
