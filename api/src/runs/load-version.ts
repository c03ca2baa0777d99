import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { patiently } from '../database-away.ts';
import { inOrganization, type MikroORM } from '../orm.ts';
import { Workflow } from '../workflows/workflow.ts';
import { patienceMs } from './patience.ts';
import { WorkflowVersion } from '../workflows/workflow-version.ts';

const keptAtMost = 500;

/** Of the same project; null where there is none. */
export type LoadVersion = (
  organizationId: string,
  projectId: string,
  workflowId: string,
  number: number,
) => Promise<WorkflowGraph | null>;

/** A version never changes, so it is read once. */
export function createVersionLoader(orm: MikroORM): LoadVersion {
  const kept = new Map<string, WorkflowGraph>();
  return async (organizationId, projectId, workflowId, number) => {
    const name = [organizationId, projectId, workflowId, number].join(' ');
    const before = kept.get(name);
    if (before) return before;
    const document = await patiently(
      () =>
        inOrganization(orm, organizationId, async (em) => {
          const workflow = await em.findOne(Workflow, { id: workflowId, projectId });
          return workflow && (await em.findOne(WorkflowVersion, { workflowId, number }));
        }),
      patienceMs,
    );
    const graph = document ? parseWorkflow(document.graph).graph : null;
    if (!graph) return null;
    if (kept.size >= keptAtMost) kept.clear();
    kept.set(name, graph);
    return graph;
  };
}
