import { kindOf } from '../nodes/index.ts';
import { renameKey } from '../rename-key.ts';
import { keyFor } from '../step-key.ts';
import { isUpstream } from '../upstream.ts';
import {
  indexOf,
  inputPortsOf,
  outputPortsOf,
  type WorkflowGraph,
  type WorkflowNode,
} from '../workflow-graph.ts';
import type { Random } from './random-graph.ts';

type Edit = (graph: WorkflowGraph, random: Random, mark: string) => WorkflowGraph;

const change = (
  graph: WorkflowGraph,
  id: string,
  to: (node: WorkflowNode) => WorkflowNode,
): WorkflowGraph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? to(node) : node)),
});

const edits: Edit[] = [
  (graph, random, mark) => {
    const prompts = graph.nodes.filter(({ kind }) => kind === 'prompt');
    if (prompts.length === 0) return graph;
    return change(graph, random.oneOf(prompts).id, (node) =>
      node.kind === 'prompt' ? { ...node, data: { ...node.data, user: `${node.data.user} ${mark}` } } : node,
    );
  },
  (graph, random, mark) =>
    change(graph, random.oneOf(graph.nodes).id, (node) => ({ ...node, name: `Named by ${mark}` })),
  (graph, random) =>
    change(graph, random.oneOf(graph.nodes).id, (node) => ({
      ...node,
      position: { x: random.below(900), y: random.below(900) },
    })),
  (graph, random, mark) => {
    const node = random.oneOf(graph.nodes);
    return renameKey(graph, node.id, keyFor(`key ${mark}`, new Set(graph.nodes.map(({ key }) => key))));
  },
  (graph, random) => {
    if (graph.nodes.length < 3) return graph;
    const { id } = random.oneOf(graph.nodes);
    return {
      ...graph,
      nodes: graph.nodes.filter((node) => node.id !== id),
      edges: graph.edges.filter(({ source, target }) => source !== id && target !== id),
    };
  },
  (graph, random, mark) => {
    const keys = new Set(graph.nodes.map(({ key }) => key));
    const id = `new-${mark}-${graph.nodes.length}`;
    if (indexOf(graph).nodes.has(id)) return graph;
    const before = random.oneOf(graph.nodes);
    const node: WorkflowNode = {
      id,
      kind: 'prompt',
      // Both sides may well choose the same key.
      key: keyFor('added', keys),
      name: `Added by ${mark}`,
      position: { x: 0, y: 0 },
      data: { ...kindOf('prompt').initial(), user: `Go on from {{ ${before.key}.text }}.` },
    };
    return connected({ ...graph, nodes: [...graph.nodes, node] }, before, node);
  },
  (graph, random) => connected(graph, random.oneOf(graph.nodes), random.oneOf(graph.nodes)),
  (graph, random) => {
    if (graph.edges.length === 0) return graph;
    const gone = random.oneOf(graph.edges);
    return { ...graph, edges: graph.edges.filter((edge) => edge !== gone) };
  },
];

function connected(graph: WorkflowGraph, from: WorkflowNode, to: WorkflowNode): WorkflowGraph {
  const [out] = outputPortsOf(from);
  const [into] = inputPortsOf(to);
  const there = graph.edges.some(({ source, target }) => source === from.id && target === to.id);
  if (!out || !into || there || from.id === to.id || isUpstream(graph, to.id, from.id)) return graph;
  const id = `e-${from.id}-${to.id}`.slice(0, 40);
  if (graph.edges.some((edge) => edge.id === id)) return graph;
  return {
    ...graph,
    edges: [...graph.edges, { id, source: from.id, sourcePort: out.id, target: to.id, targetPort: into.id }],
  };
}

/** Some edits as a person might make them, one after the other; `mark` tells whose they are. */
export function edited(
  graph: WorkflowGraph,
  random: Random,
  mark: string,
  times = 1 + random.below(6),
): WorkflowGraph {
  let next = graph;
  for (let count = 0; count < times; count += 1) next = random.oneOf(edits)(next, random, mark);
  return next;
}
