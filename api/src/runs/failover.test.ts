// The table of failures: what the provider's wire brings, who is called for it and how often, how it ends, and what the
// receipt says. Once as a whole run goes through it, which streams; once by the same steps with calls that do not.
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeKinds } from '@patchbay/schema/nodes/index.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CustomModel } from '../models/custom-model.ts';
import { ModelPolicyRow } from '../model-policy/model-policy-row.ts';
import type { Substitution } from '../model-policy/policy.ts';
import { updateModelPolicy } from '../model-policy/update-model-policy.ts';
import type { CallTimeouts, ModelClient } from '../providers/model-client.ts';
import type { ProviderError } from '../providers/provider-error.ts';
import { chainOf } from '../test/chain-of.ts';
import { freePort } from '../test/free-port.ts';
import { createRunGround } from '../test/run-ground.ts';
import { type Script, scripts, startScriptedProvider } from '../test/scripted-provider.ts';
import { type Asked, askCandidate } from './ask-candidate.ts';
import { callWithFailover } from './call-with-failover.ts';
import { createModelTools } from './model-tools.ts';

type Ground = Awaited<ReturnType<typeof createRunGround>>;
type Provider = Awaited<ReturnType<typeof startScriptedProvider>>;

let ground: Ground;
let provider: Provider;

beforeAll(async () => {
  provider = await startScriptedProvider();
  const nobody = `127.0.0.1:${await freePort()}`;
  ground = await createRunGround({ egressAllow: `${provider.host}, ${nobody}` });
  await ground.ground.startWorker();
  await ground.addModel('sandbox-fast');
  await ground.addModel('unreachable', 'sk-scripted', `http://${nobody}/v1`);
  for (const script of Object.keys(scripts))
    await ground.addModel(script, 'sk-scripted', `${provider.url}/v1`);
}, 60_000);
afterAll(async () => {
  await ground?.close();
  await provider?.close();
});

/** What takes patience to find out: asked with little of it where it counts, and not by a whole run. */
const long = { firstPartMs: 30_000, stallMs: 30_000, totalMs: 30_000 };
const silent = {
  'is-silent': {
    streaming: { kind: 'timeout', timeouts: { ...long, firstPartMs: 300 } },
    whole: { kind: 'timeout', timeouts: { ...long, totalMs: 300 } },
  },
  'falls-silent': {
    streaming: { kind: 'stall', timeouts: { ...long, stallMs: 300 } },
    whole: { kind: 'timeout', timeouts: { ...long, totalMs: 300 } },
  },
} as const;

/** What DESIGN's table says of each: its word in the receipt, whether it is tried again, and who may follow. */
const table = {
  'is-429': { kind: 'rate-limit', again: true, next: 'always' },
  'is-408': { kind: 'timeout', again: true, next: 'always' },
  'is-500': { kind: 'outage', again: true, next: 'always' },
  'is-503': { kind: 'outage', again: true, next: 'always' },
  'hangs-up': { kind: 'reset', again: true, next: 'always' },
  'breaks-off': { kind: 'reset', again: true, next: 'always' },
  'ends-early': { kind: 'cut-stream', whole: 'malformed-answer', again: true, next: 'always' },
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
} as const satisfies Record<Exclude<Script, 'answers' | keyof typeof silent>, object>;

const failing = Object.keys(table).filter((script): script is keyof typeof table =>
  Object.hasOwn(table, script),
);

const ways = ['streaming', 'whole'] as const;
type Way = (typeof ways)[number];
const rows = failing.flatMap((script) => ways.map((way) => ({ script, way })));

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

/** Asks each of the models, all at once, under one policy: by a workflow of one step, and by calls that do not stream. */
async function runAll(order: Order): Promise<(row: { script: Script; way: Way }) => Told | undefined> {
  await setOrder(order);
  const told = await Promise.all(
    rows.map(async ({ script, way }) => {
      const text = `${way} ${script} ${JSON.stringify(order).replaceAll('"', '')}`;
      const one = await (way === 'streaming' ? runAt(script, text) : ask(script, text, { way }));
      expect(provider.waysFor(text)).toEqual([way]);
      return [`${script} ${way}`, one] as const;
    }),
  );
  const byRow = new Map<string, Told>(told);
  return ({ script, way }) => byRow.get(`${script} ${way}`);
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

type How = { way: Way; timeouts?: Partial<CallTimeouts> };

async function ask(script: string, text: string, { way, timeouts = {} }: How): Promise<Told> {
  const { organizationId } = ground.actor;
  const tools = createModelTools(ground.orm, ground.models);
  const data = { ...nodeKinds.prompt.initial(), model: script };
  const node = { id: 'p1', kind: 'prompt' as const, key: 'p1', name: 'P', position: { x: 0, y: 0 }, data };
  const { candidates, substitution } = await tools.candidatesFor(organizationId, node);
  const { signal } = new AbortController();
  const request = {
    messages: [{ role: 'user' as const, content: text }],
    output: { kind: 'text' as const },
    maxOutputTokens: 100,
  };
  const attempts: Asked['attempt'][] = [];
  const ended = await callWithFailover({
    candidates,
    substitution,
    signal,
    wait: async () => {},
    call: async (candidate) => {
      const client = await tools.openModel(organizationId, candidate);
      const asked: ModelClient = {
        ...client,
        stream: (given, options) =>
          way === 'whole'
            ? client.call(given, { ...options, timeouts })
            : client.stream(given, { ...options, timeouts }),
      };
      const { attempt, answer, error } = await askCandidate(Promise.resolve(asked), candidate, request, {
        signal,
        onText: () => {},
      });
      attempts.push(attempt);
      if (!answer) throw error;
      return answer;
    },
  }).then(
    ({ answer }) => ({ outcome: 'answered', answer: answer.text }),
    (error: ProviderError) => ({ outcome: code(error.kind), answer: null }),
  );
  return {
    ...ended,
    called: provider.calledFor(text),
    receipt: attempts.map(({ modelSlug, outcome }) => `${modelSlug}: ${outcome}`),
    reasons: attempts.map(({ reason }) => reason),
    began: attempts.map(({ firstTokenAt }) => firstTokenAt !== null),
  };
}

const kindOf = ({ script, way }: { script: keyof typeof table; way: Way }): string => {
  const row = table[script];
  return way === 'whole' && 'whole' in row ? row.whole : row.kind;
};

const code = (kind: string) => kind.toUpperCase().replaceAll('-', '_');

describe('alone, a model that fails', () => {
  let told: Awaited<ReturnType<typeof runAll>>;
  beforeAll(async () => {
    told = await runAll({ fallback: null, substitution: 'NEVER' });
  }, 90_000);

  test.each(rows)(
    'and $script ($way) is tried as often as its row says, and then the run fails with its words',
    (row) => {
      const { script } = row;
      const kind = kindOf(row);
      const times = table[script].again ? 3 : 1;
      expect(told(row)).toMatchObject({
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

  test.each(rows)('and $script ($way) is called once, and followed where its row says so', (row) => {
    const { script } = row;
    const kind = kindOf(row);
    const followed = table[script].next === 'always';
    expect(told(row)).toMatchObject({
      outcome: followed ? 'answered' : code(kind),
      called: followed ? [script, 'answers'] : [script],
      receipt: followed ? [`${script}: ${kind}`, 'answers: answered'] : [`${script}: ${kind}`],
      ...(followed && { reasons: ['The step names it.', "It is the organization's fallback."] }),
    });
  });

  test.each(['breaks-off', 'ends-early', 'fails-inside'] as const)(
    'and %s in the midst leaves nothing of itself in the answer',
    (script) => {
      for (const way of ways) expect(told({ script, way })?.answer).toBe('All is well.');
      expect(told({ script, way: 'streaming' })?.began).toEqual([true, true]);
    },
  );
});

describe('before a fallback and with substitution, a model that fails', () => {
  let told: Awaited<ReturnType<typeof runAll>>;
  beforeAll(async () => {
    told = await runAll({ fallback: 'answers', substitution: 'DEFAULT' });
  }, 90_000);

  test.each(rows)('and $script ($way) is followed also where its credentials are refused', (row) => {
    const { script } = row;
    const followed = table[script].next !== 'never';
    expect(told(row)).toMatchObject({
      outcome: followed ? 'answered' : code(kindOf(row)),
      called: followed ? [script, 'answers'] : [script],
    });
  });
});

describe('before a fallback that fails as well, a model that fails', () => {
  let told: Awaited<ReturnType<typeof runAll>>;
  beforeAll(async () => {
    told = await runAll({ fallback: 'is-503', substitution: 'NEVER' });
  }, 90_000);

  test.each(ways)(
    'ends the run with the words of the last that was called, which was tried again (%s)',
    (way) => {
      expect(told({ script: 'is-out-of-credit', way })).toMatchObject({
        outcome: 'OUTAGE',
        receipt: ['is-out-of-credit: quota', 'is-503: outage', 'is-503: outage', 'is-503: outage'],
      });
    },
  );
});

describe('the receipt of a whole run', () => {
  test('marks a stream that broke and started over once on the next candidate, and no other call', async () => {
    await setOrder({ fallback: 'answers', substitution: 'NEVER' });
    const marksOf = async (model: Script) => {
      const run = await ground.start(await ground.createWorkflow(chainOf([model])), `marked ${model}`);
      const { output } = await ground.finished(run, 60_000);
      const attempts = await ground.attemptsOf(run);
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
    const schema = { type: 'object', properties: { status: { type: 'string' } }, required: ['status'] };
    const runOf = async (onMissingCapability: 'degrade' | 'refuse') => {
      const graph = chainOf(['sandbox-text']);
      for (const { kind, data } of graph.nodes)
        if (kind === 'prompt')
          Object.assign(data, { onMissingCapability, output: { kind: 'json', mode: 'native', schema } });
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
});

describe('a model that is not there, or falls silent', () => {
  const unreachable = { kind: 'unreachable', timeouts: long } as const;
  const outcomes = Object.entries({
    ...silent,
    unreachable: { streaming: unreachable, whole: unreachable },
  }).flatMap(([model, byWay]) => ways.map((way) => ({ model, way, ...byWay[way] })));
  let order = 0;
  const askOnce = (model: string, how: How) => ask(model, `patience ${(order += 1)}`, how);

  describe('alone', () => {
    beforeAll(() => setOrder({ fallback: null, substitution: 'NEVER' }));
    test.each(outcomes)(
      '$model ($way) is tried twice again, and then it fails',
      async ({ model, kind, ...how }) => {
        const { outcome, receipt } = await askOnce(model, how);
        expect({ outcome, receipt }).toEqual({
          outcome: code(kind),
          receipt: [1, 2, 3].map(() => `${model}: ${kind}`),
        });
      },
    );
  });

  describe('before a fallback', () => {
    beforeAll(() => setOrder({ fallback: 'answers', substitution: 'NEVER' }));
    test.each(outcomes)('$model ($way) is followed at once', async ({ model, kind, ...how }) => {
      const { outcome, receipt } = await askOnce(model, how);
      expect({ outcome, receipt }).toEqual({
        outcome: 'answered',
        receipt: [`${model}: ${kind}`, 'answers: answered'],
      });
    });
  });
});
