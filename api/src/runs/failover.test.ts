// The table of failures as whole runs go through it, under the policies of an organisation: who is called and how often,
// how the run ends, and what its receipt says. Over every provider's wire, streamed and not, it stands in fault-matrix.test.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CustomModel } from '../models/custom-model.ts';
import { ModelPolicyRow } from '../model-policy/model-policy-row.ts';
import type { Substitution } from '../model-policy/policy.ts';
import { updateModelPolicy } from '../model-policy/update-model-policy.ts';
import { chainOf } from '../test/chain-of.ts';
import { createRunGround } from '../test/run-ground.ts';
import { type Script, scripts, startScriptedProvider } from '../test/scripted-provider.ts';
import { StepRun } from './step-run.ts';

type Ground = Awaited<ReturnType<typeof createRunGround>>;
type Provider = Awaited<ReturnType<typeof startScriptedProvider>>;

let ground: Ground;
let provider: Provider;

beforeAll(async () => {
  provider = await startScriptedProvider();
  ground = await createRunGround({ egressAllow: provider.host });
  await ground.ground.startWorker();
  await ground.addModel('sandbox-fast');
  for (const script of Object.keys(scripts))
    await ground.addModel(script, 'sk-scripted', `${provider.url}/v1`);
}, 60_000);
afterAll(async () => {
  await ground?.close();
  await provider?.close();
});

/** What DESIGN's table says of each: its word in the receipt, whether it is tried again, and who may follow. */
const table = {
  'is-429': { kind: 'rate-limit', again: true, next: 'always' },
  'is-408': { kind: 'timeout', again: true, next: 'always' },
  'is-500': { kind: 'outage', again: true, next: 'always' },
  'is-503': { kind: 'outage', again: true, next: 'always' },
  'hangs-up': { kind: 'reset', again: true, next: 'always' },
  'breaks-off': { kind: 'reset', again: true, next: 'always' },
  'ends-early': { kind: 'cut-stream', again: true, next: 'always' },
  'fails-inside': { kind: 'outage', again: true, next: 'always' },
  'says-nonsense': { kind: 'malformed-answer', again: true, next: 'always' },
  'is-429-for-an-hour': { kind: 'rate-limit', again: false, next: 'always' },
  'lacks-a-feature': { kind: 'unsupported-feature', again: false, next: 'always' },
  'is-out-of-credit': { kind: 'quota', again: false, next: 'always' },
  'is-401': { kind: 'credentials', again: false, next: 'substitution' },
  'is-403': { kind: 'credentials', again: false, next: 'substitution' },
  'is-404': { kind: 'model-not-found', again: false, next: 'substitution' },
  'is-400': { kind: 'bad-request', again: false, next: 'never' },
  'refuses-content': { kind: 'content-refused', again: false, next: 'never' },
} as const satisfies Record<Exclude<Script, 'answers'>, object>;

const failing = Object.keys(table).filter((script): script is keyof typeof table =>
  Object.hasOwn(table, script),
);

type Order = { fallback: Script | null; substitution: Substitution };
type Told = {
  outcome: string | undefined;
  called: string[];
  receipt: string[];
  reasons: string[];
  /** Whether each had begun to answer: of one that failed, the receipt says that its text was dropped. */
  began: boolean[];
  answer: unknown;
};

/** Runs a workflow of one step for each of the models, all at once, under one policy. */
async function runAll(order: Order): Promise<(script: Script) => Told | undefined> {
  await setOrder(order);
  const told = await Promise.all(
    failing.map(async (script) => {
      const text = `${script} ${JSON.stringify(order).replaceAll('"', '')}`;
      return [script, await runAt(script, text)] as const;
    }),
  );
  const byScript = new Map<string, Told>(told);
  return (script) => byScript.get(script);
}

async function setOrder(order: Order): Promise<void> {
  await ground.inTenant(async (em) => {
    const [row] = await em.find(ModelPolicyRow, {});
    const change = { default: 'sandbox-fast', ...order, expectedRevision: row?.revision ?? 0 };
    await updateModelPolicy(em, ground.actor, change, ground.models.catalogue);
  });
  // What a step heard of the policy a moment ago still holds for it.
  await sleep(1_100);
}

async function runAt(script: Script, text: string): Promise<Told> {
  const started = await ground.start(await ground.createWorkflow(chainOf([script])), text);
  const ended = await ground.finished(started, 60_000);
  const attempts = await ground.attemptsOf(started);
  return {
    outcome: ended.status === 'SUCCEEDED' ? 'answered' : ended.error?.code,
    called: provider.calledFor(text),
    receipt: attempts.map(({ modelSlug, outcome }) => `${modelSlug}: ${outcome}`),
    reasons: attempts.map(({ reason }) => reason),
    began: attempts.map(({ firstTokenAt }) => firstTokenAt !== null),
    answer: ended.output?.answer,
  };
}

const code = (kind: string) => kind.toUpperCase().replaceAll('-', '_');

describe('alone, a model that fails', () => {
  let told: Awaited<ReturnType<typeof runAll>>;
  beforeAll(async () => {
    told = await runAll({ fallback: null, substitution: 'NEVER' });
  }, 90_000);

  test.each(failing)(
    'and %s is tried as often as its row says, and then the run fails with its words',
    (script) => {
      const { kind } = table[script];
      const times = table[script].again ? 3 : 1;
      expect(told(script)).toMatchObject({
        outcome: code(kind),
        called: Array.from({ length: times }, () => script),
        receipt: Array.from({ length: times }, () => `${script}: ${kind}`),
      });
    },
  );
});

describe('before a fallback, a model that fails', () => {
  let told: Awaited<ReturnType<typeof runAll>>;
  beforeAll(async () => {
    told = await runAll({ fallback: 'answers', substitution: 'NEVER' });
  }, 90_000);

  test.each(failing)('and %s is called once, and followed where its row says so', (script) => {
    const { kind } = table[script];
    const followed = table[script].next === 'always';
    expect(told(script)).toMatchObject({
      outcome: followed ? 'answered' : code(kind),
      called: followed ? [script, 'answers'] : [script],
      receipt: followed ? [`${script}: ${kind}`, 'answers: answered'] : [`${script}: ${kind}`],
      ...(followed && { reasons: ['The step names it.', "It is the organization's fallback."] }),
    });
  });

  test.each(['breaks-off', 'ends-early', 'fails-inside'] as const)(
    'and %s in the midst leaves nothing of itself in the answer',
    (script) => {
      expect(told(script)).toMatchObject({ answer: 'All is well.', began: [true, true] });
    },
  );
});

describe('before a fallback and with substitution, a model that fails', () => {
  let told: Awaited<ReturnType<typeof runAll>>;
  beforeAll(async () => {
    told = await runAll({ fallback: 'answers', substitution: 'DEFAULT' });
  }, 90_000);

  test.each(failing)('and %s is followed also where its credentials are refused', (script) => {
    const followed = table[script].next !== 'never';
    expect(told(script)).toMatchObject({
      outcome: followed ? 'answered' : code(table[script].kind),
      called: followed ? [script, 'answers'] : [script],
    });
  });
});

describe('before a fallback that fails as well, a model that fails', () => {
  test('ends the run with the words of the last that was called, which was tried again', async () => {
    await setOrder({ fallback: 'is-503', substitution: 'NEVER' });
    expect(await runAt('is-out-of-credit', 'both fail')).toMatchObject({
      outcome: 'OUTAGE',
      receipt: ['is-out-of-credit: quota', 'is-503: outage', 'is-503: outage', 'is-503: outage'],
    });
  });
});

describe('the receipt of a whole run', () => {
  test('marks a stream that broke and started over once on the next candidate, and no other call', async () => {
    await setOrder({ fallback: 'answers', substitution: 'NEVER' });
    const marksOf = async (model: Script) => {
      const run = await ground.start(await ground.createWorkflow(chainOf([model])), `marked ${model}`);
      const { output } = await ground.finished(run, 60_000);
      const attempts = await ground.attemptsOf(run);
      // The words of the answer are the step's.
      expect(attempts.map(({ said }) => said !== null)).toEqual(attempts.map((one) => one.wasDiscarded()));
      const marks = attempts.map((one) => `${one.modelSlug}: ${one.wasDiscarded() ? 'dropped' : 'kept'}`);
      return { marks, answer: output?.answer };
    };
    const answer = 'All is well.';
    expect(await marksOf('breaks-off')).toEqual({
      marks: ['breaks-off: dropped', 'answers: kept'],
      answer,
    });
    // It failed before a word had come: there was nothing to drop.
    expect(await marksOf('is-503')).toEqual({ marks: ['is-503: kept', 'answers: kept'], answer });
  });

  test('says without what a step ran, where it allows that, and that it was refused where it does not', async () => {
    await setOrder({ fallback: null, substitution: 'NEVER' });
    await ground.addModel('sandbox-text');
    await ground.inTenant((em) =>
      em.nativeUpdate(CustomModel, { slug: 'sandbox-text' }, { jsonMode: false }),
    );
    const runOf = async (onMissingCapability: 'degrade' | 'refuse') => {
      const graph = wantingJson('sandbox-text', onMissingCapability);
      const run = await ground.start(await ground.createWorkflow(graph), onMissingCapability);
      const { status, error } = await ground.finished(run, 60_000);
      const reasons = (await ground.attemptsOf(run)).map(({ reason }) => reason);
      return { status, code: error?.code, reasons };
    };
    expect(await runOf('degrade')).toEqual({
      status: 'SUCCEEDED',
      reasons: ['The step names it. Without JSON mode, as the step allows.'],
    });
    expect(await runOf('refuse')).toEqual({ status: 'FAILED', code: 'NO_CANDIDATE', reasons: [] });
  });

  test('holds both answers of a model that gives no JSON, each of them paid, and what came stands in the error', async () => {
    await setOrder({ fallback: null, substitution: 'NEVER' });
    const run = await ground.start(await ground.createWorkflow(wantingJson('answers', 'refuse')), 'no JSON');
    const { error } = await ground.finished(run, 60_000);
    expect(error).toMatchObject({
      code: 'INVALID_JSON',
      message: expect.stringMatching(/answered: All is well\.$/),
    });
    const attempts = await ground.attemptsOf(run);
    // What was said that is no answer stays with who said it, and what was asked with the step.
    expect(attempts.map(({ said }) => said)).toEqual(['All is well.', 'All is well.']);
    const [step] = await ground.inTenant((em) => em.find(StepRun, { runId: run.id, kind: 'prompt' }));
    expect(step?.sent).toEqual({
      system: null,
      user: { text: 'Step 1: no JSON', characters: 15 },
      files: [],
    });
    expect(attempts.map(({ outcome, inputTokens, reason }) => ({ outcome, inputTokens, reason }))).toEqual([
      { outcome: 'invalid-json', inputTokens: 11, reason: 'The step names it.' },
      { outcome: 'invalid-json', inputTokens: 11, reason: expect.stringContaining('Asked once more') },
    ]);
    expect(provider.calledFor('no JSON')).toEqual(['answers', 'answers']);
  });
});

function wantingJson(model: string, onMissingCapability: 'degrade' | 'refuse') {
  const schema = { type: 'object', properties: { status: { type: 'string' } }, required: ['status'] };
  const graph = chainOf([model]);
  for (const { kind, data } of graph.nodes)
    if (kind === 'prompt')
      Object.assign(data, { onMissingCapability, output: { kind: 'json', mode: 'native', schema } });
  return graph;
}
