// The table of failures as a whole run goes through it: what the provider's wire brings, who is called for it and how
// often, how the run ends, and what its receipt says.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ModelPolicyRow } from '../model-policy/model-policy-row.ts';
import type { Substitution } from '../model-policy/policy.ts';
import { updateModelPolicy } from '../model-policy/update-model-policy.ts';
import { chainOf } from '../test/chain-of.ts';
import { createRunGround } from '../test/run-ground.ts';
import { type Script, scripts, startScriptedProvider } from '../test/scripted-provider.ts';

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
type Told = Awaited<ReturnType<typeof runAt>>;

/** Runs a workflow of one step on each of the models, all at once, under one policy. */
async function runAll(order: Order): Promise<Map<Script, Told>> {
  await ground.inTenant(async (em) => {
    const [row] = await em.find(ModelPolicyRow, {});
    const change = { default: 'sandbox-fast', ...order, expectedRevision: row?.revision ?? 0 };
    await updateModelPolicy(em, ground.actor, change, ground.models.catalogue);
  });
  // What a step heard of the policy a moment ago still holds for it.
  await sleep(1_100);
  const told = await Promise.all(
    failing.map(async (script) => [script, await runAt(script, order)] as const),
  );
  return new Map(told);
}

async function runAt(script: Script, order: Order) {
  const text = `${script} ${JSON.stringify(order).replaceAll('"', '')}`;
  const started = await ground.start(await ground.createWorkflow(chainOf([script])), text);
  const ended = await ground.finished(started, 60_000);
  const attempts = await ground.attemptsOf(started);
  return {
    outcome: ended.status === 'SUCCEEDED' ? 'answered' : ended.error?.code,
    called: provider.calledFor(text),
    receipt: attempts.map(({ modelSlug, outcome }) => `${modelSlug}: ${outcome}`),
    reasons: attempts.map(({ reason }) => reason),
    answer: ended.output?.answer,
  };
}

const code = (kind: string) => kind.toUpperCase().replaceAll('-', '_');

describe('alone, a model that fails', () => {
  let told: Map<Script, Told>;
  beforeAll(async () => {
    told = await runAll({ fallback: null, substitution: 'NEVER' });
  }, 90_000);

  test.each(failing)(
    'and %s is tried as often as its row says, and then the run fails with its words',
    (script) => {
      const { kind, again } = table[script];
      const times = again ? 3 : 1;
      expect(told.get(script)).toMatchObject({
        outcome: code(kind),
        called: Array.from({ length: times }, () => script),
        receipt: Array.from({ length: times }, () => `${script}: ${kind}`),
      });
    },
  );
});

describe('before a fallback, a model that fails', () => {
  let told: Map<Script, Told>;
  beforeAll(async () => {
    told = await runAll({ fallback: 'answers', substitution: 'NEVER' });
  }, 90_000);

  test.each(failing)('and %s is called once, and followed where its row says so', (script) => {
    const { kind, next } = table[script];
    const followed = next === 'always';
    expect(told.get(script)).toMatchObject({
      outcome: followed ? 'answered' : code(kind),
      called: followed ? [script, 'answers'] : [script],
      receipt: followed ? [`${script}: ${kind}`, 'answers: answered'] : [`${script}: ${kind}`],
      ...(followed && { reasons: ['The step names it.', "It is the organization's fallback."] }),
    });
  });

  test.each(['breaks-off', 'ends-early', 'fails-inside'] as const)(
    'and %s in the midst leaves nothing of itself in the answer',
    (script) => expect(told.get(script)?.answer).toBe('All is well.'),
  );
});

describe('before a fallback and with substitution, a model that fails', () => {
  let told: Map<Script, Told>;
  beforeAll(async () => {
    told = await runAll({ fallback: 'answers', substitution: 'DEFAULT' });
  }, 90_000);

  test.each(failing)('and %s is followed also where its credentials are refused', (script) => {
    const { kind, next } = table[script];
    const followed = next !== 'never';
    expect(told.get(script)).toMatchObject({
      outcome: followed ? 'answered' : code(kind),
      called: followed ? [script, 'answers'] : [script],
    });
  });
});

describe('before a fallback that fails as well, a model that fails', () => {
  let told: Map<Script, Told>;
  beforeAll(async () => {
    told = await runAll({ fallback: 'is-503', substitution: 'NEVER' });
  }, 90_000);

  test('ends the run with the words of the last that was called, which was tried again', () => {
    expect(told.get('is-out-of-credit')).toMatchObject({
      outcome: 'OUTAGE',
      receipt: ['is-out-of-credit: quota', 'is-503: outage', 'is-503: outage', 'is-503: outage'],
    });
  });
});
