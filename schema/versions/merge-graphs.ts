import { indexOf, outputPortsOf, topologicalOrder } from '../workflow-graph.ts';
import type { WorkflowEdge, WorkflowGraph, WorkflowNode } from '../workflow-graph.ts';
import { agreeOnKeys } from './agree-on-keys.ts';
import { compareFields, joins } from './compare-graphs.ts';
import { type FieldPath, fieldsOf } from './node-fields.ts';
import { sameValue } from './same-value.ts';

/**
 * Base       the draft that both sides began with
 * Mine       what the person at this screen made of it
 * Theirs     what somebody else saved meanwhile
 * Conflict   a step that both changed in one place, or that one removed and the other worked on: a person decides
 */
export type Sides = { base: WorkflowGraph; mine: WorkflowGraph; theirs: WorkflowGraph };
export type Side = 'mine' | 'theirs';

export type StepConflict = {
  nodeId: string;
  name: string;
  mine: WorkflowNode | null;
  theirs: WorkflowNode | null;
  /** Empty where the step itself is at stake, or what it is connected to. */
  fields: { path: FieldPath; base: unknown; mine: unknown; theirs: unknown }[];
  reason: 'both-changed' | 'they-removed' | 'i-removed' | 'connections';
};

export type Merge = { graph: WorkflowGraph; conflicts: StepConflict[] };

/** What does not overlap is joined. Where it does, `choices` decide by step; undecided, the graph holds theirs. */
export function mergeGraphs(sides: Sides, choices: ReadonlyMap<string, Side> = new Map()): Merge {
  const { base, mine, theirs } = agreeOnKeys(sides);
  const [inBase, inMine, inTheirs] = [base, mine, theirs].map((graph) => indexOf(graph).nodes) as [
    Nodes,
    Nodes,
    Nodes,
  ];
  const myEdges = addedTo(base, mine);
  const theirEdges = addedTo(base, theirs);
  const conflicts: StepConflict[] = [];

  const settle = (nodeId: string): WorkflowNode | null => {
    const [was, my, their] = [inBase.get(nodeId), inMine.get(nodeId), inTheirs.get(nodeId)];
    const decide = (reason: StepConflict['reason'], fields: StepConflict['fields'] = []): Side => {
      const name = (their ?? my)?.name ?? '';
      conflicts.push({ nodeId, name, mine: my ?? null, theirs: their ?? null, fields, reason });
      return choices.get(nodeId) ?? 'theirs';
    };
    if (my && their) return mergeStep(was, my, their, decide, choices.get(nodeId));
    if (my) {
      if (!was) return my;
      if (!workedOn(was, my, myEdges)) return null;
      return decide('they-removed') === 'mine' ? my : null;
    }
    if (!their || !was) return their ?? null;
    if (!workedOn(was, their, theirEdges)) return null;
    return decide('i-removed') === 'theirs' ? their : null;
  };

  const added = mine.nodes.filter(({ id }) => !inTheirs.has(id));
  const nodes = [...theirs.nodes, ...added].flatMap(({ id }) => settle(id) ?? []);
  const joined = { ...theirs, nodes, edges: mergeEdges({ base, mine, theirs }) };
  const { graph, broken } = keepWhole(joined, myEdges, choices);
  const known = new Set(conflicts.map(({ nodeId }) => nodeId));
  for (const nodeId of broken) {
    const [my, their] = [inMine.get(nodeId) ?? null, inTheirs.get(nodeId) ?? null];
    const name = (their ?? my)?.name ?? '';
    if (!known.has(nodeId))
      conflicts.push({ nodeId, name, mine: my, theirs: their, fields: [], reason: 'connections' });
  }
  return { graph, conflicts };
}

type Nodes = ReadonlyMap<string, WorkflowNode>;
type Decide = (reason: StepConflict['reason'], fields: StepConflict['fields']) => Side;

function mergeStep(
  base: WorkflowNode | undefined,
  mine: WorkflowNode,
  theirs: WorkflowNode,
  decide: Decide,
  choice: Side | undefined,
): WorkflowNode {
  const differing = compareFields(theirs, mine);
  if (differing.length === 0) return theirs;
  const before = base && fieldsOf(base);
  const changed = differing.map(({ path, before: their, after: my }) => {
    const was = before?.get(path.join('.'))?.value;
    return {
      path,
      base: was,
      mine: my,
      theirs: their,
      overlaps: !sameValue(was, my) && !sameValue(was, their),
    };
  });
  // Data of two kinds cannot be joined field by field; and of two places for a card the one before my eyes is taken.
  const wholly = mine.kind !== theirs.kind;
  const overlapping = changed.filter(({ path, overlaps }) => wholly || (overlaps && path[0] !== 'position'));
  // Chosen without an overlap: what it is connected to was at stake, and my step has the ports for it.
  if (overlapping.length === 0 && choice === 'mine') return mine;
  const side =
    overlapping.length > 0
      ? decide(
          'both-changed',
          overlapping.map(({ path, base: was, mine: my, theirs: their }) => ({
            path,
            base: was,
            mine: my,
            theirs: their,
          })),
        )
      : 'mine';
  if (wholly) return side === 'mine' ? mine : theirs;
  const taken = changed.filter(({ path, base: was, mine: my, overlaps }) =>
    overlaps ? path[0] === 'position' || side === 'mine' : !sameValue(was, my),
  );
  return taken.reduce((node, { path, mine: my }) => withField(node, path, my), theirs);
}

function withField(node: WorkflowNode, path: FieldPath, value: unknown): WorkflowNode {
  if (path[0] !== 'data') return { ...node, [path[0]]: value } as WorkflowNode;
  const data = { ...(node.data as Record<string, unknown>), [path[1]]: value };
  if (value === undefined) delete data[path[1]];
  return { ...node, data } as WorkflowNode;
}

/** Moving a card is no work on a step that somebody else removed. */
function workedOn(before: WorkflowNode, after: WorkflowNode, added: readonly WorkflowEdge[]): boolean {
  return (
    compareFields(before, after).some(({ path }) => path[0] !== 'position') ||
    added.some(({ source, target }) => source === after.id || target === after.id)
  );
}

function addedTo(base: WorkflowGraph, graph: WorkflowGraph): WorkflowEdge[] {
  const before = new Set(base.edges.map(joins));
  return graph.edges.filter((edge) => !before.has(joins(edge)));
}

function mergeEdges({ base, mine, theirs }: Sides): WorkflowEdge[] {
  const [was, my, their] = [base, mine, theirs].map(({ edges }) => new Set(edges.map(joins)));
  const kept = theirs.edges.filter((edge) => my?.has(joins(edge)) || !was?.has(joins(edge)));
  const added = mine.edges.filter((edge) => !their?.has(joins(edge)) && !was?.has(joins(edge)));
  const taken = new Set(kept.map(({ id }) => id));
  return [
    ...kept,
    ...added.map((edge) => {
      const id = freeId(edge.id, taken);
      taken.add(id);
      return { ...edge, id };
    }),
  ];
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted.slice(0, 34)}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** Without the edges that the merged steps have no place for, and with no circle. Mine give way, unless I was chosen. */
function keepWhole(
  graph: WorkflowGraph,
  mine: readonly WorkflowEdge[],
  choices: ReadonlyMap<string, Side>,
): { graph: WorkflowGraph; broken: Set<string> } {
  const { nodes } = indexOf(graph);
  const isMine = new Set(mine.map(joins));
  const broken = new Set<string>();
  const fits = ({ source, sourcePort, target }: WorkflowEdge) => {
    const from = nodes.get(source);
    return from && nodes.has(target) && outputPortsOf(from).some(({ id }) => id === sourcePort);
  };
  const edges = graph.edges.filter((edge) => {
    if (fits(edge)) return true;
    // An edge of a step that is gone went with it. Of one that is there, its port is gone: that is worth a word.
    if (nodes.has(edge.source) && nodes.has(edge.target)) broken.add(edge.source);
    return false;
  });
  let whole: WorkflowGraph = { ...graph, edges };
  for (const giveWay of [
    (edge: WorkflowEdge) => isMine.has(joins(edge)) !== (choices.get(edge.target) === 'mine'),
    (edge: WorkflowEdge) => isMine.has(joins(edge)),
    () => true,
  ]) {
    const circle = new Set(topologicalOrder(whole).cycle.map(({ id }) => id));
    if (circle.size === 0) break;
    const inCircle = ({ source, target }: WorkflowEdge) => circle.has(source) && circle.has(target);
    const gone = whole.edges.filter((edge) => inCircle(edge) && giveWay(edge));
    for (const { target } of gone) broken.add(target);
    whole = { ...whole, edges: whole.edges.filter((edge) => !gone.includes(edge)) };
  }
  return { graph: whole, broken };
}
