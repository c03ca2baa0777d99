import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Call, type Disturbance, type Evidence, judge, type RunFact } from './verdict.ts';

const begin = 1_000_000;

/** A run of three steps, 100 ms each, in which nothing went wrong. */
function keptPromises(): Evidence {
  const call = (step: number): Call => ({
    mark: 'one',
    step,
    at: begin + step * 1_000,
    endedAt: begin + step * 1_000 + 100,
    outcome: 'answered',
    inputTokens: 10,
  });
  return { runs: [run()], calls: [call(1), call(2), call(3)], disturbances: [] };
}

function run(over: Partial<RunFact> = {}): RunFact {
  return {
    mark: 'one',
    acknowledged: ['id'],
    steps: 3,
    status: 'SUCCEEDED',
    error: null,
    cancelledAt: null,
    recordedAt: { 1: begin + 1_101, 2: begin + 2_101, 3: begin + 3_101 },
    receipts: { 1: 1, 2: 1, 3: 1 },
    retries: 0,
    budget: null,
    watched: { status: 'SUCCEEDED', steps: 3 },
    ...over,
  };
}

const disturbance = (what: Disturbance['what'], from: number, until = from + 500): Disturbance => ({
  what,
  from,
  until,
});

/** Step 2 is called twice: the first time in vain. */
function calledTwice(what: Disturbance['what'], from: number): Evidence {
  const { runs, calls } = keptPromises();
  const lost: Call = {
    mark: 'one',
    step: 2,
    at: begin + 1_500,
    endedAt: begin + 1_600,
    outcome: 'aborted',
    inputTokens: 10,
  };
  return { runs, calls: [...calls, lost], disturbances: [disturbance(what, from)] };
}

function found(evidence: Evidence, expected: RegExp): void {
  const faults = judge(evidence);
  assert.ok(
    faults.some((fault) => expected.test(fault)),
    `found only: ${faults.join('; ') || 'nothing'}`,
  );
}

describe('the verdict on a round of chaos', () => {
  test('finds no fault where every promise was kept', () => {
    assert.deepEqual(judge(keptPromises()), []);
  });

  test('finds a run that was acknowledged and lost', () => {
    const { calls, disturbances } = keptPromises();
    found(
      { runs: [run({ status: 'RUNNING' })], calls, disturbances },
      /acknowledged and lost: it is RUNNING/,
    );
  });

  test('finds a run that claims success without the answers of its provider', () => {
    const { runs, calls, disturbances } = keptPromises();
    found({ runs, calls: calls.slice(0, 2), disturbances }, /succeeded with 2 of 3 answers/);
  });

  test('finds a call that was made twice for no reason', () => {
    found(calledTwice('worker killed', begin + 2_900), /step 2 was called again with nothing to excuse it/);
  });

  test('excuses the call in flight when the worker, or one of several nodes, was lost, and no other', () => {
    assert.deepEqual(judge(calledTwice('worker killed', begin + 1_550)), []);
    assert.deepEqual(judge(calledTwice('worker frozen', begin + 1_550)), []);
    assert.deepEqual(judge(calledTwice('node killed', begin + 1_550)), []);
    for (const what of [
      'api killed',
      'api frozen',
      'restate killed',
      'restate frozen',
      'postgres killed',
      'restate erased',
    ] as const)
      found(calledTwice(what, begin + 1_550), /step 2 was called again/);
  });

  test('excuses an answer that waited for the database to come back when its worker was lost', () => {
    const { runs, calls } = calledTwice('worker killed', begin + 9_000);
    const later = calls.map((call) =>
      call.outcome === 'aborted'
        ? { ...call, at: begin + 12_000, endedAt: begin + 12_100, outcome: 'answered' as const }
        : call,
    );
    const facts = runs.map((fact) => ({ ...fact, recordedAt: {} })).map((fact) => ({ ...fact, steps: 2 }));
    const two = later.filter(({ step }) => step < 3);
    const lost = disturbance('worker killed', begin + 9_000);
    const away = disturbance('postgres killed', begin + 2_050, begin + 8_000);
    const seen = facts.map((fact) => ({ ...fact, watched: { status: 'SUCCEEDED', steps: 2 } }));
    assert.deepEqual(judge({ runs: seen, calls: two, disturbances: [away, lost] }), []);
    found(
      { runs: seen, calls: two, disturbances: [lost] },
      /step 2 was called again with nothing to excuse it/,
    );
  });

  test('finds a call of a step that had been recorded as done', () => {
    const { runs, calls } = keptPromises();
    const late: Call = {
      mark: 'one',
      step: 1,
      at: begin + 4_000,
      endedAt: begin + 4_100,
      outcome: 'answered',
      inputTokens: 10,
    };
    const disturbances = [disturbance('worker frozen', begin + 1_050, begin + 4_000)];
    found({ runs, calls: [...calls, late], disturbances }, /step 1 was called after it was recorded/);
  });

  test('finds a step that was called before the one before it was answered', () => {
    const { runs, calls, disturbances } = keptPromises();
    const early = calls.map((call) => (call.step === 3 ? { ...call, at: begin + 2_050 } : call));
    found({ runs, calls: early, disturbances }, /step 3 was called before step 2 was answered/);
  });

  test('finds a second writer, who calls while the first is calling, or writes what is written', () => {
    const { runs, calls } = keptPromises();
    const other: Call = {
      mark: 'one',
      step: 2,
      at: begin + 2_010,
      endedAt: begin + 2_600,
      outcome: 'answered',
      inputTokens: 10,
    };
    const long = calls.map((call) => (call.step === 2 ? { ...call, endedAt: begin + 2_600 } : call));
    const both = (disturbances: Disturbance[]) => ({ runs, calls: [...long, other], disturbances });
    found(
      both([disturbance('worker killed', begin + 2_000)]),
      /steps 2 and 2 were called at once: two are driving/,
    );
    assert.deepEqual(judge(both([disturbance('worker frozen', begin + 2_000)])), []);
    found(
      { runs: [run({ receipts: { 1: 1, 2: 2, 3: 1 } })], calls, disturbances: [] },
      /step 2 has 2 answers on its receipt: two have written it/,
    );
  });

  test('finds more calls than steps, declared retries, and calls in flight when a worker was lost', () => {
    const { calls } = keptPromises();
    const again: Call = {
      mark: 'one',
      step: 3,
      at: begin + 5_000,
      endedAt: begin + 5_100,
      outcome: 'answered',
      inputTokens: 10,
    };
    const declaring = (retries: number, disturbances: Disturbance[] = []) => ({
      runs: [run({ retries, recordedAt: {} })],
      calls: [...calls, again, { ...again, at: begin + 6_000, endedAt: begin + 6_100 }],
      disturbances,
    });
    found(declaring(1), /5 calls for 4 steps and retries, and 0 calls in flight/);
    assert.deepEqual(judge(declaring(2)), []);
    assert.deepEqual(judge(declaring(1, [disturbance('worker killed', begin + 5_050)])), []);
  });

  test('finds a budget that was exceeded, by calls that nobody lived to record as well', () => {
    const { calls } = keptPromises();
    const spending = (most: number) => ({
      runs: [run({ status: 'OVER_BUDGET', budget: { of: 'Frugal', most, perToken: 0.001 } })],
      calls,
      disturbances: [],
    });
    found(spending(0.02), /Frugal has spent \$0.03 of \$0.02/);
    assert.deepEqual(judge(spending(0.03)), []);
    found({ ...spending(1), runs: [run({ status: 'OVER_BUDGET' })] }, /lost: it is OVER_BUDGET/);
  });

  test('finds two runs of one idempotency key', () => {
    const { calls, disturbances } = keptPromises();
    found(
      { runs: [run({ acknowledged: ['id', 'other'] })], calls, disturbances },
      /one idempotency key made 2/,
    );
  });

  test('finds a watcher that was told another end, or not of every step', () => {
    const { calls, disturbances } = keptPromises();
    const told = (watched: RunFact['watched']) => ({ runs: [run({ watched })], calls, disturbances });
    found(told({ status: 'RUNNING', steps: 3 }), /its watcher saw RUNNING last/);
    found(told({ status: 'SUCCEEDED', steps: 2 }), /its watcher saw 2 of them/);
  });

  test('finds a cancelled run that succeeds, goes on, or leaves its call running', () => {
    const cancelled = run({ status: 'CANCELLED', cancelledAt: begin + 1_050, watched: null });
    const long: Call = {
      mark: 'one',
      step: 1,
      at: begin + 1_000,
      endedAt: begin + 9_000,
      outcome: 'answered',
      inputTokens: 10,
    };
    const next: Call = {
      mark: 'one',
      step: 2,
      at: begin + 8_000,
      endedAt: begin + 8_100,
      outcome: 'answered',
      inputTokens: 10,
    };
    const judged = (
      calls: Call[],
      over: Partial<RunFact> = {},
      disturbances: Disturbance[] = [],
    ): Evidence => ({
      runs: [{ ...cancelled, ...over }],
      calls,
      disturbances,
    });
    assert.deepEqual(judge(judged([{ ...long, endedAt: begin + 1_060, outcome: 'aborted' }])), []);
    found(judged([], { status: 'SUCCEEDED' }), /was cancelled and is SUCCEEDED/);
    found(judged([long]), /did not abort its call of step 1/);
    found(judged([{ ...long, endedAt: begin + 1_900 }, next]), /calls step 2 though it is cancelled/);
    const away = [disturbance('worker frozen', begin + 1_040, begin + 8_500)];
    assert.deepEqual(judge(judged([long], {}, away)), [], 'a worker that is frozen cannot hear of it');
  });
});
