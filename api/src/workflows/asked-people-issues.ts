import type { WorkflowGraph, WorkflowIssue } from '@patchbay/schema/workflow-graph.ts';
import { Membership } from '../organizations/membership.ts';
import type { EntityManager } from '../orm.ts';

/** Whom approvals ask, and who is not in the organisation any more: they could wait for ever. */
export async function askedPeopleIssues(em: EntityManager, graph: WorkflowGraph): Promise<WorkflowIssue[]> {
  const asked = graph.nodes.flatMap((node) =>
    node.kind === 'approval'
      ? node.data.assignees.map((id, index) => ({
          id,
          nodeId: node.id,
          path: ['data', 'assignees', index],
        }))
      : [],
  );
  if (asked.length === 0) return [];
  const members = await em.find(Membership, { userId: [...new Set(asked.map(({ id }) => id))] });
  const known = new Set(members.map(({ userId }) => userId));
  return asked
    .filter(({ id }) => !known.has(id))
    .map(({ nodeId, path }) => ({
      nodeId,
      path,
      message:
        'A person who is asked is not in the organisation any more. Take them out, or ask somebody else.',
    }));
}
