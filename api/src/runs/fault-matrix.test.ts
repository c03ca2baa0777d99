// The table of failures, over the wire of every provider: each fault, streamed and not, alone, before a fallback, and with
// substitution. What is compared is how it ends, what the receipt says, and who was called how often by the server's count.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { providerIds, type WireId } from '@patchbay/schema/providers/index.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Model } from '../models/model.ts';
import type { ModelPolicy } from '../model-policy/policy.ts';
import { type Candidate, resolveCandidates } from '../model-policy/resolve-candidates.ts';
import { parseEgressAllow } from '../providers/egress-rules.ts';
import { createGuardedFetch, type GuardedFetch } from '../providers/guarded-fetch.ts';
import type { CallTimeouts, ModelClient, ModelRequest } from '../providers/model-client.ts';
import { ProviderError, type ProviderErrorKind } from '../providers/provider-error.ts';
import { chatWires } from '../providers/wires/chat-wires.ts';
import { type Fault, type FaultName, faults } from '../providers/wires/faults.ts';
import { wires } from '../providers/wires/index.ts';
import { openWire } from '../providers/wires/open-wire.ts';
import { scenarios } from '../providers/wires/scenarios.ts';
import type { Wire } from '../providers/wires/wire.ts';
import { type Asked, askCandidate } from './ask-candidate.ts';
import { callWithFailover } from './call-with-failover.ts';

const ways = ['streamed', 'whole'] as const;
type Way = (typeof ways)[number];

type Row = {
  kind: ProviderErrorKind;
  /** Where what is told of a call that does not stream is another. */
  whole?: ProviderErrorKind;
  /** How often the same candidate is called where no other follows. */
  alone: 1 | 3;
  /** Whether the next one is called: always, with substitution only, or never. */
  next: 'always' | 'substitution' | 'never';
  /** How long it is waited in between, where the provider says so. */
  waits?: number[];
};

const passing = { alone: 3, next: 'always' } as const;
const lacking = { kind: 'unsupported-feature', alone: 1, next: 'always' } as const;
const refused = { kind: 'credentials', alone: 1, next: 'substitution' } as const;

/** DESIGN's table, fault by fault. */
const table = {
  '401': refused,
  '403': refused,
  '404': { ...refused, kind: 'model-not-found' },
  '408': { ...passing, kind: 'timeout' },
  '429': { ...passing, kind: 'rate-limit' },
  '429, Retry-After: 2': { ...passing, kind: 'rate-limit', waits: [2_000, 2_000] },
  '429, Retry-After: 3600': { kind: 'rate-limit', alone: 1, next: 'always' },
  '429, out of credit': { kind: 'quota', alone: 1, next: 'always' },
  '500': { ...passing, kind: 'outage' },
  '502, a page': { ...passing, kind: 'outage' },
  '503': { ...passing, kind: 'outage' },
  refused: { ...passing, kind: 'unreachable' },
  reset: { ...passing, kind: 'reset' },
  hang: { ...passing, kind: 'timeout' },
  drip: { ...passing, kind: 'timeout' },
  'silence after n chunks': { ...passing, kind: 'stall', whole: 'timeout' },
  'cut after n chunks': { ...passing, kind: 'cut-stream', whole: 'malformed-answer' },
  'reset after n chunks': { ...passing, kind: 'reset' },
  'malformed JSON': { ...passing, kind: 'malformed-answer' },
  '200 with an error inside': { ...passing, kind: 'outage' },
  'unsupported json': lacking,
  'unsupported tools': lacking,
  'unsupported vision': lacking,
  'unsupported reasoning': lacking,
  'oversize answer': { ...passing, kind: 'malformed-answer' },
  'oversize prompt': { kind: 'bad-request', alone: 1, next: 'never' },
  '400': { kind: 'bad-request', alone: 1, next: 'never' },
  'content refused': { kind: 'content-refused', alone: 1, next: 'never' },
} satisfies Record<FaultName, Row>;

const names = Object.keys(table).filter((name): name is FaultName => Object.hasOwn(table, name));

const settings = ['alone', 'before a fallback', 'with substitution'] as const;
type Setting = (typeof settings)[number];

/** One wire of each form in which a provider can be spoken to. */
const formOf = ({ provider, settings: { api, authenticationMethod } }: Wire) =>
  [provider, api, authenticationMethod].join();
const forms = wires.filter((wire, index) => wires.findIndex((one) => formOf(one) === formOf(wire)) === index);

type Case = { wire: Wire; name: FaultName; way: Way; setting: Setting };
type Told = {
  outcome: string;
  /** By the far end's own count; null where nobody listens. */
  called: number | null;
  sent: number;
  nextCalled: number;
  attempts: Asked['attempt'][];
  waits: number[];
};

/** Where the next one is called anyway, substitution changes nothing. */
const differs = (name: FaultName, setting: Setting) =>
  setting !== 'with substitution' || table[name].next !== 'always';

const cases: Case[] = forms.flatMap((wire) =>
  names.flatMap((name) =>
    ways.flatMap((way) =>
      settings.filter((setting) => differs(name, setting)).map((setting) => ({ wire, name, way, setting })),
    ),
  ),
);

/** Each case has an address of its own, so that the server can tell whose call came. */
const hits = new Map<string, number>();
const server = createServer((request, response) => {
  const [, which = '', index = ''] = (request.url ?? '').split('/');
  const key = `${which}/${index}`;
  hits.set(key, (hits.get(key) ?? 0) + 1);
  request.resume();
  if (which === 'next') return answerWell(response, cases[Number(index)]?.way === 'streamed');
  const { wire, name, way } = cases[Number(index)] ?? expect.fail(`A call of nobody's: ${request.url}`);
  (faults[name] as Fault).answer?.(response, wire, way === 'streamed');
});

function answerWell(response: ServerResponse, streamed: boolean): void {
  const usage = { prompt_tokens: 11, completion_tokens: 3 };
  const said = { content: '{"status":"ok"}' };
  response.writeHead(200, { 'content-type': streamed ? 'text/event-stream' : 'application/json' });
  if (!streamed)
    return void response.end(
      JSON.stringify({
        choices: [{ index: 0, message: { role: 'assistant', ...said }, finish_reason: 'stop' }],
        usage,
      }),
    );
  for (const part of [
    { choices: [{ index: 0, delta: said, finish_reason: null }] },
    { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage },
  ])
    response.write(`data: ${JSON.stringify(part)}\n\n`);
  response.end('data: [DONE]\n\n');
}

const modelOf = (reference: string, provider: WireId): Model => ({
  id: reference,
  type: 'CUSTOM',
  reference,
  displayName: reference,
  description: '',
  provider,
  providerModelId: `${reference}-id`,
  capabilities: { jsonMode: true, vision: true, toolUse: true, reasoning: true },
  reasoningParameter: 'max_tokens',
  maxTokens: 500,
  contextTokens: null,
  inputCost: '0.000001',
  outputCost: '0.00001',
  status: 'ACTIVE',
  untested: false,
  custom: null,
  grant: null,
});

const next = modelOf('next', 'openai-compatible');
const [nextWire] = chatWires;

function candidatesOf({ wire, setting }: Case) {
  const policy: ModelPolicy = {
    origin: { kind: 'own' },
    default: next,
    fallback: setting === 'alone' ? null : next,
    aliases: new Map(),
    exclusive: false,
    substitution: setting === 'with substitution' ? 'DEFAULT' : 'NEVER',
    platformDefault: next,
    offered: false,
    revision: 1,
  };
  const question = {
    reference: 'first',
    requirements: [],
    onMissingCapability: 'refuse',
    substitution: 'allow',
  } as const;
  return resolveCandidates(question, policy, modelOf('first', wire.provider));
}

/** Far more than a call takes, on whatever machine: by a clock that is moved on when nobody has anything else to wait for. */
const patience = {
  streamed: { firstPartMs: 10_000, stallMs: 10_000, totalMs: 15_000 },
  whole: { firstPartMs: 10_000, stallMs: 10_000, totalMs: 10_000 },
} satisfies Record<Way, CallTimeouts>;
const movedOnByMs = 11_000;

/** A call that has not ended, and whether only its deadline can end it now. */
type UnderWay = { stuck: () => boolean };
const underWay = new Set<UnderWay>();

let guard: GuardedFetch;
let url: string;
let nobody: string;

async function play(one: Case, index: number): Promise<Told> {
  const { wire, name, way } = one;
  const fault: Fault = faults[name];
  const request: ModelRequest = scenarios[fault.asks?.(wire) ?? 'text'].request;
  const elsewhere = fault.answer ? url : nobody;
  const first = openWire(wire, { guard, url: `${elsewhere}/first/${index}` }, request);
  const second = openWire(nextWire ?? expect.fail(), { guard, url: `${url}/next/${index}` }, request);
  const attempts: Told['attempts'] = [];
  const waits: number[] = [];
  const { candidates, substitution } = candidatesOf(one);
  const { signal } = new AbortController();
  const outcome = await callWithFailover<Candidate, unknown>({
    candidates,
    substitution,
    signal,
    wait: async (ms) => waits.push(ms),
    async call(candidate) {
      const { client } = candidate.model === next ? second : first;
      // What drips is never silent, even where the clock takes a leap between two drops.
      const timeouts = { ...patience[way], ...(name === 'drip' && { stallMs: 100_000 }) };
      const asked: ModelClient = {
        call: (given, options) => client.call(given, { ...options, timeouts }),
        stream: (given, options) =>
          way === 'whole'
            ? client.call(given, { ...options, timeouts })
            : client.stream(given, { ...options, timeouts }),
      };
      let heard = false;
      const here = attempts.length + 1;
      const begins = name === 'silence after n chunks' && way === 'streamed';
      const call: UnderWay = {
        stuck: () => candidate.model !== next && hits.get(`first/${index}`) === here && (heard || !begins),
      };
      underWay.add(call);
      const { attempt, answer, error } = await askCandidate(Promise.resolve(asked), candidate, request, {
        signal,
        onText: () => (heard = true),
      });
      underWay.delete(call);
      attempts.push(attempt);
      if (!answer) throw error;
      return answer;
    },
  }).then(
    () => 'answered',
    (error: unknown) => (error instanceof ProviderError ? error.kind : String(error)),
  );
  return {
    outcome,
    called: fault.answer && (hits.get(`first/${index}`) ?? 0),
    sent: first.sent.length,
    nextCalled: hits.get(`next/${index}`) ?? 0,
    attempts,
    waits,
  };
}

let told: Told[] = [];
const toldOf = (wire: Wire, name: FaultName, way: Way, setting: Setting): Told =>
  told[
    cases.findIndex(
      (one) => one.wire === wire && one.name === name && one.way === way && one.setting === setting,
    )
  ] ?? expect.fail('This case was not played.');

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  nobody = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  closed.close();
  guard = createGuardedFetch({
    allow: parseEgressAllow([url, nobody].map((one) => new URL(one).host).join(', ')),
  });
  const playAll = async (chosen: (fault: Fault) => boolean, atOnce: number) => {
    const waiting = cases.entries().filter(([, { name }]) => chosen(faults[name]));
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const [index, one] of waiting) told[index] = await play(one, index);
      }),
    );
  };
  await playAll(({ endless }) => !endless, 16);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const clock = setInterval(() => {
    if ([...underWay].every(({ stuck }) => stuck())) vi.advanceTimersByTime(movedOnByMs);
  }, 10);
  await playAll(({ endless }) => endless === true, 100);
  clearInterval(clock);
  vi.useRealTimers();
}, 60_000);

afterAll(async () => {
  await guard?.close();
  server.closeAllConnections();
  server.close();
});

test('every provider stands in the matrix', () => {
  expect(new Set(forms.map(({ provider }) => provider))).toEqual(new Set([...providerIds, 'openrouter']));
});

describe.each(forms)('$title', (wire) => {
  test.each(names)('%s', (name) => {
    const row: Row = table[name];
    const followed = row.next === 'always';
    for (const way of ways) {
      const kind = kindOf(wire, name, way);
      const failed = `first: ${kind}`;

      const alone = toldOf(wire, name, way, 'alone');
      expect(summaryOf(alone), `alone, ${way}`).toEqual({
        outcome: kind,
        sent: row.alone,
        called: faults[name].answer && row.alone,
        nextCalled: 0,
        receipt: Array(row.alone).fill(failed),
      });
      if ('waits' in row) expect(alone.waits).toEqual(row.waits);
      else expect(alone.waits).toHaveLength(row.alone - 1);
      for (const attempt of alone.attempts) expectFailed(attempt, wire, kind);

      const before = toldOf(wire, name, way, 'before a fallback');
      expect(summaryOf(before), `before a fallback, ${way}`).toMatchObject({
        outcome: followed ? 'answered' : kind,
        sent: 1,
        nextCalled: followed ? 1 : 0,
        receipt: followed ? [failed, 'next: answered'] : [failed],
      });
      expect(before.waits, 'the next one is called at once').toEqual([]);
      if (followed) expectAnswered(before.attempts.at(-1));

      if (!differs(name, 'with substitution')) continue;
      const substituted = row.next === 'substitution';
      expect(
        summaryOf(toldOf(wire, name, way, 'with substitution')),
        `with substitution, ${way}`,
      ).toMatchObject({
        outcome: substituted ? 'answered' : kind,
        sent: 1,
        nextCalled: substituted ? 1 : 0,
        receipt: substituted ? [failed, 'next: answered'] : [failed],
      });
    }
  });
});

function kindOf({ events }: Wire, name: FaultName, way: Way): string {
  const { kind, whole = kind }: Row = table[name];
  if (way === 'whole') return whole;
  // What goes wrong within a stream is in the words of each.
  return name === '200 with an error inside' ? (events?.kind ?? kind) : kind;
}

const summaryOf = ({ outcome, sent, called, nextCalled, attempts }: Told) => ({
  outcome,
  sent,
  called,
  nextCalled,
  receipt: attempts.map(({ modelSlug, outcome: came }) => `${modelSlug}: ${came}`),
});

function expectFailed(attempt: Asked['attempt'], wire: Wire, kind: string): void {
  expect(attempt).toMatchObject({
    reason: 'The step names it.',
    provider: wire.provider,
    providerModelId: 'first-id',
    error: {
      code: kind.toUpperCase().replaceAll('-', '_'),
      message: expect.stringMatching(/./),
      fix: expect.stringMatching(/./),
    },
    cost: null,
  });
  for (const secret of Object.values(wire.secrets)) expect(JSON.stringify(attempt)).not.toContain(secret);
}

function expectAnswered(attempt: Asked['attempt'] | undefined): void {
  expect(attempt).toMatchObject({
    reason: "It is the organization's fallback.",
    provider: 'openai-compatible',
    error: null,
    inputTokens: 11,
    outputTokens: 3,
    cost: '0.000041',
  });
}
