import { v7 as uuid } from 'uuid';
import { type Actor, requireProjectRole } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { projectSubject } from './create-project.ts';
import { findProject } from './find-project.ts';
import { Membership } from './membership.ts';
import { ProjectMembership, type ProjectRole } from './project.ts';

type Input = { projectId: string; memberId: string; role: ProjectRole | null };

/** Gives a member of the organisation a role in the project, changes it, or (null) takes it away. */
export async function setProjectMember(
  em: EntityManager,
  actor: Actor,
  { projectId, memberId, role }: Input,
) {
  requireProjectRole(actor, projectId, 'ADMIN');
  const project = await findProject(em, projectId);
  const member = await em.findOne(Membership, { id: memberId });
  if (!member) throw new NotFoundError('member', ['memberId']);

  const present = await em.findOne(ProjectMembership, { projectId, userId: member.userId });
  const before = present?.role ?? null;
  if (before === role) return project;
  if (role === null) {
    await em.nativeDelete(ProjectMembership, { projectId, userId: member.userId });
  } else {
    await em.upsert(
      ProjectMembership,
      {
        id: present?.id ?? uuid(),
        organizationId: actor.organizationId,
        projectId,
        userId: member.userId,
        role,
      },
      { onConflictFields: ['projectId', 'userId'], onConflictMergeFields: ['role'] },
    );
  }
  const [person] = await em.execute<{ name: string }[]>('select name from people(array[?::uuid])', [
    member.userId,
  ]);
  const details = { member: person?.name ?? member.id, role: { from: before, to: role } };
  record(em, actor, 'project.member-changed', projectSubject(project), details);
  await em.flush();
  return project;
}
