import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestWorker, waitFor } from '../test/durable-ground.ts';
import { chainOf } from '../test/chain-of.ts';
import { results, step, wired } from '../test/kinds-graph.ts';
import { createRunGround } from '../test/run-ground.ts';
import { cancelRun } from './cancel-run.ts';
import { Run } from './run.ts';

let ground: Awaited<ReturnType<typeof createRunGround>>;
let worker: TestWorker;
const slowCall = 'sandbox-chunks-20-every-50ms';

beforeAll(async () => {
  ground = await createRunGround();
  for (const model of ['sandbox-fast', 'sandbox-delay-0', 'sandbox-500', slowCall])
    await ground.addModel(model);
  worker = await ground.ground.startWorker();
});

afterAll(() => ground?.close());

/** What reached the provider for this run: the run's text stands in its prompts. */
const callsOf = (text: string) => ground.sandbox.calls.filter(({ body }) => body.includes(text));
const untilCalled = (text: string, times = 1) =>
  waitFor(async () => (callsOf(text).length >= times ? true : null));

describe('a run', () => {
  test('goes through its steps and ends with a result and a receipt', async () => {
    const run = await ground.start(await ground.createWorkflow(chainOf(['sandbox-fast', 'sandbox-delay-0'])));
    const ended = await ground.finished(run);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', error: null, epoch: 1 });
    expect(ended.output?.answer).toEqual(expect.any(String));

    const steps = await ground.stepsOf(run);
    expect(steps.map(({ nodeId, status }) => `${nodeId} ${status}`)).toEqual([
      'in SUCCEEDED',
      'p1 SUCCEEDED',
      'p2 SUCCEEDED',
      'out SUCCEEDED',
    ]);
    const [first, second] = await ground.attemptsOf(run);
    expect(first).toMatchObject({ modelSlug: 'sandbox-fast', outcome: 'answered', position: 1, cost: null });
    expect(first?.outputTokens).toBeGreaterThan(0);
    expect(second).toMatchObject({ modelSlug: 'sandbox-delay-0', outcome: 'answered' });
  });

  test('fails with the words of the provider when nobody answers, and the receipt holds every call', async () => {
    const run = await ground.start(await ground.createWorkflow(chainOf(['sandbox-500'])), 'fails 7f3a');
    const ended = await ground.finished(run);
    expect(ended).toMatchObject({ status: 'FAILED', output: null, error: { code: 'OUTAGE', nodeId: 'p1' } });
    const attempts = await ground.attemptsOf(run);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['outage', 'outage', 'outage']);
    expect(callsOf('fails 7f3a')).toHaveLength(3);
  });

  test('that names a model which is not there fails without a call, and says what to do', async () => {
    const run = await ground.start(await ground.createWorkflow(chainOf(['nobody-has-this'])), 'none 51bc');
    const ended = await ground.finished(run);
    expect(ended.error).toMatchObject({
      code: 'NO_CANDIDATE',
      message: expect.stringContaining('nobody-has-this'),
    });
    expect(ended.error?.fix).toEqual(expect.any(String));
    expect(callsOf('none 51bc')).toHaveLength(0);
  });

  test('that is cancelled aborts its call at the provider, and never succeeds', async () => {
    const run = await ground.start(
      await ground.createWorkflow(chainOf([slowCall, 'sandbox-fast'])),
      'cancel 9d1e',
    );
    await untilCalled('cancel 9d1e');
    await ground.inTenant((em) => cancelRun(em, ground.actor, { runId: run.id }));
    const ended = await ground.finished(run);
    expect(ended).toMatchObject({ status: 'CANCELLED', output: null });
    await waitFor(async () => (callsOf('cancel 9d1e')[0]?.outcome === 'aborted' ? true : null));
    expect(callsOf('cancel 9d1e')).toHaveLength(1);
    expect((await ground.attemptsOf(run)).map(({ outcome }) => outcome)).toEqual(['cancelled']);
  });

  test('that holds a bomb is stopped at its place, and the worker that met it goes on with the others', async () => {
    const many = Array.from({ length: 2_000 }, (_, index) => index);
    const input = step('input', 'input', {
      fields: [{ name: 'list', label: '', help: '', type: 'json', required: true, choices: [] }],
    });
    const out = step('output', 'out', results(['done', 'yes']));
    const around = (bomb: WorkflowNode) => wired([input, bomb, out], 'input > bomb', 'bomb > out');
    const computing = (expression: string) =>
      around(step('transform', 'bomb', { fields: [{ name: 'x', expression }] }));
    const writing = (user: string) => around(step('prompt', 'bomb', { model: 'sandbox-fast', user }));
    const harmless = computing('size(input.list)');
    const bombs = [
      computing('size(input.list.map(a, input.list.map(b, input.list.map(c, a + b + c))))'),
      computing('input.list.map(a, input.list.map(b, string(a) + string(b)))'),
      writing('{% for i in (1..9000) %}{% for j in (1..9000) %}{% endfor %}{% endfor %}'),
      writing(
        '{% assign a = "aaaaaaaaaa" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}',
      ),
      writing('{% for a in input.list %}{% for b in input.list %}{{ input.list }}{% endfor %}{% endfor %}'),
    ];
    const runs = [];
    for (const graph of [...bombs, harmless])
      runs.push(await ground.start(await ground.createWorkflow(graph), { list: many }));
    const ended = await Promise.all(runs.map((run) => ground.finished(run, 60_000)));
    expect(ended.map(({ status }) => status)).toEqual([...bombs.map(() => 'FAILED'), 'SUCCEEDED']);
    // By the same worker in one go: one that had died would have been followed by another attempt.
    expect(ended.map(({ epoch }) => epoch)).toEqual(ended.map(() => 1));
    for (const { error } of ended.slice(0, bombs.length))
      expect(error).toMatchObject({ nodeId: 'bomb', message: expect.stringMatching(/stopped/) });
  });

  test('waits in the queue when the organisation has as many as it may, and goes when one ends', async () => {
    const workflow = await ground.createWorkflow(chainOf([slowCall]));
    const runs = await Promise.all(Array.from({ length: 60 }, () => ground.queue(workflow, 'queue 3c4d')));
    await ground.admission.admit(ground.actor.organizationId);
    // In one look: two would count one run as running that ended in between, and the one that took its place.
    const now = await ground.inTenant((em) => em.find(Run, { id: runs.map(({ id }) => id) }));
    const waiting = now.filter(({ status }) => status === 'QUEUED');
    expect(now.filter(({ status }) => status === 'RUNNING').length).toBeLessThanOrEqual(50);
    expect(waiting.map(({ id }) => id).toSorted()).toEqual(
      runs
        .map(({ id }) => id)
        .toSorted()
        .slice(runs.length - waiting.length),
    );
    expect(waiting.length).toBeGreaterThan(0);
    const ended = await Promise.all(runs.map((run) => ground.finished(run)));
    expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']));
    expect(callsOf('queue 3c4d')).toHaveLength(60);
  });
});

// Each of these kills or freezes processes and waits for others to notice: a busy machine takes its time.
describe('a run survives', { timeout: 120_000 }, () => {
  test('its worker killed in the middle of a call: it ends on the next one, and nothing recorded is called again', async () => {
    const run = await ground.start(
      await ground.createWorkflow(chainOf(['sandbox-delay-0', slowCall])),
      'kill 77aa',
    );
    await untilCalled('kill 77aa', 2);
    await sleep(200);
    await worker.kill();
    worker = await ground.ground.startWorker();
    expect(await ground.finished(run)).toMatchObject({ status: 'SUCCEEDED' });
    expect(callsPerStep('kill 77aa')).toEqual({ 'Step 1': 1, 'Step 2': 2 });
  });

  test('its worker frozen: what wakes finds the run taken over and stops', async () => {
    const frozen = worker;
    const workflow = await ground.createWorkflow(chainOf([slowCall, 'sandbox-delay-0', 'sandbox-delay-0']));
    const texts = Array.from({ length: 20 }, (_, index) => `freeze ${index} of 20,`);
    const runs: Run[] = [];
    for (const text of texts) runs.push(await ground.start(workflow, text));
    await Promise.all(texts.map((text) => untilCalled(text)));
    frozen.signal('SIGSTOP');
    worker = await ground.ground.startWorker();
    const ended = await Promise.all(runs.map((run) => ground.finished(run)));
    expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']));
    const before = ground.sandbox.calls.length;
    frozen.signal('SIGCONT');
    await sleep(3_000);
    expect(ground.sandbox.calls.length).toBe(before);
    // The call that was under way may be made again, whichever of the three it was.
    for (const text of texts) {
      const calls = Object.values(callsPerStep(text));
      expect(calls, text).toHaveLength(3);
      expect(
        calls.reduce((sum, times) => sum + times, 0),
        text,
      ).toBeLessThanOrEqual(4);
    }
    await frozen.kill();
  });

  test('Restate killed: the worker goes on with what it has, and no call is repeated', async () => {
    const run = await ground.start(
      await ground.createWorkflow(chainOf([slowCall, slowCall])),
      'restate 88bb',
    );
    await untilCalled('restate 88bb');
    await ground.ground.restate.killAndRestart();
    expect(await ground.finished(run)).toMatchObject({ status: 'SUCCEEDED' });
    expect(callsPerStep('restate 88bb')).toEqual({ 'Step 1': 1, 'Step 2': 1 });
  });
});

function callsPerStep(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { body } of callsOf(text)) {
    const step = /Step \d+/.exec(body)?.[0] ?? 'unknown';
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return counts;
}
