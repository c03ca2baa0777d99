import { stepsReadBy } from '@patchbay/schema/step-reads.ts';
import { indexOf, type WorkflowGraph, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { MissingOutputsError } from './missing-outputs-error.ts';
import { pinnedOutputs } from './pinned-stand-ins.ts';
import { Run } from './run.ts';
import { freeze, type RunnableWorkflow } from './runnable-workflow.ts';
import { type Plan, standInFor } from './stand-in.ts';
import type { StepStart } from './start-run.ts';

/** Cuts the draft down to one step and those it reads, whose outputs are pinned, given, or known from earlier runs. */
export async function planOnlyStep(
  em: EntityManager,
  workflow: RunnableWorkflow,
  { nodeId, input, fromRunId }: StepStart,
): Promise<Plan> {
  const node = indexOf(workflow.graph).nodes.get(nodeId);
  if (!node) throw new NotFoundError('step of the draft', ['nodeId']);
  if (fromRunId !== null && !(await em.count(Run, { id: fromRunId, workflowId: workflow.id })))
    throw new NotFoundError('run of this workflow', ['fromRunId']);
  const read = stepsReadBy(workflow.graph, node);
  const pinned = await pinnedOutputs(em, workflow.id);
  // What is given is what the input step puts out, and so it runs, before the step that reads it.
  const first = read.filter(({ id, kind }) => kind === 'input' && input !== null && !pinned.has(id));
  const others = read.filter(({ id }) => !pinned.has(id) && !first.some((step) => step.id === id));
  const earlier = await earlierOutputs(em, workflow.id, others, fromRunId);
  const missing = others.filter(({ id }) => !earlier.has(id));
  if (missing.length > 0) throw new MissingOutputsError(missing);

  const standIns = read.flatMap((step) => {
    const pin = pinned.get(step.id);
    if (pin) return [standInFor(step, 'PINNED', pin)];
    const known = earlier.get(step.id);
    return known ? [standInFor(step, 'EARLIER_RUN', known.output, known.runId)] : [];
  });
  const part = { ...workflow, ...freeze(cutTo(node, read, first)) };
  const isAsked = node.kind === 'input' || first.length > 0;
  return isAsked
    ? { part, input: input ?? {}, standIns }
    : { part: { ...part, inputFields: [] }, input: {}, standIns };
}

/** Whatever stood between the steps is gone, so nothing but a step that runs first is waited for. */
function cutTo(
  node: WorkflowNode,
  read: readonly WorkflowNode[],
  first: readonly WorkflowNode[],
): WorkflowGraph {
  const edges = first.map(({ id }) => ({
    id: `before-${id}`.slice(0, 40),
    source: id,
    sourcePort: 'out',
    target: node.id,
    targetPort: 'in',
  }));
  return { version: 1, nodes: [...read, node], edges };
}

/** No output: the run went another way. */
type Earlier = { output: Record<string, unknown> | null; runId: string };

/** What each step put out when its turn last came, in the run that is named before all others. */
async function earlierOutputs(
  em: EntityManager,
  workflowId: string,
  steps: readonly WorkflowNode[],
  fromRunId: string | null,
): Promise<ReadonlyMap<string, Earlier>> {
  if (steps.length === 0) return new Map();
  const rows = await em.execute<{ node_id: string; output: Earlier['output']; run_id: string }[]>(
    `select wanted.node_id, found.output, found.run_id
     from json_array_elements_text(?::json) as wanted (node_id), lateral (
       select s.output, s.run_id from run r join step_run s on s.run_id = r.id and s.path = wanted.node_id
       where r.workflow_id = ? and r.version_number is null and s.status in ('SUCCEEDED', 'SKIPPED') and s.origin = 'RAN'
       order by r.id = ?::uuid desc nulls last, r.id desc limit 1) as found`,
    [JSON.stringify(steps.map(({ id }) => id)), workflowId, fromRunId],
  );
  return new Map(rows.map(({ node_id: id, output, run_id: runId }) => [id, { output, runId }]));
}
