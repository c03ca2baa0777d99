import { nodeKinds } from '@patchbay/schema/nodes/index.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { chainOf } from '../test/chain-of.ts';
import type { RoleName } from '../test/roles.ts';
import { createWorld, globalId, type World } from '../test/world.ts';
import { createWorkflow } from '../workflows/create-workflow.ts';
import { WorkflowVersion } from '../workflows/workflow-version.ts';
import { Attempt } from './attempt.ts';
import type { StatusCount } from './count-by-status.ts';
import { Run } from './run.ts';
import { StepRun } from './step-run.ts';

let world: World;
let workflowId: string;
const day = 24 * 3_600_000;
const noon = Date.parse('2026-03-01T12:00:00Z');

beforeAll(async () => {
  world = await createWorld();
  workflowId = await newWorkflow();
  await newRun({ status: 'FAILED', error: { code: 'RATE_LIMITED', message: 'Too many.' } }, [
    { modelSlug: 'asked-first', outcome: 'RATE_LIMITED' },
  ]);
  await newRun({ createdAt: new Date(noon + day), versionNumber: 3, requestedBy: 'Nightly key' }, [
    { modelSlug: 'asked-first', outcome: 'RATE_LIMITED', position: 1 },
    {
      modelSlug: 'fallback',
      inputTokens: 100,
      cachedTokens: 40,
      outputTokens: 20,
      cost: '0.25',
      position: 2,
    },
  ]);
  await newRun({ createdAt: new Date(noon + 2 * day) }, [
    { modelSlug: 'no-price', inputTokens: 7, outputTokens: 1, reasoningTokens: 5 },
  ]);
  await newRun({ createdAt: new Date(noon + 3 * day), status: 'QUEUED' });
});
afterAll(() => world.close());

async function newWorkflow(ours = world.ours, projectId = ours.project.id): Promise<string> {
  const input = { projectId, name: `Listed ${uuid()}`, from: 'BLANK' as const, graph: chainOf(['default']) };
  return (await ours.transact((em, actor) => createWorkflow(em, actor, input))).id;
}

/** Of the first day, and succeeded, unless it says otherwise. */
async function newRun(
  given: Partial<Run>,
  calls: Partial<Attempt>[] = [],
  ours = world.ours,
  projectId = ours.project.id,
): Promise<void> {
  const createdAt = given.createdAt ?? new Date(noon);
  const [runId, stepId] = [uuid({ msecs: createdAt.getTime() }), uuid()];
  const at = { startedAt: createdAt, finishedAt: createdAt };
  await ours.transact(async (em, { organizationId }) => {
    const run = { graph: {}, input: {}, status: 'SUCCEEDED', requestedBy: 'Ada', workflowId, ...at } as const;
    em.create(Run, { id: runId, organizationId, projectId, createdAt, ...run, ...given });
    const step = { path: 'p1', nodeId: 'p1', kind: 'prompt', status: 'SUCCEEDED', change: 1 } as const;
    em.create(StepRun, { id: stepId, organizationId, runId, ...step, ...at });
    for (const call of calls)
      em.create(Attempt, {
        id: uuid(),
        organizationId,
        runId,
        stepId,
        position: 1,
        reference: 'default',
        reason: 'The step names it.',
        provider: 'openai',
        modelSlug: 'asked-first',
        providerModelId: 'gpt',
        outcome: 'answered',
        ...at,
        ...call,
      });
  });
}

const usage = 'calls inputTokens cachedTokens outputTokens reasoningTokens cost unpricedCalls';
const document = `query ($filter: RunFilter, $buckets: Int! = 4) { organization {
  runs(filter: $filter) { totalCount nodes { requestedBy status createdAt usage { ${usage} }
    models { slug calls answers } } }
  runTotals(filter: $filter) { byStatus { status count } usage { ${usage} } }
  runHistogram(filter: $filter, buckets: $buckets) { from to byStatus { status count } }
  runFacets(filter: $filter) { models errorCodes requestedBy versionNumbers among } } }`;

type Usage = { calls: number; cost: string; unpricedCalls: number };
type Seen = {
  runs: { totalCount: number; nodes: { usage: Usage; models: unknown[] }[] };
  runTotals: { byStatus: StatusCount[]; usage: Usage };
  runHistogram: { from: string; to: string; byStatus: StatusCount[] }[];
  runFacets: Record<string, unknown>;
};

const sum = (counts: StatusCount[]) => counts.reduce((total, { count }) => total + count, 0);

async function look(filter: object = {}, role: RoleName = 'admin', buckets = 4): Promise<Seen> {
  const { data, text } = await world.as(role).ask(document, { filter, buckets });
  if (!data) throw new Error(text);
  return data.organization as Seen;
}

const refusal = async (filter: object, buckets = 4) =>
  (await world.as('admin').ask(document, { filter, buckets })).errors[0]?.message;

describe('whatever the filter, the list, the totals and the histogram tell of the same runs', () => {
  const ofThree = { workflowId: 'asked below', versionNumber: 3 };
  test.each([
    ['all', {}, 4],
    ['of a status', { status: ['FAILED'] }, 1],
    ['of one of several', { status: ['FAILED', 'QUEUED'] }, 2],
    ['of no status at all', { status: [] }, 0],
    ['that asked a model which did not answer', { model: 'asked-first' }, 2],
    ['that a model answered', { model: 'fallback' }, 1],
    ['of a model that nobody asked', { model: 'unheard-of' }, 0],
    ['that failed for a reason', { errorCode: 'RATE_LIMITED' }, 1],
    ['of somebody', { requestedBy: 'Nightly key' }, 1],
    ['of drafts', { draft: true }, 3],
    ['of versions', { draft: false }, 1],
    ['of a version', ofThree, 1],
    ['from a moment on', { from: new Date(noon + day) }, 3],
    ['up to a moment, which is not in it', { to: new Date(noon + day) }, 1],
    ['in a stretch of time', { from: new Date(noon + 1), to: new Date(noon + 2 * day + 1) }, 2],
    ['of several things at once', { model: 'asked-first', status: ['FAILED'] }, 1],
    ['in all the time there is', { from: '0001-01-01T00:00:00Z', to: '+275760-01-01T00:00:00Z' }, 4],
    ['before there was time', { from: '-002000-01-01T00:00:00Z', to: '0001-01-01T00:00:00Z' }, 0],
  ])('runs %s', async (_which, given, count) => {
    const filter = 'workflowId' in given ? { ...given, workflowId: globalId('Workflow', workflowId) } : given;
    const { runs, runTotals, runHistogram, runFacets } = await look(filter);
    expect(runs.totalCount).toBe(count);
    expect(runs.nodes).toHaveLength(count);
    expect(sum(runTotals.byStatus)).toBe(count);
    expect(sum(runHistogram.flatMap(({ byStatus }) => byStatus))).toBe(count);
    expect(runFacets.among).toBe(count);
  });
});

test('the totals name what has no price apart from what it cost', async () => {
  const { runTotals, runFacets } = await look();
  expect(runTotals).toEqual({
    byStatus: [
      { status: 'FAILED', count: 1 },
      { status: 'QUEUED', count: 1 },
      { status: 'SUCCEEDED', count: 2 },
    ],
    usage: {
      calls: 4,
      inputTokens: 107,
      cachedTokens: 40,
      outputTokens: 21,
      reasoningTokens: 5,
      cost: '0.25',
      unpricedCalls: 1,
    },
  });
  expect(runFacets).toEqual({
    models: ['asked-first', 'fallback', 'no-price'],
    errorCodes: ['RATE_LIMITED'],
    requestedBy: ['Ada', 'Nightly key'],
    versionNumbers: [3],
    among: 4,
  });
});

test('each run tells what it took and whom it asked, first who answered', async () => {
  const { nodes } = (await look({ draft: false })).runs;
  expect(nodes).toMatchObject([
    {
      usage: { calls: 2, inputTokens: 100, cost: '0.25', unpricedCalls: 0 },
      models: [
        { slug: 'fallback', calls: 1, answers: 1 },
        { slug: 'asked-first', calls: 1, answers: 0 },
      ],
    },
  ]);
  expect((await look({ status: ['QUEUED'] })).runs.nodes).toMatchObject([
    { usage: { calls: 0 }, models: [] },
  ]);
});

test('the histogram cuts the time into equal stretches that meet each other', async () => {
  const [from, to] = [noon, noon + 4 * day];
  const { runHistogram } = await look({ from: new Date(from), to: new Date(to) });
  expect(runHistogram.map((bucket) => Date.parse(bucket.from))).toEqual(
    [0, 1, 2, 3].map((n) => noon + n * day),
  );
  expect(runHistogram.map((bucket) => Date.parse(bucket.to))).toEqual(
    [1, 2, 3, 4].map((n) => noon + n * day),
  );
  expect(runHistogram.map(({ byStatus }) => byStatus.map(({ status }) => status))).toEqual([
    ['FAILED'],
    ['SUCCEEDED'],
    ['SUCCEEDED'],
    ['QUEUED'],
  ]);
  const { runHistogram: sinceTheOldest } = await look({ requestedBy: 'Nightly key' });
  expect(Date.parse(sinceTheOldest[0]?.from ?? '')).toBe(noon + day);
  expect((await look({ requestedBy: 'Nobody' })).runHistogram).toEqual([]);
});

test('what cannot be meant is refused, and says why', async () => {
  expect(await refusal({ from: new Date(noon), to: new Date(noon) })).toBe(
    'The time must end after it begins.',
  );
  expect(await refusal({ versionNumber: 1 })).toBe('Say of which workflow this is a version.');
  expect(await refusal({}, 1_000_000_000)).toBe('"buckets" must be between 1 and 200.');
  expect(await refusal({}, 0)).toBe('"buckets" must be between 1 and 200.');
  expect(await refusal({ from: 'the other day' })).toContain('ISO 8601');
});

test("another organisation's workflow, and another project's runs, are as unknown", async () => {
  const { theirs, ours, stranger } = world;
  await newRun({ workflowId: await newWorkflow(theirs) }, [], theirs);
  const foreign = { filter: { workflowId: globalId('Workflow', workflowId) } };
  const seen = (await stranger.ask(document, foreign)).data?.organization as Seen;
  expect([seen.runs.totalCount, seen.runTotals.byStatus, seen.runHistogram]).toEqual([0, [], []]);

  const elsewhere = await ours.newProject();
  const there = { workflowId: await newWorkflow(ours, elsewhere.id), requestedBy: 'Somebody elsewhere' };
  await newRun(there, [{ modelSlug: 'elsewhere' }], ours, elsewhere.id);
  expect(sum((await look({}, 'contributor')).runTotals.byStatus)).toBe(4);
  expect((await look({}, 'contributor')).runFacets.requestedBy).not.toContain(there.requestedBy);
  expect((await look({ model: 'elsewhere' }, 'contributor')).runTotals.usage.calls).toBe(0);
  expect((await look({}, 'member')).runs.totalCount).toBe(0);
  expect((await look()).runs.totalCount).toBe(5);
});

test('what runs inside of a step is paged through, by status or all, with the names of its graph', async () => {
  const inner = await newWorkflow();
  await publish(inner);
  const runId = uuid();
  const at = { startedAt: new Date(), finishedAt: new Date() };
  const map = { ...nodeKinds.map.initial(), items: 'input.list', workflow: inner, version: 1 };
  const node = { id: 'm', kind: 'map', key: 'm', name: 'Each letter', position: { x: 0, y: 0 }, data: map };
  await world.ours.transact(async (em, { organizationId }) => {
    const run = { input: {}, status: 'SUCCEEDED', requestedBy: 'Ada', workflowId } as const;
    const graph = { version: 1, nodes: [node], edges: [] };
    em.create(Run, { id: runId, organizationId, projectId: world.ours.project.id, graph, ...run });
    const add = (path: string, parent: string | null, kind: string, status: 'SUCCEEDED' | 'FAILED') =>
      em.create(StepRun, {
        id: uuid(),
        organizationId,
        runId,
        path,
        parent,
        nodeId: 'm',
        kind,
        status,
        change: 1,
        ...at,
      });
    add('m', null, 'map', 'SUCCEEDED');
    for (let index = 0; index < 5; index += 1)
      add(`m[${index}]`, 'm', 'item', index === 3 ? 'FAILED' : 'SUCCEEDED');
    add('m[3]/p1', 'm[3]', 'prompt', 'FAILED');
  });
  const query = `query ($id: ID!, $first: Int, $after: String, $status: [StepStatus!]) { run(id: $id) {
    steps { path name } step(path: "m[3]/p1") { name parent } nowhere: step(path: "m[9]") { name }
    map: step(path: "m") { children(first: $first, after: $after, status: $status) { totalCount nodes { path name }
      pageInfo { endCursor } } } } }`;
  type Page = {
    totalCount: number;
    nodes: { path: string; name: string }[];
    pageInfo: { endCursor: string };
  };
  type Answer = { steps: unknown; step: unknown; nowhere: unknown; map: { children: Page } };
  const read = async (variables: object) => {
    const { data, text } = await world.as('viewer').ask(query, { id: globalId('Run', runId), ...variables });
    if (!data) throw new Error(text);
    return data.run as Answer;
  };
  const { steps, step, nowhere, map: first } = await read({ first: 2 });
  expect([steps, step, nowhere]).toEqual([
    [{ path: 'm', name: 'Each letter' }],
    { name: 'Prompt 1', parent: 'm[3]' },
    null,
  ]);
  expect(first.children.totalCount).toBe(5);
  expect(first.children.nodes.map(({ path, name }) => `${path} ${name}`)).toEqual([
    'm[0] Item 1',
    'm[1] Item 2',
  ]);
  const { map: second } = await read({ first: 2, after: first.children.pageInfo.endCursor });
  expect(second.children.nodes.map(({ path }) => path)).toEqual(['m[2]', 'm[3]']);
  const { map: failed } = await read({ first: 9, status: ['FAILED'] });
  expect(failed.children.nodes.map(({ path }) => path)).toEqual(['m[3]']);
});

async function publish(workflowId: string): Promise<void> {
  await world.ours.transact(async (em, { organizationId }) => {
    const version = {
      number: 1,
      revision: 1,
      message: '',
      author: 'Ada',
      alsoBy: [],
      graph: chainOf(['default']),
    };
    em.create(WorkflowVersion, {
      id: uuid(),
      organizationId,
      workflowId,
      publishedAt: new Date(),
      ...version,
    });
  });
}
