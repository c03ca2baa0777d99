import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import type { Actor } from '../access/actor.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../errors.ts';
import { chainOf } from '../test/chain-of.ts';
import { createActor, type TestWorker, waitFor } from '../test/durable-ground.ts';
import { createRunGround } from '../test/run-ground.ts';
import { publishWorkflow } from '../workflows/publish-workflow.ts';
import type { Workflow } from '../workflows/workflow.ts';
import { MissingOutputsError } from './missing-outputs-error.ts';
import { pinStepOutput } from './pin-step-output.ts';
import type { Run } from './run.ts';
import type { Start, StepStart } from './start-run.ts';
import { unpinStepOutput } from './unpin-step-output.ts';

let ground: Awaited<ReturnType<typeof createRunGround>>;
let worker: TestWorker;
const slowCall = 'sandbox-chunks-20-every-50ms';

beforeAll(async () => {
  ground = await createRunGround();
  for (const model of ['sandbox-fast', slowCall]) await ground.addModel(model);
  worker = await ground.ground.startWorker();
});

afterAll(() => ground?.close());

const callsOf = (text: string) => ground.sandbox.calls.filter(({ body }) => body.includes(text)).length;

/** input -> p1 -> p2 -> output; each prompt says which step it is, and the run's text. */
const newWorkflow = (models = ['sandbox-fast', 'sandbox-fast']) => {
  const graph = chainOf(models);
  // Prompts read what comes before them, so that what they were asked tells what they were given.
  const nodes = graph.nodes.map((node) =>
    node.kind === 'prompt' && node.id === 'p2'
      ? { ...node, data: { ...node.data, user: 'Step 2: {{ p1.text }} {{ input.text }}' } }
      : node,
  );
  return ground.createWorkflow({ ...graph, nodes });
};

const pin = ({ id: workflowId }: Workflow, nodeId: string, output: Record<string, unknown>) =>
  ground.inTenant((em) => pinStepOutput(em, ground.actor, { workflowId, nodeId, output, stepRunId: null }));

const unpin = ({ id: workflowId }: Workflow, nodeId: string) =>
  ground.inTenant((em) => unpinStepOutput(em, ground.actor, { workflowId, nodeId }));

async function run(workflow: Workflow, text: string, more: Partial<Start> = {}): Promise<Run> {
  return ground.startWith({
    workflowId: workflow.id,
    draftRevision: workflow.revision,
    input: { text },
    idempotencyKey: uuid(),
    usePins: true,
    ...more,
  });
}

const runStep = (
  workflow: Workflow,
  nodeId: string,
  more: Partial<StepStart> = {},
  actor?: Actor,
): Promise<Run> =>
  ground.startWith(
    {
      workflowId: workflow.id,
      draftRevision: workflow.revision,
      nodeId,
      input: null,
      fromRunId: null,
      idempotencyKey: uuid(),
      ...more,
    },
    actor,
  );

const stepsOf = async (given: Run) =>
  (await ground.stepsOf(given))
    .map(({ nodeId, status, origin }) => `${nodeId} ${status} ${origin}`)
    .toSorted();

describe('a run of a draft with pins', () => {
  test('does not run a pinned step, nor what only leads to it, and says so; there is no receipt of either', async () => {
    const workflow = await newWorkflow();
    await pin(workflow, 'p2', { text: 'pinned 41c0' });
    const ended = await ground.finished(await run(workflow, 'never asked 41c0'));
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { answer: 'pinned 41c0' } });
    expect(await stepsOf(ended)).toEqual([
      'in SKIPPED NOT_NEEDED',
      'out SUCCEEDED RAN',
      'p1 SKIPPED NOT_NEEDED',
      'p2 SUCCEEDED PINNED',
    ]);
    expect(await ground.attemptsOf(ended)).toEqual([]);
    expect(callsOf('never asked 41c0')).toBe(0);
  });

  test('gives the pinned output to the steps after it', async () => {
    const workflow = await newWorkflow();
    await pin(workflow, 'p1', { text: 'pinned 52d1' });
    const ended = await ground.finished(await run(workflow, 'asked 52d1'));
    expect(ended.status).toBe('SUCCEEDED');
    expect(callsOf('pinned 52d1 asked 52d1')).toBe(1);
    expect(await stepsOf(ended)).toContain('p1 SUCCEEDED PINNED');
  });

  test('uses no pin on a way that it does not take, and says that the step was skipped', async () => {
    const graph = chainOf(['sandbox-fast']);
    const decide: WorkflowNode = {
      id: 'if',
      kind: 'condition',
      key: 'if',
      name: 'If',
      position: { x: 0, y: 0 },
      data: { expression: 'input.text == "go"' },
    };
    const way = (id: string, source: string, sourcePort: string, target: string) => ({
      id,
      source,
      sourcePort,
      target,
      targetPort: 'in',
    });
    const workflow = await ground.createWorkflow({
      ...graph,
      nodes: [...graph.nodes, decide],
      edges: [way('1', 'in', 'out', 'if'), way('2', 'if', 'yes', 'p1'), way('3', 'p1', 'out', 'out')],
    });
    await pin(workflow, 'p1', { text: 'pinned 2a9f' });
    const gone = await ground.finished(await run(workflow, 'go'));
    expect(gone.output).toEqual({ answer: 'pinned 2a9f' });
    const stayed = await ground.finished(await run(workflow, 'stay'));
    expect(stayed).toMatchObject({ status: 'SUCCEEDED', output: {} });
    expect(await stepsOf(stayed)).toContain('p1 SKIPPED PINNED');
  });

  test('needs no input where the input step is pinned', async () => {
    const workflow = await newWorkflow();
    await pin(workflow, 'in', { text: 'pinned 63e2' });
    const ended = await ground.finished(await run(workflow, '', { input: {} }));
    expect(ended).toMatchObject({ status: 'SUCCEEDED', input: {} });
    expect(callsOf('pinned 63e2')).toBeGreaterThan(0);
  });

  test('is one run for one key, and keeps the pins of its start', async () => {
    const workflow = await newWorkflow();
    await pin(workflow, 'p2', { text: 'at first' });
    const idempotencyKey = uuid();
    const runs = await Promise.all(
      Array.from({ length: 10 }, () => run(workflow, 'once 74f3', { idempotencyKey })),
    );
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    await unpin(workflow, 'p2');
    const again = await run(workflow, 'once 74f3', { idempotencyKey });
    expect(again.id).toBe(runs[0]?.id);
    expect(await ground.finished(again)).toMatchObject({ output: { answer: 'at first' } });
  });

  test('that starts while somebody unpins uses the pin or runs the step, never half of either', async () => {
    const workflow = await newWorkflow(['sandbox-fast']);
    for (let round = 0; round < 5; round += 1) {
      await pin(workflow, 'p1', { text: 'the pinned answer' });
      const [started] = await Promise.all([run(workflow, `round ${round} 85a4`), unpin(workflow, 'p1')]);
      const ended = await ground.finished(started);
      expect(ended.status).toBe('SUCCEEDED');
      const wasPinned = (await stepsOf(ended)).includes('p1 SUCCEEDED PINNED');
      expect(callsOf(`round ${round} 85a4`)).toBe(wasPinned ? 0 : 1);
      expect(ended.output?.answer === 'the pinned answer').toBe(wasPinned);
    }
  });

  test('is refused of a live version, which holds no pins and runs every step', async () => {
    const workflow = await newWorkflow();
    await pin(workflow, 'p2', { text: 'pinned 96b5' });
    await ground.inTenant((em) =>
      publishWorkflow(em, ground.actor, { workflowId: workflow.id, revision: 1 }, ground.models.catalogue),
    );
    const live = { draftRevision: null };
    await expect(run(workflow, 'live 96b5', live)).rejects.toBeInstanceOf(InvalidInputError);
    const ended = await ground.finished(await run(workflow, 'live 96b5', { ...live, usePins: false }));
    expect(ended.versionNumber).toBe(1);
    expect(ended.output?.answer).not.toBe('pinned 96b5');
    expect((await stepsOf(ended)).every((step) => step.endsWith('RAN'))).toBe(true);
  });

  test('of a draft uses none unless it is asked to', async () => {
    const workflow = await newWorkflow();
    await pin(workflow, 'p2', { text: 'pinned a7c6' });
    const ended = await ground.finished(await run(workflow, 'plain a7c6', { usePins: false }));
    expect(ended.output?.answer).not.toBe('pinned a7c6');
  });

  // Kills a process and waits for another to notice.
  test(
    'goes on with its pins on another worker, when the first is killed',
    { timeout: 120_000 },
    async () => {
      const workflow = await newWorkflow(['sandbox-fast', slowCall]);
      await pin(workflow, 'p1', { text: 'pinned b8d7' });
      const started = await run(workflow, 'killed b8d7');
      await waitFor(async () => (callsOf('killed b8d7') > 0 ? true : null));
      await sleep(200);
      await worker.kill();
      worker = await ground.ground.startWorker();
      const ended = await ground.finished(started);
      expect(ended.status).toBe('SUCCEEDED');
      expect(await stepsOf(ended)).toContain('p1 SUCCEEDED PINNED');
      expect(callsOf('pinned b8d7 killed b8d7')).toBe(2);
      expect(callsOf('Step 1: killed b8d7')).toBe(0);
    },
  );
});

describe('a run of one step', () => {
  test('runs that step alone, on what the latest run of the draft put out, and says from which run', async () => {
    const workflow = await newWorkflow();
    await ground.finished(await run(workflow, 'first c9e8'));
    const latest = await ground.finished(await run(workflow, 'latest c9e8'));
    const before = ground.sandbox.calls.length;
    const ended = await ground.finished(await runStep(workflow, 'p2'));
    expect(ended).toMatchObject({ status: 'SUCCEEDED', onlyStep: 'p2', versionNumber: null });
    expect(ground.sandbox.calls.length - before).toBe(1);
    expect(ground.sandbox.calls.at(-1)?.body).toContain('latest c9e8');
    expect(await stepsOf(ended)).toEqual([
      'in SUCCEEDED EARLIER_RUN',
      'p1 SUCCEEDED EARLIER_RUN',
      'p2 SUCCEEDED RAN',
    ]);
    const [input] = (await ground.stepsOf(ended)).filter(({ nodeId }) => nodeId === 'in');
    expect(input?.sourceRunId).toBe(latest.id);
    expect(await ground.attemptsOf(ended)).toHaveLength(1);
  });

  test('prefers the run that is named, and pins to either', async () => {
    const workflow = await newWorkflow();
    const named = await ground.finished(await run(workflow, 'named d0f9'));
    await ground.finished(await run(workflow, 'latest d0f9'));
    await pin(workflow, 'p1', { text: 'pinned d0f9' });
    await ground.finished(await runStep(workflow, 'p2', { fromRunId: named.id }));
    expect(callsOf('Step 2: pinned d0f9 named d0f9')).toBe(1);
  });

  test('takes the input that is given', async () => {
    const workflow = await newWorkflow();
    await pin(workflow, 'p1', { text: 'pinned e1a0' });
    const ended = await ground.finished(await runStep(workflow, 'p2', { input: { text: 'given e1a0' } }));
    expect(ended).toMatchObject({ status: 'SUCCEEDED', input: { text: 'given e1a0' } });
    expect(callsOf('Step 2: pinned e1a0 given e1a0')).toBe(1);
    await expect(runStep(workflow, 'p2', { input: { colour: 'red' } })).rejects.toBeInstanceOf(
      InvalidInputError,
    );
  });

  test('without data names the steps of which there is none', async () => {
    const workflow = await newWorkflow();
    const refused = await runStep(workflow, 'p2').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(MissingOutputsError);
    expect(refused).toMatchObject({
      message: 'Run the workflow once, or pin an output of "Prompt 1" and "Input": this step reads it.',
      steps: [
        { id: 'p1', name: 'Prompt 1' },
        { id: 'in', name: 'Input' },
      ],
    });
  });

  test('asks only that this step is ready to run', async () => {
    const graph = chainOf(['sandbox-fast', 'sandbox-fast']);
    const nodes = graph.nodes.map((node) =>
      node.kind === 'prompt' && node.id === 'p2' ? { ...node, data: { ...node.data, user: '' } } : node,
    );
    const workflow = await ground.createWorkflow({ ...graph, nodes });
    await expect(run(workflow, 'half-made')).rejects.toBeInstanceOf(InvalidInputError);
    const ended = await ground.finished(await runStep(workflow, 'p1', { input: { text: 'half-made f2b1' } }));
    expect(ended.status).toBe('SUCCEEDED');
    await expect(runStep(workflow, 'p2')).rejects.toThrow('Write what the model is asked');
  });

  test('is one run for one key', async () => {
    const workflow = await newWorkflow();
    await pin(workflow, 'in', { text: 'once a3c2' });
    const idempotencyKey = uuid();
    const runs = await Promise.all(
      Array.from({ length: 10 }, () => runStep(workflow, 'p1', { idempotencyKey })),
    );
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    await unpin(workflow, 'in');
    expect((await runStep(workflow, 'p1', { idempotencyKey })).id).toBe(runs[0]?.id);
    await ground.finished(runs[0] as Run);
    expect(callsOf('once a3c2')).toBe(1);
  });

  test('is for contributors; of a foreign workflow, step or run there is none', async () => {
    const workflow = await newWorkflow();
    await pin(workflow, 'in', { text: 'ours' });
    const inRole = (role: 'CONTRIBUTOR' | 'VIEWER'): Actor => ({
      ...ground.actor,
      role: 'MEMBER',
      projectRoles: { [workflow.projectId]: role },
    });
    await expect(runStep(workflow, 'p1', {}, inRole('VIEWER'))).rejects.toBeInstanceOf(ForbiddenError);
    await expect(runStep(workflow, 'p1', {}, inRole('CONTRIBUTOR'))).resolves.toMatchObject({
      onlyStep: 'p1',
    });
    const stranger = await createActor(ground.orm);
    await expect(runStep(workflow, 'p1', {}, stranger)).rejects.toBeInstanceOf(NotFoundError);
    await expect(runStep(workflow, 'gone')).rejects.toBeInstanceOf(NotFoundError);
    const elsewhere = await run(await newWorkflow(), 'elsewhere');
    for (const fromRunId of [elsewhere.id, uuid()])
      await expect(runStep(workflow, 'p1', { fromRunId })).rejects.toBeInstanceOf(NotFoundError);
  });
});
