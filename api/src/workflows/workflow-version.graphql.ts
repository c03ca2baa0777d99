import { type Actor, visibleProjects } from '../access/actor.ts';
import { builder } from '../builder.ts';
import { columnInOrder, leaveOut } from '../find-in-order.ts';
import { Workflow } from './workflow.ts';
import { WorkflowVersion } from './workflow-version.ts';

export const WorkflowVersionNode = builder.loadableNode(WorkflowVersion, {
  name: 'WorkflowVersion',
  description: 'A published graph. It never changes.',
  id: { resolve: (version) => version.id },
  load: (ids: string[], context) =>
    context.transact(async (em, actor) => {
      const versions = await em.find(WorkflowVersion, { id: ids }, leaveOut<WorkflowVersion>('graph'));
      const workflowIds = versions.map(({ workflowId }) => workflowId);
      const seen = await em.find(
        Workflow,
        { $and: [{ id: workflowIds }, inVisibleProjects(actor)] },
        { fields: ['id'] },
      );
      const visible = new Set(seen.map(({ id }) => id));
      return versions.filter(({ workflowId }) => visible.has(workflowId));
    }),
  sort: (version: WorkflowVersion) => version.id,
  fields: (t) => ({
    number: t.exposeInt('number'),
    graph: t.loadable({
      type: 'JSON',
      load: (ids: string[], context) =>
        context.transact((em) => columnInOrder(em, WorkflowVersion, ids, 'graph')),
      resolve: ({ id }) => id,
    }),
    revision: t.exposeInt('revision', { description: 'The revision of the draft that was published.' }),
    message: t.exposeString('message'),
    author: t.exposeString('author', { description: 'Who published it.' }),
    alsoBy: t.exposeStringList('alsoBy', {
      description: 'Whose changes were published with it, beside those of its author.',
    }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime' }),
  }),
});

export function inVisibleProjects(actor: Actor): { projectId?: string[] } {
  const ids = visibleProjects(actor);
  return ids === 'all' ? {} : { projectId: ids };
}
