import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { leaveOut } from '../find-in-order.ts';
import { OrganizationNode } from '../organizations/organization.graphql.ts';
import { ProjectNode } from '../organizations/project.graphql.ts';
import { pageOf } from '../page.ts';
import { DraftType } from './draft.graphql.ts';
import { Workflow } from './workflow.ts';
import { WorkflowVersion } from './workflow-version.ts';
import { inVisibleProjects, WorkflowVersionNode } from './workflow-version.graphql.ts';

export const WorkflowNode = builder.loadableNode(Workflow, {
  name: 'Workflow',
  id: { resolve: (workflow) => workflow.id },
  load: (ids: string[], context) =>
    context.transact((em, actor) =>
      em.find(Workflow, { $and: [{ id: ids }, inVisibleProjects(actor)] }, leaveOut<Workflow>('draft')),
    ),
  sort: (workflow: Workflow) => workflow.id,
  fields: (t) => ({
    reference: t.exposeString('id', { description: 'What a step stores to run it.' }),
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    project: t.field({ type: ProjectNode, resolve: ({ projectId }) => projectId }),
    draft: t.field({
      type: DraftType,
      // Whoever changed it is told of what they made: read again, it could be what somebody has saved since.
      resolve: (workflow) => (hasDraft(workflow) ? workflow : workflow.id),
    }),
    liveVersion: t.field({
      type: WorkflowVersionNode,
      nullable: true,
      description: 'The version that runs; null until the first is published.',
      resolve: ({ liveVersionId }) => liveVersionId,
    }),
    versions: t.connection({
      type: WorkflowVersionNode,
      description: 'Newest first.',
      resolve: ({ id }, args, context) =>
        pageOf(context, WorkflowVersion, args, 'desc', { workflowId: id }, 'graph'),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    archivedAt: t.expose('archivedAt', { type: 'DateTime', nullable: true }),
  }),
});

/** Lists leave it out. */
const hasDraft = ({ draft }: Partial<Workflow>) => draft !== undefined;

const longestSearch = 200;

function matching({ archived, search }: { archived: boolean; search?: string | null }) {
  const state = { archivedAt: archived ? { $ne: null } : null };
  const words = search?.trim().slice(0, longestSearch);
  if (!words) return state;
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return { $and: [state, { $or: [{ name: { $ilike: pattern } }, { description: { $ilike: pattern } }] }] };
}

builder.objectField(OrganizationNode, 'workflows', (t) =>
  t.connection({
    type: WorkflowNode,
    description: 'The workflows of every project that the viewer may see, newest first.',
    authScopes: { may: reads },
    args: {
      projectId: t.arg.globalID({ for: ProjectNode, required: false }),
      search: t.arg.string({ required: false, description: 'In names and descriptions.' }),
      archived: t.arg.boolean({ defaultValue: false }),
    },
    resolve: (_organization, { projectId, ...args }, context) => {
      const inProject = projectId ? { projectId: projectId.id } : {};
      const visible = inVisibleProjects(context.requireActor());
      return pageOf(context, Workflow, args, 'desc', { $and: [matching(args), inProject, visible] }, 'draft');
    },
  }),
);

builder.objectField(ProjectNode, 'workflows', (t) =>
  t.connection({
    type: WorkflowNode,
    description: 'Newest first.',
    authScopes: { may: reads },
    args: {
      search: t.arg.string({ required: false, description: 'In names and descriptions.' }),
      archived: t.arg.boolean({ defaultValue: false }),
    },
    resolve: ({ id }, args, context) =>
      pageOf(context, Workflow, args, 'desc', { $and: [matching(args), { projectId: id }] }, 'draft'),
  }),
);
