import { z } from 'zod';
import { type Actor, roleInProject, visibleProjects } from '../access/actor.ts';
import { adminWrites, reads } from '../access/rules.ts';
import { builder, ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageOf } from '../page.ts';
import { archiveProject } from './archive-project.ts';
import { createProject } from './create-project.ts';
import { OrganizationNode } from './organization.graphql.ts';
import { Project } from './project.ts';
import { ProjectRoleEnum } from './roles.graphql.ts';
import { updateProject } from './update-project.ts';

const visible = (actor: Actor) => {
  const ids = visibleProjects(actor);
  return ids === 'all' ? {} : { id: ids };
};

export const ProjectNode = builder.loadableNode(Project, {
  name: 'Project',
  id: { resolve: (project) => project.id },
  load: (ids: string[], context) =>
    context.transact((em, actor) => em.find(Project, { $and: [{ id: ids }, visible(actor)] })),
  sort: (project: Project) => project.id,
  fields: (t) => ({
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    createdAt: t.field({ type: 'DateTime', resolve: (project) => project.createdAt }),
    archivedAt: t.field({ type: 'DateTime', nullable: true, resolve: (project) => project.archivedAt }),
    viewerRole: t.field({
      type: ProjectRoleEnum,
      resolve: (project, _args, context) => roleInProject(context.requireActor(), project.id) ?? 'VIEWER',
    }),
    memberCount: t.loadable({
      type: 'Int',
      description: 'Members with a role of their own here; admins of the organisation need none.',
      load: (ids: string[], context) => countMembers(ids, context),
      resolve: (project) => project.id,
    }),
  }),
});

builder.objectField(OrganizationNode, 'projects', (t) =>
  t.connection({
    type: ProjectNode,
    description: 'The projects that the viewer may see, oldest first.',
    authScopes: { may: reads },
    args: { archived: t.arg.boolean({ defaultValue: false }) },
    resolve: (_organization, args, context) => {
      const state = { archivedAt: args.archived ? { $ne: null } : null };
      return pageOf(context, Project, args, 'asc', { $and: [state, visible(context.requireActor())] });
    },
  }),
);

const name = z
  .string()
  .trim()
  .min(1, 'Give the project a name.')
  .max(120, 'A name has at most 120 characters.');
const description = z.string().trim().max(2000, 'A description has at most 2,000 characters.').nullish();

builder.relayMutationField(
  'createProject',
  {
    inputFields: (t) => ({
      name: t.string({ validate: name }),
      description: t.string({ required: false, validate: description }),
    }),
  },
  {
    authScopes: { may: adminWrites },
    errors: { types: [ForbiddenError, InvalidInputError, ConflictError] },
    resolve: (_root, { input }, context) => context.transact((em, actor) => createProject(em, actor, input)),
  },
  { outputFields: (t) => ({ project: t.field({ type: ProjectNode, resolve: (project) => project }) }) },
);

builder.relayMutationField(
  'updateProject',
  {
    inputFields: (t) => ({
      projectId: t.globalID({ for: ProjectNode }),
      name: t.string({ required: false, validate: name.nullish() }),
      description: t.string({ required: false, validate: description }),
    }),
  },
  {
    authScopes: { may: { scope: 'WRITE', project: 'ADMIN' } },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: (_root, { input }, context) =>
      context.transact((em, actor) => updateProject(em, actor, { ...input, projectId: input.projectId.id })),
  },
  { outputFields: (t) => ({ project: t.field({ type: ProjectNode, resolve: (project) => project }) }) },
);

builder.relayMutationField(
  'archiveProject',
  {
    inputFields: (t) => ({
      projectId: t.globalID({ for: ProjectNode }),
      archived: t.boolean({ defaultValue: true, description: 'False restores it.' }),
    }),
  },
  {
    authScopes: { may: adminWrites },
    errors: { types: [ForbiddenError, NotFoundError, ConflictError] },
    resolve: (_root, { input }, context) =>
      context.transact((em, actor) => archiveProject(em, actor, { ...input, projectId: input.projectId.id })),
  },
  { outputFields: (t) => ({ project: t.field({ type: ProjectNode, resolve: (project) => project }) }) },
);

async function countMembers(ids: string[], context: Context): Promise<number[]> {
  const rows = await context.transact((em) =>
    em.execute<{ id: string; members: number }[]>(
      'select project_id as id, count(*)::int as members from project_membership where project_id in (?) group by 1',
      [ids],
    ),
  );
  const counts = new Map(rows.map(({ id, members }) => [id, members]));
  return ids.map((id) => counts.get(id) ?? 0);
}
