import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { indexOf, type WorkflowGraph, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import type { EntityManager } from '../orm.ts';
import { WorkflowVersion } from '../workflows/workflow-version.ts';
import { Run } from './run.ts';

export type NamedStep = { runId: string; path: string };

/**
 * What steps are called in the graphs that they belong to; null for one of a graph that cannot be read here. Inside of a
 * step that is the pinned version which it runs, so the way there is gone from the run's own graph on.
 */
export async function namesOfSteps(
  em: EntityManager,
  steps: readonly NamedStep[],
): Promise<(string | null)[]> {
  const runIds = [...new Set(steps.map(({ runId }) => runId))];
  const runs = await em.find(Run, { id: runIds }, { fields: ['id', 'graph'] });
  const graphs = new Map(runs.map(({ id, graph }) => [id, parseWorkflow(graph).graph]));
  const versions = new Map<string, Promise<WorkflowGraph | null>>();

  const versionOf = (node: WorkflowNode): Promise<WorkflowGraph | null> => {
    if (node.kind !== 'map' && node.kind !== 'workflow') return Promise.resolve(null);
    const { workflow, version: number } = node.data;
    const name = `${workflow} ${number}`;
    const known = versions.get(name);
    if (known) return known;
    const found = em
      .findOne(WorkflowVersion, { workflowId: workflow, number: number ?? 0 })
      .then((version) => version && parseWorkflow(version.graph).graph);
    versions.set(name, found);
    return found;
  };

  const names: (string | null)[] = [];
  for (const { runId, path } of steps) {
    const way = path.split('/');
    let graph = graphs.get(runId) ?? null;
    let name: string | null = null;
    for (const [index, part] of way.entries()) {
      const [, nodeId = '', item] = /^(.*?)(?:\[(\d+)\])?$/.exec(part) ?? [];
      const node: WorkflowNode | undefined = graph ? indexOf(graph).nodes.get(nodeId) : undefined;
      if (!node) {
        name = null;
        break;
      }
      name = item === undefined ? node.name : `Item ${Number(item) + 1}`;
      if (index < way.length - 1) graph = await versionOf(node);
    }
    names.push(name);
  }
  return names;
}
