import { indexOf, type WorkflowEdge, type WorkflowGraph, type WorkflowNode } from '../workflow-graph.ts';
import { type FieldPath, fieldsOf } from './node-fields.ts';
import { sameValue } from './same-value.ts';

/**
 * Change   what became of one step between two graphs. `moved` is told apart from `fields`: where a card stands on the
 *          canvas changes nothing of what runs
 */
export type StepChange =
  | { kind: 'added'; nodeId: string; after: WorkflowNode }
  | { kind: 'removed'; nodeId: string; before: WorkflowNode }
  | {
      kind: 'changed';
      nodeId: string;
      before: WorkflowNode;
      after: WorkflowNode;
      fields: FieldChange[];
      moved: boolean;
    };

/** Undefined stands for a field that is not there. */
export type FieldChange = { path: FieldPath; before: unknown; after: unknown };

export type GraphComparison = {
  steps: StepChange[];
  connections: { added: WorkflowEdge[]; removed: WorkflowEdge[] };
};

/** In the order of the later graph, what is gone first. */
export function compareGraphs(before: WorkflowGraph, after: WorkflowGraph): GraphComparison {
  const [was, is] = [indexOf(before).nodes, indexOf(after).nodes];
  const removed = before.nodes
    .filter(({ id }) => !is.has(id))
    .map((node): StepChange => ({ kind: 'removed', nodeId: node.id, before: node }));
  const others = after.nodes.flatMap((node): StepChange[] => {
    const earlier = was.get(node.id);
    if (!earlier) return [{ kind: 'added', nodeId: node.id, after: node }];
    return changeOf(earlier, node);
  });
  return { steps: [...removed, ...others], connections: compareEdges(before, after) };
}

function changeOf(before: WorkflowNode, after: WorkflowNode): StepChange[] {
  // Most steps are as they were: that is seen before their fields are taken apart.
  if (before === after || sameValue(before, after)) return [];
  const all = compareFields(before, after);
  if (all.length === 0) return [];
  const fields = all.filter(({ path: [part] }) => part !== 'position');
  return [{ kind: 'changed', nodeId: after.id, before, after, fields, moved: fields.length < all.length }];
}

export function compareFields(before: WorkflowNode, after: WorkflowNode): FieldChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].flatMap((name) => {
    const [earlier, later] = [was.get(name), is.get(name)];
    const path = (later ?? earlier)?.path;
    if (!path || sameValue(earlier?.value, later?.value)) return [];
    return [{ path, before: earlier?.value, after: later?.value }];
  });
}

/** By what they join: an edge that was taken away and drawn again is the same one. */
function compareEdges(before: WorkflowGraph, after: WorkflowGraph): GraphComparison['connections'] {
  const [was, is] = [before, after].map(({ edges }) => new Set(edges.map(joins)));
  return {
    added: after.edges.filter((edge) => !was?.has(joins(edge))),
    removed: before.edges.filter((edge) => !is?.has(joins(edge))),
  };
}

export const joins = ({ source, sourcePort, target, targetPort }: Omit<WorkflowEdge, 'id'>): string =>
  JSON.stringify([source, sourcePort, target, targetPort]);

/** A card that only stands elsewhere is no change of the step. */
export const isMoveOnly = (step: StepChange): boolean => step.kind === 'changed' && step.fields.length === 0;

/** How many steps and connections differ in what they do. */
export function countChanges({ steps, connections }: GraphComparison): number {
  const changed = steps.filter((step) => !isMoveOnly(step)).length;
  return changed + connections.added.length + connections.removed.length;
}

/** Whether the two would run alike: cards may stand elsewhere. */
export const runsAlike = (comparison: GraphComparison): boolean => countChanges(comparison) === 0;
