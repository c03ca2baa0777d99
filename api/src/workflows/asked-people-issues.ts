import type { WorkflowGraph, WorkflowIssue } from '@patchbay/schema/workflow-graph.ts';
import { Membership } from '../organizations/membership.ts';
import { ProjectMembership } from '../organizations/project.ts';
import type { EntityManager } from '../orm.ts';

/** Whom approvals ask, and who is not in the organisation any more: they could wait for ever. */
export async function askedPeopleIssues(
  em: EntityManager,
  projectId: string,
  graph: WorkflowGraph,
): Promise<WorkflowIssue[]> {
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
  const userId = [...new Set(asked.map(({ id }) => id))];
  const members = await em.find(Membership, { userId });
  const inProject = await em.find(ProjectMembership, { userId, projectId });
  const inside = new Set(inProject.map((one) => one.userId));
  return asked.flatMap(({ id, nodeId, path }) => {
    const member = members.find((one) => one.userId === id);
    if (member && (member.role === 'ADMIN' || inside.has(id))) return [];
    const message = member
      ? 'A person who is asked has no part in this project, and would not see the question. Add them to it.'
      : 'A person who is asked is not in the organisation any more. Take them out, or ask somebody else.';
    return [{ nodeId, path, message }];
  });
}
