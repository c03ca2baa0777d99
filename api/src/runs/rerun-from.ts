import { kindOf } from '@patchbay/schema/nodes/index.ts';
import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { withValueAt } from '@patchbay/schema/rename-key.ts';
import { isRecord } from '@patchbay/schema/shape.ts';
import { isUpstream } from '@patchbay/schema/upstream.ts';
import { validateWorkflow } from '@patchbay/schema/validate-workflow.ts';
import {
  indexOf,
  modelReferencesOf,
  type WorkflowGraph,
  type WorkflowNode,
} from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import type { Upload } from '../uploads/upload.ts';
import { useUploads } from '../uploads/use-uploads.ts';
import { Workflow } from '../workflows/workflow.ts';
import { checkRunInput } from './check-run-input.ts';
import { filesOfInput, isFile } from './files-of-input.ts';
import { lockRun } from './lock-run.ts';
import { Run } from './run.ts';
import { standInFor } from './stand-in.ts';
import { StepRun } from './step-run.ts';

export type RerunInput = {
  runId: string;
  /** Null: from the beginning. */
  nodeId: string | null;
  /** Of the whole run, in place of what it was started with: it then goes from the input step. */
  input: Record<string, unknown> | null;
  /** Of steps before, in place of what they put out then: by node id. */
  outputs: Record<string, unknown>;
  /** In place of the step's own. */
  model: string | null;
  idempotencyKey: string;
};

/** A new run of the same frozen graph. What does not come after the step is not run: its output of then stands in. */
export async function rerunFrom(em: EntityManager, actor: Actor, given: RerunInput): Promise<Run> {
  const source = await lockRun(em, actor, given.runId);
  const { workflowId, organizationId, projectId, versionNumber } = source;
  const { idempotencyKey } = given;
  const before = await em.findOne(Run, { workflowId, idempotencyKey });
  if (before) return before;
  if (source.onlyStep !== null)
    throw new ConflictError('A run of one step is no whole run. Run that step again from its workflow.', [
      'runId',
    ]);
  const workflow = await em.findOneOrFail(Workflow, { id: workflowId });
  if (workflow.archivedAt)
    throw new ConflictError('This workflow is archived. Restore it to run it.', ['runId']);

  await em.populate(source, ['graph']);
  const { graph: frozen } = parseWorkflow(source.graph);
  if (!frozen) throw new ConflictError('This version cannot read the graph of the run.', ['runId']);
  const from = given.nodeId === null ? null : stepOf(frozen, given.nodeId);
  if (given.input !== null && from !== null && from.kind !== 'input')
    throw InvalidInputError.at(
      'input',
      'Another input is read from the input step on: run again from there, or from the beginning.',
    );
  const graph = given.model === null ? frozen : withModel(frozen, from, given.model);
  const ran = await em.find(StepRun, { runId: source.id, parent: null, status: 'SUCCEEDED' });
  const standIns = standInsOf(graph, from, ran, given);

  const run = em.create(Run, {
    id: uuid(),
    organizationId,
    projectId,
    workflowId,
    // Another model makes it something that no version is.
    versionNumber,
    graph,
    input: given.input === null ? source.input : await checkedInput(em, projectId, graph, given.input),
    idempotencyKey,
    requestedBy: actor.name,
    rerunOf: source.id,
  });
  await em.flush();
  for (const { id, nodeId, kind, status, origin, output, sourceRunId } of standIns)
    em.create(StepRun, {
      id,
      organizationId,
      runId: run.id,
      path: nodeId,
      nodeId,
      kind,
      status,
      origin,
      output,
      sourceRunId,
      change: 1,
      startedAt: run.createdAt,
      finishedAt: run.createdAt,
    });
  await em.execute(
    `insert into run_budget (run_id, organization_id, limits)
     select ?, organization_id, limits from organization_budget where limits <> '{}' or monthly_cost is not null`,
    [run.id],
  );
  await em.flush();
  return run;
}

function stepOf(graph: WorkflowGraph, nodeId: string): WorkflowNode {
  const step = indexOf(graph).nodes.get(nodeId);
  if (!step || !kindOf(step.kind).runs) throw new NotFoundError('step of the run', ['nodeId']);
  return step;
}

/** The rest of the graph stays as it was frozen, and must still be one that can run. */
function withModel(graph: WorkflowGraph, step: WorkflowNode | null, model: string): WorkflowGraph {
  const [use] = modelReferencesOf(graph).filter(({ nodeId }) => nodeId === step?.id);
  if (!step || !use)
    throw InvalidInputError.at('model', 'Say which step is to ask another model: this one asks none.');
  const changed = { ...step, data: withValueAt(step.data, use.place, model) };
  const next = parseWorkflow({
    ...graph,
    nodes: graph.nodes.map((node) => (node === step ? changed : node)),
  });
  const faults = next.graph
    ? validateWorkflow(next.graph).filter(({ nodeId }) => nodeId === step.id)
    : next.issues;
  if (!next.graph || faults.length > 0)
    throw new InvalidInputError(faults.map(({ message }) => ({ path: ['model'], message })));
  return next.graph;
}

function standInsOf(
  graph: WorkflowGraph,
  from: WorkflowNode | null,
  ran: readonly StepRun[],
  { outputs, input }: RerunInput,
) {
  const { nodes } = indexOf(graph);
  const runsAgain = (id: string) => from === null || id === from.id || isUpstream(graph, from.id, id);
  for (const [id, output] of Object.entries(outputs)) {
    const step = nodes.get(id);
    if (!step || runsAgain(id))
      throw InvalidInputError.at('outputs', `"${id}" is no step before the one to run from.`);
    if (!isRecord(output))
      throw InvalidInputError.at(
        'outputs',
        `"${step.name}": an output is one JSON object, such as {"text": "Hello"}.`,
      );
  }
  const earlier = ran.flatMap(({ nodeId, output, runId }) => {
    const step = nodes.get(nodeId);
    const isAnew = runsAgain(nodeId) || (input !== null && step?.kind === 'input');
    if (!step || isAnew || Object.hasOwn(outputs, nodeId)) return [];
    return [standInFor(step, 'EARLIER_RUN', output ?? {}, runId)];
  });
  const given = Object.entries(outputs).flatMap(([id, output]) => {
    const step = nodes.get(id);
    return step && isRecord(output) ? [standInFor(step, 'PINNED', output)] : [];
  });
  return [...earlier, ...given];
}

async function checkedInput(
  em: EntityManager,
  projectId: string,
  graph: WorkflowGraph,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const fields = graph.nodes.flatMap((node) => (node.kind === 'input' ? node.data.fields : []));
  // What came from the run before holds a file's description where a new one is named by its id.
  const ids = Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const field = fields.find((one) => one.name === name);
      return [name, field && isFile(field.type) && isRecord(value) ? value.id : value];
    }),
  );
  const names = filesOfInput(fields, ids);
  const uploads: ReadonlyMap<string, Upload> =
    names.length === 0 ? new Map() : await useUploads(em, projectId, names);
  return checkRunInput(fields, ids, uploads);
}
