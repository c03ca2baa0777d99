import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { AuditEvent } from '../audit/audit-event.ts';
import { chainOf } from '../test/chain-of.ts';
import { createWorld, globalId, type World } from '../test/world.ts';
import { createWorkflow } from '../workflows/create-workflow.ts';
import { archiveWorkflow } from '../workflows/archive-workflow.ts';
import { Run } from './run.ts';
import { StepRun } from './step-run.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function newWorkflow(): Promise<string> {
  const { project, transact } = world.ours;
  const graph = chainOf(['default']);
  const input = { projectId: project.id, name: `Pinned ${uuid()}`, from: 'BLANK' as const, graph };
  return (await transact((em, actor) => createWorkflow(em, actor, input))).id;
}

const failure = '... on Error { code status message path }';
const payload = 'workflow { id draft { revision } pins { nodeId output bytes pinnedBy } }';
const pinDocument = `mutation ($input: PinStepOutputInput!) { pinStepOutput(input: $input) {
  ... on PinStepOutputPayload { ${payload} } ${failure} } }`;
const unpinDocument = `mutation ($input: UnpinStepOutputInput!) { unpinStepOutput(input: $input) {
  ... on UnpinStepOutputPayload { ${payload} } ${failure} } }`;

type Given = { nodeId?: string; output?: unknown; stepRunId?: string };

/** What a mutation answers with: the workflow, or a failure. */
type Answered = { workflow: { pins: unknown[] } } & Record<string, unknown>;

async function pin(id: string, given: Given): Promise<Answered> {
  const input = { workflowId: globalId('Workflow', id), nodeId: 'p1', ...given };
  const { data, text } = await world.as('contributor').ask(pinDocument, { input });
  if (!data) throw new Error(text);
  return data.pinStepOutput as Answered;
}

async function unpin(id: string, nodeId = 'p1') {
  const input = { workflowId: globalId('Workflow', id), nodeId };
  const { data, text } = await world.as('contributor').ask(unpinDocument, { input });
  if (!data) throw new Error(text);
  return data.unpinStepOutput;
}

/** A run of the workflow whose step `p1` put out `output`; the answer is the step's id. */
async function stepThatPutOut(workflowId: string, output: Record<string, unknown>, ours = world.ours) {
  const [runId, id] = [uuid(), uuid()];
  await ours.transact(async (em, actor) => {
    const { organizationId, name: requestedBy } = actor;
    const graph = chainOf(['default']);
    const project = { organizationId, projectId: ours.project.id, workflowId };
    em.create(Run, { id: runId, ...project, graph, input: {}, status: 'SUCCEEDED', requestedBy });
    em.create(StepRun, {
      id,
      organizationId,
      runId,
      path: 'p1',
      nodeId: 'p1',
      kind: 'prompt',
      status: 'SUCCEEDED',
      change: 1,
      output,
      startedAt: new Date(),
    });
  });
  return id;
}

describe('pinning an output to a step', () => {
  test('lists it on the workflow with who did it, and leaves the revision of the draft alone', async () => {
    const id = await newWorkflow();
    expect(await pin(id, { output: { text: 'Pinned' } })).toMatchObject({
      workflow: {
        draft: { revision: 1 },
        pins: [{ nodeId: 'p1', output: { text: 'Pinned' }, bytes: 17, pinnedBy: 'Ours contributor' }],
      },
    });
  });

  test('takes the place of what was pinned before', async () => {
    const id = await newWorkflow();
    await pin(id, { output: { text: 'First' } });
    const { workflow } = await pin(id, { output: { text: 'Second' } });
    expect(workflow.pins).toMatchObject([{ output: { text: 'Second' } }]);
  });

  test('twenty times at once keeps one', async () => {
    const id = await newWorkflow();
    await Promise.all(Array.from({ length: 20 }, (_, at) => pin(id, { output: { text: String(at) } })));
    const { workflow } = await pin(id, { output: { text: 'Last' } });
    expect(workflow.pins).toMatchObject([{ output: { text: 'Last' } }]);
  });

  test('takes it from a step of one of its runs', async () => {
    const id = await newWorkflow();
    const stepRunId = await stepThatPutOut(id, { text: 'As it ran' });
    expect(await pin(id, { stepRunId })).toMatchObject({
      workflow: { pins: [{ output: { text: 'As it ran' } }] },
    });
  });

  test.each([
    ['a step of a run of another workflow', async () => stepThatPutOut(await newWorkflow(), { text: 'x' })],
    ['a step that there is not', async () => uuid()],
  ])('does not take it from %s', async (_what, stepRunId) => {
    const id = await newWorkflow();
    expect(await pin(id, { stepRunId: await stepRunId() })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['stepRunId'],
    });
  });

  test.each([
    ['no object', { output: ['a'] }, /one JSON object/],
    ['neither a value nor a step', {}, /either a value or the step/],
    ['too large a value', { output: { text: 'x'.repeat(256_000) } }, /256,000 can be pinned/],
    ['what the step never puts out', { output: { text: 'x', mood: 'glad' } }, /"p1" has no field "mood"/],
    ['a value of another kind', { output: { text: 7 } }, /"p1.text" is 7 where a text is put out/],
    ['a key of JavaScript', { output: { constructor: 1 } }, /cannot be called/],
  ])('refuses %s, and says how to mend it', async (_what, given, message) => {
    const refused = await pin(await newWorkflow(), given);
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringMatching(message) });
  });

  test('has a limit for all pins of a workflow together', async () => {
    const id = await newWorkflow();
    const graph = chainOf(Array.from({ length: 9 }, () => 'default'));
    await world.ours.transact((em) => em.execute('update workflow set draft = ? where id = ?', [graph, id]));
    const output = { text: 'x'.repeat(250_000) };
    for (let at = 1; at <= 7; at += 1)
      expect(await pin(id, { nodeId: `p${at}`, output })).toHaveProperty('workflow');
    expect(await pin(id, { nodeId: 'p8', output })).toMatchObject({
      message: expect.stringMatching(/pinned outputs would have 2,000,\d+ bytes; 2,000,000/),
    });
  });

  test('to a step that is not in the draft, or that nothing comes after, is refused', async () => {
    const id = await newWorkflow();
    const output = { text: 'x' };
    expect(await pin(id, { nodeId: 'gone', output })).toMatchObject({ code: 'NOT_FOUND', path: ['nodeId'] });
    expect(await pin(id, { nodeId: 'out', output })).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['nodeId'],
    });
  });

  test('of an archived workflow is refused', async () => {
    const id = await newWorkflow();
    await world.ours.transact((em, actor) => archiveWorkflow(em, actor, { workflowId: id, archived: true }));
    expect(await pin(id, { output: { text: 'x' } })).toMatchObject({ code: 'CONFLICT' });
  });

  test('is told in the audit without the value, and so is unpinning', async () => {
    const id = await newWorkflow();
    await pin(id, { output: { text: 'A value that nobody needs to read there' } });
    await unpin(id);
    const events = await world.ours.transact((em) =>
      em.find(AuditEvent, { subjectId: id, action: { $like: 'workflow.step%' } }, { orderBy: { id: 'asc' } }),
    );
    expect(events.map(({ action, details }) => [action, details])).toEqual([
      ['workflow.step-pinned', { step: 'Prompt 1' }],
      ['workflow.step-unpinned', { step: 'Prompt 1' }],
    ]);
  });
});

test('unpinning twice is as good as once', async () => {
  const id = await newWorkflow();
  await pin(id, { output: { text: 'x' } });
  expect(await unpin(id)).toMatchObject({ workflow: { pins: [] } });
  expect(await unpin(id)).toMatchObject({ workflow: { pins: [] } });
});
