import { kindOf } from '@patchbay/schema/nodes/index.ts';
import { renameKey } from '@patchbay/schema/rename-key.ts';
import { keyFor } from '@patchbay/schema/step-key.ts';
import { graphLimits, type WorkflowGraph, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { freshId } from '../../../graphql/fresh-id';
import { around, boxOf, type Point, withinReach } from './boxes';
import { connectFault } from './connect';
import type { CopiedSteps } from './copy-steps';

export type Pasted =
  | { fault: string }
  | {
      graph: WorkflowGraph;
      ids: ReadonlySet<string>;
      /** What was not pasted, in words. */ leftOut: string | null;
    };

/**
 * Adds copied steps with ids and keys of their own, the middle of them at a point. What they say of one another follows
 * the new keys; what they say of steps that were not copied stays as it is. A step of which a workflow has only one is
 * not added twice: the others then refer to the one that is there.
 */
export function pasteSteps(graph: WorkflowGraph, copied: CopiedSteps, middle: Point | 'beside'): Pasted {
  const fault = limitFault(graph, copied);
  if (fault !== null) return { fault };
  const { fresh, there } = split(graph, copied);
  if (fresh.length === 0)
    return { fault: `A workflow has one ${labelOf(copied.nodes[0])} step, and it is there already.` };

  const ids = new Map(fresh.map(({ id }) => [id, freshId()]));
  const leftOut = copied.nodes.filter(({ id }) => there.has(id));
  const renamed = withFreshKeys(graph, fresh, there, leftOut);
  const shift = shiftTo(fresh, middle);
  const names = new Set(graph.nodes.map(({ name }) => name));
  const nodes = renamed.map((node): WorkflowNode => {
    const name = freshName(node.name, names);
    names.add(name);
    const position = withinReach({ x: node.position.x + shift.x, y: node.position.y + shift.y });
    return { ...node, id: ids.get(node.id) ?? freshId(), name, position };
  });
  const idOf = (id: string) => ids.get(id) ?? there.get(id)?.id ?? id;
  let next: WorkflowGraph = { ...graph, nodes: [...graph.nodes, ...nodes] };
  const edges = copied.edges.flatMap((edge) => {
    const placed = { ...edge, id: freshId(), source: idOf(edge.source), target: idOf(edge.target) };
    // Between pasted steps every edge was sound; one from a step that is there already is judged anew.
    return there.has(edge.source) || there.has(edge.target)
      ? connectFault(next, placed) === null
        ? [placed]
        : []
      : [placed];
  });
  next = { ...next, edges: [...graph.edges, ...edges] };
  return { graph: next, ids: new Set(ids.values()), leftOut: say(leftOut) };
}

function limitFault(graph: WorkflowGraph, { nodes, edges }: CopiedSteps): string | null {
  const most = graphLimits.nodes.toLocaleString('en');
  if (graph.nodes.length + nodes.length > graphLimits.nodes)
    return `A workflow has at most ${most} steps: there are ${graph.nodes.length}, and ${nodes.length} would be added.`;
  if (graph.edges.length + edges.length > graphLimits.edges)
    return `A workflow has at most ${graphLimits.edges.toLocaleString('en')} connections.`;
  return null;
}

/** Those to add, and by the id of each of the others the one that stands for it. */
function split(graph: WorkflowGraph, { nodes }: CopiedSteps) {
  const there = new Map<string, WorkflowNode>();
  const fresh = nodes.filter((node) => {
    const { atMost } = kindOf(node.kind);
    if (atMost === undefined) return true;
    const same = graph.nodes.filter(({ kind }) => kind === node.kind);
    if (same.length >= atMost && same[0]) there.set(node.id, same[0]);
    return !there.has(node.id);
  });
  return { fresh, there };
}

function withFreshKeys(
  graph: WorkflowGraph,
  fresh: readonly WorkflowNode[],
  there: ReadonlyMap<string, WorkflowNode>,
  leftOut: readonly WorkflowNode[],
): readonly WorkflowNode[] {
  const taken = new Set(graph.nodes.map(({ key }) => key));
  // A new key is no old one of another either: then each can be renamed by itself, in any order.
  const copied = new Set([...fresh, ...leftOut].map(({ key }) => key));
  let pasted: WorkflowGraph = { version: graph.version, nodes: [...fresh, ...leftOut], edges: [] };
  for (const { id, key } of fresh) {
    const to = taken.has(key) ? keyFor(key.replace(/_\d+$/, ''), new Set([...taken, ...copied])) : key;
    taken.add(to);
    pasted = renameKey(pasted, id, to);
  }
  for (const { id, key } of leftOut) pasted = renameKey(pasted, id, there.get(id)?.key ?? key);
  return pasted.nodes.slice(0, fresh.length);
}

function freshName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const base = name.replace(/ \d+$/, '').slice(0, 110);
  for (let number = 2; ; number += 1) {
    const next = `${base} ${number}`;
    if (!taken.has(next)) return next;
  }
}

const besideShift = 40;

function shiftTo(nodes: readonly WorkflowNode[], middle: Point | 'beside'): Point {
  if (middle === 'beside') return { x: besideShift, y: besideShift };
  const all = around(nodes.map(boxOf));
  return all ? { x: middle.x - all.x - all.width / 2, y: middle.y - all.y - all.height / 2 } : { x: 0, y: 0 };
}

function say(leftOut: readonly WorkflowNode[]): string | null {
  if (leftOut.length === 0) return null;
  const names = leftOut.map(({ name }) => `"${name}"`).join(', ');
  return `${names} was left out: a workflow has one ${labelOf(leftOut[0])} step. The pasted steps follow the one that is there.`;
}

const labelOf = (node: WorkflowNode | undefined) => (node ? kindOf(node.kind).label : '');
