import { builder, ForbiddenError, InvalidInputError, NotFoundError } from '../builder.ts';
import type { Context } from '../context.ts';
import { Membership } from '../organizations/membership.ts';
import { ProjectNode } from '../organizations/project.graphql.ts';
import { ProjectMembership } from '../organizations/project.ts';
import { ProjectRoleEnum } from '../organizations/roles.graphql.ts';
import { setProjectMember } from '../organizations/set-project-member.ts';
import { pageOf } from '../page.ts';
import { roleInProject, visibleProjects } from './actor.ts';
import { MemberNode } from './member.graphql.ts';
import { reads } from './rules.ts';

const ProjectAccess = builder.objectRef<ProjectMembership>('ProjectAccess').implement({
  description: 'The role of a member in one project.',
  fields: (t) => ({
    project: t.field({ type: ProjectNode, resolve: ({ projectId }) => projectId }),
    role: t.field({ type: ProjectRoleEnum, resolve: ({ role }) => role }),
    member: t.loadable({
      type: MemberNode,
      load: loadMembers,
      resolve: ({ userId }) => userId,
    }),
  }),
});

builder.objectField(MemberNode, 'projects', (t) =>
  t.loadableGroup({
    type: ProjectAccess,
    description: 'Roles of their own, in projects that the viewer may see. An admin needs none.',
    load: (userIds: string[], { transact }) =>
      transact((em, actor) => {
        const visible = visibleProjects(actor);
        const projects = visible === 'all' ? {} : { projectId: visible };
        return em.find(ProjectMembership, { userId: userIds, ...projects }, { orderBy: { id: 'asc' } });
      }),
    group: (access) => access.userId,
    resolve: (member) => member.userId,
  }),
);

builder.objectField(ProjectNode, 'members', (t) =>
  t.connection({
    type: ProjectAccess,
    description: 'Members with a role of their own in this project; admins of the organisation need none.',
    authScopes: { may: reads },
    resolve: (project, args, context) => {
      // A project that is not the viewer's was not found in the first place; this holds whatever leads here.
      const seen = roleInProject(context.requireActor(), project.id) !== undefined;
      return pageOf(context, ProjectMembership, args, 'asc', { projectId: seen ? project.id : [] });
    },
  }),
);

builder.relayMutationField(
  'setProjectMember',
  {
    inputFields: (t) => ({
      projectId: t.globalID({ for: ProjectNode }),
      memberId: t.globalID({ for: MemberNode }),
      role: t.field({ type: ProjectRoleEnum, required: false, description: 'Null takes the role away.' }),
    }),
  },
  {
    authScopes: { may: { scope: 'WRITE', project: 'ADMIN' } },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError] },
    resolve: (_root, { input: { projectId, memberId, role } }, context) =>
      context.transact((em, actor) =>
        setProjectMember(em, actor, { projectId: projectId.id, memberId: memberId.id, role: role ?? null }),
      ),
  },
  { outputFields: (t) => ({ project: t.field({ type: ProjectNode, resolve: (project) => project }) }) },
);

async function loadMembers(userIds: string[], { transact }: Context): Promise<(Membership | Error)[]> {
  const members = await transact((em) => em.find(Membership, { userId: userIds }));
  const byUser = new Map(members.map((member) => [member.userId, member]));
  return userIds.map((id) => byUser.get(id) ?? new NotFoundError('member'));
}
