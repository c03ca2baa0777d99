import { jsonFault } from '@patchbay/schema/guard-json.ts';
import { kindOf } from '@patchbay/schema/nodes/index.ts';
import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { isRecord, valueFault } from '@patchbay/schema/shape.ts';
import { outputPortsOf, outputShapeOf, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { lockWorkflow, refuseArchived, workflowSubject } from '../workflows/find-workflow.ts';
import type { Workflow } from '../workflows/workflow.ts';
import { Run } from './run.ts';
import { StepPin } from './step-pin.ts';
import { StepRun } from './step-run.ts';

type Input = {
  workflowId: string;
  nodeId: string;
  /** One of these two: a value, or the step of a run that put it out. */
  output: unknown;
  stepRunId: string | null;
};

/** Runs with pins carry them all along when they start. */
const bytesAtMost = { one: 256_000, all: 2_000_000 };

/** Pins an output to a step of the draft, in place of one that was pinned before. */
export async function pinStepOutput(em: EntityManager, actor: Actor, input: Input): Promise<Workflow> {
  const workflow = await lockWorkflow(em, actor, input.workflowId, 'CONTRIBUTOR');
  refuseArchived(workflow);
  const step = stepOf(workflow, input.nodeId);
  const { output, field } = await chosen(em, workflow, input);
  const bytes = check(step, output, field);

  const pins = await em.find(StepPin, { workflowId: workflow.id }, { fields: ['id', 'nodeId', 'bytes'] });
  const before = pins.find(({ nodeId }) => nodeId === step.id);
  const others = pins.filter((pin) => pin !== before).reduce((sum, pin) => sum + pin.bytes, 0);
  if (others + bytes > bytesAtMost.all)
    throw InvalidInputError.at(
      field,
      tooLarge("The workflow's pinned outputs", others + bytes, bytesAtMost.all),
    );
  if (before) em.assign(before, { output, bytes, pinnedBy: actor.name, pinnedAt: new Date() });
  else
    em.create(StepPin, {
      id: uuid(),
      organizationId: actor.organizationId,
      workflowId: workflow.id,
      nodeId: step.id,
      output,
      bytes,
      pinnedBy: actor.name,
    });
  record(em, actor, 'workflow.step-pinned', workflowSubject(workflow), { step: step.name });
  await em.flush();
  return workflow;
}

function stepOf(workflow: Workflow, nodeId: string): WorkflowNode {
  const step = parseWorkflow(workflow.draft).graph?.nodes.find(({ id }) => id === nodeId);
  if (!step) throw new NotFoundError('step of the draft', ['nodeId']);
  if (outputPortsOf(step).length === 0)
    throw InvalidInputError.at(
      'nodeId',
      `Nothing comes after a step of the kind ${kindOf(step.kind).label}: its output cannot be pinned.`,
    );
  return step;
}

async function chosen(
  em: EntityManager,
  workflow: Workflow,
  { nodeId, output, stepRunId }: Input,
): Promise<{ output: unknown; field: string }> {
  const isGiven = output !== null && output !== undefined;
  if (isGiven === (stepRunId !== null))
    throw InvalidInputError.at('output', 'Give either a value or the step of a run.');
  if (stepRunId === null) return { output, field: 'output' };
  const ran = await em.findOne(StepRun, { id: stepRunId, nodeId, status: 'SUCCEEDED' });
  const isOfWorkflow = ran && (await em.count(Run, { id: ran.runId, workflowId: workflow.id })) > 0;
  if (!isOfWorkflow) throw new NotFoundError('output of this step', ['stepRunId']);
  return { output: ran.output, field: 'stepRunId' };
}

/** Answers with its size. */
function check(step: WorkflowNode, output: unknown, field: string): number {
  if (!isRecord(output))
    throw InvalidInputError.at(field, 'An output is one JSON object, such as {"text": "Hello"}.');
  const bytes = Buffer.byteLength(JSON.stringify(output));
  if (bytes > bytesAtMost.one)
    throw InvalidInputError.at(field, tooLarge('The output', bytes, bytesAtMost.one));
  const fault = jsonFault(output);
  if (fault) throw InvalidInputError.at(field, fault.message);
  // What comes after was checked against what the step puts out as it stands.
  const unlike = valueFault(outputShapeOf(step), output, step.key);
  if (unlike) throw InvalidInputError.at(field, unlike);
  return bytes;
}

const tooLarge = (what: string, bytes: number, atMost: number) =>
  `${what} would have ${bytes.toLocaleString('en')} bytes; ${atMost.toLocaleString('en')} can be pinned. Shorten it.`;
