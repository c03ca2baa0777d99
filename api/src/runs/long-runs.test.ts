// Runs that rest, that run workflows inside of them, that may not spend more, and that are mended.
import type { NodeData } from '@patchbay/schema/nodes/index.ts';
import type { RunLimits } from '@patchbay/schema/run-limits.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { updateBudget } from '../budgets/update-budget.ts';
import { chainOf } from '../test/chain-of.ts';
import { type TestWorker, waitFor } from '../test/durable-ground.ts';
import { results, step, wired } from '../test/kinds-graph.ts';
import { createRunGround } from '../test/run-ground.ts';
import { WorkflowVersion } from '../workflows/workflow-version.ts';
import { Approval } from './approval.ts';
import { Attempt } from './attempt.ts';
import { cancelRun } from './cancel-run.ts';
import { decideApproval } from './decide-approval.ts';
import { raiseBudget } from './raise-budget.ts';
import { rerunFrom } from './rerun-from.ts';
import { retryRun } from './retry-run.ts';
import type { Run } from './run.ts';

let ground: Awaited<ReturnType<typeof createRunGround>>;
let worker: TestWorker;

beforeAll(async () => {
  ground = await createRunGround();
  for (const model of ['sandbox-fast', 'sandbox-500', 'sandbox-chunks-200-every-50ms'])
    await ground.addModel(model);
  await ground.addModel('sandbox-fast', undefined, undefined, { slug: 'priced', price: '0.000001' });
  worker = await ground.ground.startWorker();
});
afterAll(() => ground?.close());

const callsOf = (text: string) => ground.sandbox.calls.filter(({ body }) => body.includes(text));
const inStatus = (run: Run, status: Run['status']) =>
  waitFor(async () => {
    const now = await ground.findRun(run);
    return now.status === status ? now : null;
  });
const approvalOf = (run: Run) =>
  waitFor(() => ground.inTenant((em) => em.findOne(Approval, { runId: run.id, decision: null })));
const decide = async (run: Run, approve: boolean, comment = '') => {
  const { id } = await approvalOf(run);
  return ground.inTenant((em) => decideApproval(em, ground.actor, { approvalId: id, approve, comment }));
};
const go = () => ground.admission.admit(ground.actor.organizationId);
const start = async (graph: WorkflowGraph, input: string | Record<string, unknown> = 'hello') =>
  ground.start(await ground.createWorkflow(graph), input);

/** A published version, as steps run it. */
async function publish(graph: WorkflowGraph): Promise<{ workflow: string; version: number }> {
  const { id } = await ground.createWorkflow(graph);
  await ground.inTenant(async (em) => {
    em.create(WorkflowVersion, {
      id: uuid(),
      organizationId: ground.actor.organizationId,
      workflowId: id,
      number: 1,
      graph,
      revision: 1,
      message: '',
      author: 'Ann',
      alsoBy: [],
    });
    await em.flush();
  });
  return { workflow: id, version: 1 };
}

const input = step('input', 'input', {
  fields: [{ name: 'text', label: '', type: 'text', required: false, choices: [] }] as never,
});
const asks = (text: string, model = 'sandbox-fast') => step('prompt', 'ask', { model, user: text });
const approve = (data: Partial<NodeData['approval']> = {}) =>
  step('approval', 'ok', { message: 'May {{ input.text }} go out?', ...data });
const done = step('output', 'output', results(['answer', '{{ ok.decision }} {{ ok.comment }}']));
const askingFirst = (data: Partial<NodeData['approval']> = {}) =>
  wired(
    [input, asks('First {{ input.text }}'), approve(data), done],
    'input > ask',
    'ask > ok',
    'ok.approved > output',
  );

describe.concurrent('a run that waits', () => {
  test('for a person rests, holds no place, and goes on by the decision', async () => {
    const run = await start(askingFirst(), 'waits 1c2d');
    await inStatus(run, 'WAITING');
    expect(worker).toBeDefined();
    const asked = await approvalOf(run);
    const mine = { $or: [{ assignees: { $contains: [ground.actor.id] } }, { assignees: { $eq: [] } }] };
    expect(await ground.inTenant((em) => em.count(Approval, { id: asked.id, ...mine }))).toBe(1);
    expect(asked).toMatchObject({ message: 'May waits 1c2d go out?', stepName: 'ok', decision: null });
    const decided = await decide(run, true, 'Fine by me');
    expect(decided).toMatchObject({ decision: 'approved', decidedBy: ground.actor.name });
    await go();
    const ended = await ground.finished(run);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { answer: 'approved Fine by me' }, epoch: 2 });
    expect(callsOf('First waits 1c2d')).toHaveLength(1);
  });

  test('takes the other way when it is rejected', async () => {
    const run = await start(askingFirst(), 'rejected 77');
    await inStatus(run, 'WAITING');
    await decide(run, false);
    await go();
    expect((await ground.finished(run)).status).toBe('SUCCEEDED');
    const steps = await ground.stepsOf(run);
    expect(steps.find(({ path }) => path === 'output')?.status).toBe('SKIPPED');
  });

  test('hears one decision only', async () => {
    const run = await start(askingFirst(), 'once');
    await inStatus(run, 'WAITING');
    const { id } = await approvalOf(run);
    const both = await Promise.allSettled(
      [true, false].map((yes) =>
        ground.inTenant((em) =>
          decideApproval(em, ground.actor, { approvalId: id, approve: yes, comment: '' }),
        ),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await go();
    await ground.finished(run);
  });

  test('goes on while another branch is still at work, as soon as somebody has decided', async () => {
    // Ten seconds: long enough to decide within them on a busy machine.
    const slow = step('prompt', 'slow', { model: 'sandbox-chunks-200-every-50ms', user: 'Slowly.' });
    const graph = wired(
      [input, approve(), asks('After {{ ok.decision }} {{ input.text }}'), slow, done],
      'input > ok',
      'input > slow',
      'ok.approved > ask',
      'ask > output',
    );
    const run = await start(graph, 'beside 55aa');
    await decide(run, true);
    expect((await ground.finished(run)).epoch).toBe(1);
    const steps = await ground.stepsOf(run);
    const [asked, rested] = ['ask', 'slow'].map((path) => steps.find((one) => one.path === path));
    expect(Number(asked?.startedAt)).toBeLessThan(Number(rested?.finishedAt));
  });

  test('for a moment goes on by itself', async () => {
    const wait = step('wait', 'later', { until: { kind: 'period', period: { amount: 4, unit: 'seconds' } } });
    const run = await start(
      wired([input, wait, asks('{{ input.text }}'), done0], 'input > later', 'later > ask', 'ask > output'),
      'timer 9b',
    );
    const waiting = await inStatus(run, 'WAITING');
    expect(waiting.wakeAt).toBeInstanceOf(Date);
    const ended = await ground.finished(run);
    expect(ended.status).toBe('SUCCEEDED');
    expect(Number(ended.finishedAt) - Number(ended.createdAt)).toBeGreaterThanOrEqual(4_000);
  });

  test('goes the way for what has expired when nobody decides in time', async () => {
    const data = { expiresAfter: { amount: 1, unit: 'seconds' as const } };
    const graph = wired([input, approve(data), done], 'input > ok', 'ok.expired > output');
    const run = await start(graph);
    expect((await ground.finished(run)).output).toEqual({ answer: 'expired ' });
  });

  test('is cancelled at once, and its question is withdrawn', async () => {
    const run = await start(askingFirst(), 'cancelled while it waits');
    await inStatus(run, 'WAITING');
    const { id } = await approvalOf(run);
    await ground.inTenant((em) => cancelRun(em, ground.actor, { runId: run.id }));
    expect((await ground.findRun(run)).status).toBe('CANCELLED');
    const question = await ground.inTenant((em) => em.findOneOrFail(Approval, { id }));
    expect(question.decision).toBe('withdrawn');
    await expect(
      ground.inTenant((em) =>
        decideApproval(em, ground.actor, { approvalId: id, approve: true, comment: '' }),
      ),
    ).rejects.toThrow('The run has ended');
  });
});

const done0 = step('output', 'output', results(['answer', '{{ ask.text }}']));

describe('a run that waits outlives', () => {
  test('every worker and Restate with its data, and goes on where it stood', async () => {
    const run = await start(askingFirst(), 'outlives e3f1');
    await inStatus(run, 'WAITING');
    await worker.kill();
    await ground.ground.restate.killAndRestart({ withoutData: true });
    await decide(run, true, 'Still here');
    worker = await ground.ground.startWorker();
    expect((await ground.finished(run)).output).toEqual({ answer: 'approved Still here' });
    expect(callsOf('First outlives e3f1')).toHaveLength(1);
  }, 40_000);
});

describe.concurrent('a workflow inside of another', () => {
  test('runs at its pinned version, with rows of its own', async () => {
    const inner = await publish(
      wired([input, asks('Inner {{ input.text }}'), done0], 'input > ask', 'ask > output'),
    );
    const call = step('workflow', 'call', {
      ...inner,
      fields: [{ name: 'text', value: '{{ input.text }}' }],
      results: ['answer'],
    });
    const out = step('output', 'output', results(['said', '{{ call.answer }}']));
    const run = await start(wired([input, call, out], 'input > call', 'call > output'), 'nested 31');
    const ended = await ground.finished(run);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { said: expect.any(String) } });
    const steps = await ground.stepsOf(run);
    expect(steps.map(({ path, parent }) => [path, parent ?? null])).toEqual(
      expect.arrayContaining([
        ['call', null],
        ['call/ask', 'call'],
        ['call/output', 'call'],
      ]),
    );
  });

  test('may wait for a person, and the run rests with it', async () => {
    const inner = await publish(wired([input, approve(), done], 'input > ok', 'ok.approved > output'));
    const call = step('workflow', 'call', {
      ...inner,
      fields: [{ name: 'text', value: 'deep' }],
      results: ['answer'],
    });
    const out = step('output', 'output', results(['said', '{{ call.answer }}']));
    const run = await start(
      wired(
        [input, asks('Before {{ input.text }}'), call, out],
        'input > ask',
        'ask > call',
        'call > output',
      ),
      'deep 4d',
    );
    await inStatus(run, 'WAITING');
    expect((await approvalOf(run)).path).toBe('call/ok');
    await decide(run, true, 'yes');
    await go();
    expect((await ground.finished(run)).output).toEqual({ said: 'approved yes' });
    expect(callsOf('Before deep 4d')).toHaveLength(1);
  });

  test('that is given what it cannot take fails the step, and says why', async () => {
    const inner = await publish(wired([input, asks('x'), done0], 'input > ask', 'ask > output'));
    const call = step('workflow', 'call', { ...inner, fields: [{ name: 'nonsense', value: '1' }] });
    const out = step('output', 'output', results(['said', 'never']));
    const run = await start(wired([input, call, out], 'input > call', 'call > output'));
    expect((await ground.finished(run)).error).toMatchObject({
      code: 'INPUT',
      message: expect.stringContaining('no input "nonsense"'),
    });
  });
});

describe('a map', () => {
  const mapOf = (inner: { workflow: string; version: number }, data: Partial<NodeData['map']> = {}) =>
    wired(
      [
        step('input', 'input', {
          fields: [{ name: 'list', label: '', type: 'json', required: true, choices: [] }] as never,
        }),
        step('map', 'each', {
          items: 'input.list',
          ...inner,
          fields: [{ name: 'text', value: '{{ item }} of {{ index }}' }],
          results: ['answer'],
          ...data,
        }),
        step('output', 'output', results(['all', '{{ each }}'])),
      ],
      'input > each',
      'each > output',
    );
  const picky = () =>
    publish(
      wired(
        [
          input,
          step('condition', 'is_bad', { expression: 'input.text.startsWith("bad")' }),
          step('prompt', 'ask', { model: 'sandbox-fast', user: '{{ input.text }}' }),
          step('prompt', 'fails', { model: 'sandbox-500', user: 'no' }),
          step('output', 'output', results(['answer', '{{ input.text }}'])),
        ],
        'input > is_bad',
        'is_bad.yes > fails',
        'is_bad.no > ask',
        'ask > output',
        'fails > output',
      ),
    );

  test('runs the workflow for each item, gives the results in order, and tells which failed', async () => {
    const run = await start(mapOf(await picky(), { onItemError: 'keep', concurrency: 2 }), {
      list: ['one 5f', 'bad', 'two 5f'],
    });
    const ended = await ground.finished(run);
    expect(ended).toMatchObject({
      status: 'SUCCEEDED',
      output: {
        all: {
          count: 3,
          failed: 1,
          results: [{ answer: 'one 5f of 0' }, null, { answer: 'two 5f of 2' }],
          failures: [{ index: 1, code: 'OUTAGE' }],
        },
      },
    });
    const steps = await ground.stepsOf(run);
    const each = steps.find(({ path }) => path === 'each');
    expect(each?.items).toEqual({ total: 3, done: 2, failed: 1 });
    expect(
      steps
        .filter(({ kind }) => kind === 'item')
        .map(({ path, status }) => `${path} ${status}`)
        .toSorted(),
    ).toEqual(['each[0] SUCCEEDED', 'each[1] FAILED', 'each[2] SUCCEEDED']);
  });

  test('ends with the first item that fails, and a retry asks again for nothing that was done', async () => {
    const inner = await picky();
    const run = await start(mapOf(inner, { concurrency: 1 }), { list: ['one 6a', 'bad', 'two 6a'] });
    expect((await ground.finished(run)).error).toMatchObject({ code: 'OUTAGE', nodeId: 'each' });
    expect(callsOf('one 6a')).toHaveLength(1);
    expect(callsOf('two 6a')).toHaveLength(0);
    await ground.inTenant((em) => retryRun(em, ground.actor, { runId: run.id }));
    await go();
    expect((await ground.finished(run)).status).toBe('FAILED');
    expect(callsOf('one 6a')).toHaveLength(1);
  });

  test('of many items goes through a crash in the middle, and no item is asked about twice', async () => {
    const inner = await publish(
      wired([input, asks('many {{ input.text }}.'), done0], 'input > ask', 'ask > output'),
    );
    const list = Array.from({ length: 120 }, (_item, index) => `i${index}`);
    const run = await start(mapOf(inner, { concurrency: 20 }), { list });
    await waitFor(async () => (callsOf('many i').length > 60 ? true : null));
    await worker.kill();
    worker = await ground.ground.startWorker();
    const ended = await ground.finished(run, 60_000);
    expect(ended.output?.all).toMatchObject({ count: 120, failed: 0 });
    const calls = callsOf('many i');
    // Those in flight at the kill may have been asked twice; none that was recorded.
    expect(calls.length).toBeLessThanOrEqual(120 + 20);
  }, 60_000);

  test('over the limit of items is stopped before it begins, and goes on when the limit is raised', async () => {
    await limit({ fanOut: 2 });
    const run = await start(mapOf(await picky()), { list: ['a 8c', 'b 8c', 'c 8c'] });
    await limit({});
    const stopped = await inStatus(run, 'OVER_BUDGET');
    expect(stopped.error).toMatchObject({ code: 'BUDGET_FAN_OUT', nodeId: 'each' });
    expect(callsOf('8c')).toHaveLength(0);
    await ground.inTenant((em) => raiseBudget(em, ground.actor, { runId: run.id, limits: { fanOut: 3 } }));
    await go();
    expect((await ground.finished(run)).status).toBe('SUCCEEDED');
  });
});

const limit = (limits: RunLimits, monthlyCost: string | null = null) =>
  ground.inTenant((em) => updateBudget(em, ground.actor, { limits, monthlyCost }));

describe('a budget', () => {
  test('of model calls stops the run between two, and what was done is not done again after it is raised', async () => {
    await limit({ modelCalls: 1 });
    const run = await start(chainOf(['sandbox-fast', 'sandbox-fast']), 'two calls 3e');
    await limit({});
    const stopped = await inStatus(run, 'OVER_BUDGET');
    expect(stopped.error).toMatchObject({ code: 'BUDGET_MODEL_CALLS', nodeId: 'p2' });
    expect(callsOf('two calls 3e')).toHaveLength(1);
    await ground.inTenant((em) =>
      raiseBudget(em, ground.actor, { runId: run.id, limits: { modelCalls: 2 } }),
    );
    await go();
    expect((await ground.finished(run)).status).toBe('SUCCEEDED');
    expect(callsOf('two calls 3e')).toHaveLength(2);
  });

  test('of cost refuses a model whose price nobody knows', async () => {
    await limit({ cost: '1' });
    const run = await start(chainOf(['sandbox-fast']), 'unpriced 2f');
    await limit({});
    expect((await ground.finished(run)).error).toMatchObject({ code: 'UNPRICED_UNDER_CAP' });
    expect(callsOf('unpriced 2f')).toHaveLength(0);
  });

  test('of steps, tokens and time stops the run with its own words', async () => {
    const cases: [RunLimits, string][] = [
      [{ steps: 1 }, 'BUDGET_STEPS'],
      [{ tokens: 10 }, 'BUDGET_TOKENS'],
    ];
    for (const [limits, code] of cases) {
      await limit(limits);
      const run = await start(chainOf(['sandbox-fast']));
      expect((await inStatus(run, 'OVER_BUDGET')).error?.code).toBe(code);
    }
    await limit({});
  });
});

describe('a budget of time', () => {
  test('stops a run in the middle of a call, and what it waits does not count', async () => {
    const slow = wired(
      [input, asks('{{ input.text }}', 'sandbox-chunks-200-every-50ms'), done0],
      'input > ask',
      'ask > output',
    );
    await limit({ minutes: 0.03 });
    const run = await start(slow, 'too long 7a');
    await limit({});
    expect((await inStatus(run, 'OVER_BUDGET')).error).toMatchObject({ code: 'BUDGET_TIME', nodeId: 'ask' });
    await waitFor(async () => (callsOf('too long 7a')[0]?.outcome === 'aborted' ? true : null));
    await ground.inTenant((em) => cancelRun(em, ground.actor, { runId: run.id }));
    expect((await ground.findRun(run)).status).toBe('CANCELLED');
  });
});

describe('a cap of cost', () => {
  // What is sent has about 80 tokens at the most, and an answer 4,096 at the most: a call may come to $0.0042.
  test('is never exceeded by a run: the call that may not fit is not made', async () => {
    await limit({ cost: '0.00416' });
    const run = await start(chainOf(['priced', 'priced', 'priced']), 'capped 4b');
    await limit({});
    const stopped = await inStatus(run, 'OVER_BUDGET');
    expect(stopped.error).toMatchObject({
      code: 'BUDGET_COST',
      fix: expect.stringContaining('administrator'),
    });
    const calls = callsOf('capped 4b').length;
    expect(calls).toBeGreaterThanOrEqual(1);
    expect(await costOf([run])).toBeLessThanOrEqual(0.00416);
    await ground.inTenant((em) => raiseBudget(em, ground.actor, { runId: run.id, limits: { cost: '1' } }));
    await go();
    expect((await ground.finished(run)).status).toBe('SUCCEEDED');
    expect(callsOf('capped 4b')).toHaveLength(3);
  });

  test('of a month holds for all runs together, however many call at once', async () => {
    const spent = await ground.inTenant((em) => em.find(Attempt, {}));
    const before = spent.reduce((sum, { cost }) => sum + Number(cost ?? 0), 0);
    const most = before + 0.013;
    await limit({}, most.toFixed(9));
    const workflow = await ground.createWorkflow(chainOf(['priced']));
    const runs = await Promise.all(Array.from({ length: 12 }, () => ground.start(workflow, 'month 5c')));
    const ended = await Promise.all(
      runs.map((run) =>
        waitFor(async () => {
          const now = await ground.findRun(run);
          return now.hasEnded() || now.status === 'OVER_BUDGET' ? now : null;
        }),
      ),
    );
    const stopped = ended.filter(({ status }) => status === 'OVER_BUDGET');
    expect(stopped.length).toBeGreaterThan(0);
    expect(stopped[0]?.error?.code).toBe('BUDGET_MONTH');
    expect(before + (await costOf(runs))).toBeLessThanOrEqual(most);
    await limit({});
    for (const { id } of stopped)
      await ground.inTenant((em) => raiseBudget(em, ground.actor, { runId: id, limits: {} }));
    await go();
    const all = await Promise.all(runs.map((run) => ground.finished(run)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']));
  });

  const costOf = async (runs: readonly Run[]) => {
    const attempts = await ground.inTenant((em) => em.find(Attempt, { runId: runs.map(({ id }) => id) }));
    return attempts.reduce((sum, { cost }) => sum + Number(cost ?? 0), 0);
  };
});

describe.concurrent('a run that failed', () => {
  test('goes on from the failed step when it is retried, and keeps the receipts of before', async () => {
    const run = await start(chainOf(['sandbox-fast', 'sandbox-500']), 'retried 6d');
    await ground.finished(run);
    const before = (await ground.attemptsOf(run)).length;
    await ground.inTenant((em) => retryRun(em, ground.actor, { runId: run.id }));
    await go();
    expect((await ground.finished(run)).status).toBe('FAILED');
    expect(callsOf('Step 1: retried 6d')).toHaveLength(1);
    const attempts = await ground.attemptsOf(run);
    expect(attempts.length).toBe(before + 3);
    expect(new Set(attempts.map(({ stepId, position }) => `${stepId} ${position}`)).size).toBe(
      attempts.length,
    );
  });

  test('is run again from the failed step with another model: earlier steps are not asked again', async () => {
    const run = await start(chainOf(['sandbox-fast', 'sandbox-500']), 'repaired 8e');
    await ground.finished(run);
    const again = await ground.inTenant((em) =>
      rerunFrom(em, ground.actor, {
        runId: run.id,
        nodeId: 'p2',
        input: null,
        outputs: {},
        model: 'sandbox-fast',
        idempotencyKey: uuid(),
      }),
    );
    await go();
    const ended = await ground.finished(again);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', rerunOf: run.id });
    expect(callsOf('Step 1: repaired 8e')).toHaveLength(1);
    const steps = await ground.stepsOf(again);
    expect(steps.map(({ path, origin }) => `${path} ${origin}`).toSorted()).toEqual([
      'in EARLIER_RUN',
      'out RAN',
      'p1 EARLIER_RUN',
      'p2 RAN',
    ]);
  });
});
