import { isUpstream } from '@patchbay/schema/upstream.ts';
import {
  indexOf,
  inputPortsOf,
  outputPortsOf,
  type WorkflowEdge,
  type WorkflowGraph,
} from '@patchbay/schema/workflow-graph.ts';
import { freshId } from '../../../graphql/fresh-id';

export type Connection = Omit<WorkflowEdge, 'id'>;

/** Why two ports cannot be connected, as a sentence; null where they can. */
export function connectFault(graph: WorkflowGraph, connection: Connection): string | null {
  const { nodes, outgoing } = indexOf(graph);
  const source = nodes.get(connection.source);
  const target = nodes.get(connection.target);
  if (!source || !target) return 'One of the two steps is not there any more.';
  if (source.id === target.id) return 'A step cannot come after itself.';
  const from = outputPortsOf(source).find(({ id }) => id === connection.sourcePort);
  const to = inputPortsOf(target).find(({ id }) => id === connection.targetPort);
  if (target.kind === 'note' || source.kind === 'note')
    return 'A note is no step: nothing runs before or after it.';
  if (!from) return `Nothing comes after "${source.name}": it has no output.`;
  if (!to) return `"${target.name}" comes first: it has no way in.`;
  if (from.type !== to.type) return `"${from.label}" and "${to.label}" do not fit together.`;
  if (outgoing.get(source.id)?.some((edge) => isSame(edge, connection)))
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
