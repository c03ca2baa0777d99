import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { randomPrompt, seeded } from '@patchbay/schema/test/random-graph.ts';
import { requirementsOf, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { validateWorkflow } from '@patchbay/schema/validate-workflow.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { createLog } from '../log.ts';
import { type EntityManager, inOrganization } from '../orm.ts';
import type { ModelAnswer, ModelRequest } from '../providers/model-client.ts';
import { parseEgressAllow } from '../providers/egress-rules.ts';
import { createGuardedFetch, type WatchableFetch } from '../providers/guarded-fetch.ts';
import { type InvalidJson, readJsonAnswer } from '../providers/json-answer.ts';
import { ProviderError } from '../providers/provider-error.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { createActor } from '../test/durable-ground.ts';
import { results, step, wired } from '../test/kinds-graph.ts';
import { createRunningRun } from '../test/running-run.ts';
import { Attempt } from './attempt.ts';
import { driveRun } from './drive-run.ts';
import { createNodeRunners } from './nodes/index.ts';
import { absentOutside, type Outside } from './outside.ts';
import { Run } from './run.ts';
import { createRunNotices, type RunNotices } from './run-notices.ts';
import { createRunStore, type RunStore } from './run-store.ts';
import { StepRun } from './step-run.ts';
import type { BoundTool } from './tool.ts';
import { noVersions } from '../test/no-inner-runs.ts';

const log = createLog('test', { level: 'silent' });
let database: TestDatabase;
let actor: Actor;
let store: RunStore;
let notices: RunNotices;
let fetch: WatchableFetch;
let origin: string;
const requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = [];

/** Does what the path says. */
const server = createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += String(piece);
  const { method = '', url = '', headers } = request;
  requests.push({ method, url, headers, body });
  answer(url, response);
});

function answer(url: string, response: ServerResponse): void {
  const [, what = ''] = url.split('/');
  if (what === 'silent') return;
  if (what === 'moved') return void response.writeHead(302, { location: '/elsewhere' }).end();
  if (what === 'large') return void response.end('x'.repeat(2_100_000));
  if (what === 'secret') return void response.end('you sent top-secret-token');
  if (what === 'flaky' && requests.filter((one) => one.url === url).length < 3)
    return void response.writeHead(503).end('overloaded');
  if (/^\d+$/.test(what)) return void response.writeHead(Number(what)).end('no');
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, url }));
}

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  origin = `http://${host}`;
  fetch = createGuardedFetch({ allow: parseEgressAllow(host) });
  database = await createDatabase();
  actor = await createActor(database.orm);
  store = createRunStore(database.url, { connections: 2 });
  notices = createRunNotices(database.orm, log, 5);
});

afterAll(async () => {
  await notices.close();
  await store.close();
  await database.close();
  await fetch.close();
  server.closeAllConnections();
  server.close();
});

const transact = <T>(work: (em: EntityManager) => Promise<T>) =>
  inOrganization(database.orm, actor.organizationId, work);

const usage = { input: 1, cachedInput: 0, output: 1, reasoning: 0 };
const says = (text: string, more: Partial<ModelAnswer> = {}): ModelAnswer => ({
  text,
  toolCalls: [],
  usage,
  finishReason: 'stop',
  ...more,
});
const calls = (name: string, args: unknown) =>
  says('', { toolCalls: [{ id: 'c1', name, arguments: args }], finishReason: 'tool-calls' });

const candidate = (name: string, capabilities = {}) => ({
  model: {
    id: randomUUID(),
    type: 'CUSTOM' as const,
    reference: name,
    displayName: name,
    description: '',
    provider: 'openai-compatible' as const,
    providerModelId: name,
    capabilities: { jsonMode: true, vision: false, toolUse: true, reasoning: false, ...capabilities },
    reasoningParameter: 'max_tokens' as const,
    maxTokens: 100,
    contextTokens: null,
    inputCost: null,
    outputCost: null,
    status: 'ACTIVE' as const,
    untested: false,
    custom: null,
    grant: null,
  },
  position: 1,
  place: 'REFERENCE' as const,
  reason: 'The step names it.',
  degraded: [],
  target: {
    provider: 'openai-compatible' as const,
    settings: {},
    credentials: { kind: 'none' as const },
    providerModelId: name,
    reasoningParameter: 'max_tokens' as const,
  },
});

type World = Partial<Outside> & {
  /** What the models answer, call after call: an answer, or an error to throw. */
  script?: (ModelAnswer | Error)[];
  candidates?: ReturnType<typeof candidate>[];
  input?: Record<string, unknown>;
};

/** Drives a run of the graph; `die` ends an attempt after so many calls to models, as a crash would. */
async function run(graph: WorkflowGraph, { script = [], candidates, input = {}, ...outside }: World = {}) {
  const asked: { by: string; request: ModelRequest }[] = [];
  const nodes = createNodeRunners({
    candidatesFor: async () => ({
      candidates: candidates ?? [candidate('scripted')],
      refused: [],
      substitution: false,
    }),
    openModel: async (_organizationId, { model }) => {
      const stream = async (request: ModelRequest) => {
        asked.push({ by: model.reference, request });
        const next = script[asked.length - 1];
        if (!next) throw new Error('The script is over.');
        if (next instanceof Error) throw next;
        return next;
      };
      return { call: stream, stream };
    },
    readFile: async () => null,
    ...absentOutside,
    fetch,
    ...outside,
  });
  const runId = await transact((em) => createRunningRun(em, actor, graph, input));
  const drive = (changed: Partial<RunStore> = {}) =>
    driveRun(
      { store: { ...store, ...changed }, notices, nodes, loadVersion: noVersions, log, onFinished: () => {} },
      { organizationId: actor.organizationId, runId, token: randomUUID() },
      1,
      new AbortController().signal,
    );
  const look = () =>
    transact(async (em) => {
      const steps = await em.find(StepRun, { runId });
      const { status, output, error } = await em.findOneOrFail(Run, { id: runId });
      return {
        status,
        output,
        error,
        asked,
        steps: Object.fromEntries(steps.map((one) => [one.path, one])),
        attempts: await em.find(Attempt, { runId }, { orderBy: { position: 'asc' } }),
      };
    });
  return { drive, look };
}

async function ended(graph: WorkflowGraph, world: World = {}) {
  const { drive, look } = await run(graph, world);
  await drive();
  return look();
}

const inputOf = (...names: string[]) =>
  step('input', 'input', {
    fields: names.map((name) => ({
      name,
      label: '',
      help: '',
      type: 'json' as const,
      required: false,
      choices: [],
    })),
  });

describe('branches', () => {
  const graph = wired(
    [
      inputOf('n'),
      step('condition', 'large', { expression: 'input.n > 10' }),
      step('transform', 'big', { fields: [{ name: 'said', expression: '"big " + string(input.n)' }] }),
      step('transform', 'small', { fields: [{ name: 'said', expression: '"small"' }] }),
      step('merge', 'either', { fields: [{ name: 'said', from: ['big.said', 'small.said'] }] }),
      step('output', 'out', results(['said', '{{ either.said }}'])),
      step('note', 'note', { text: '{{ this is never read' }),
    ],
    'input > large',
    'large.yes > big',
    'large.no > small',
    'big > either',
    'small > either',
    'either > out',
  );

  test('the graph that these tests run could be published', () => {
    expect(validateWorkflow(graph)).toEqual([]);
  });

  test('a run goes one way, what is not on it is recorded as skipped, and a merge takes what ran', async () => {
    const { status, output, steps } = await ended(graph, { input: { n: 11 } });
    expect([status, output]).toEqual(['SUCCEEDED', { said: 'big 11' }]);
    expect(steps).toMatchObject({ small: { status: 'SKIPPED' }, big: { status: 'SUCCEEDED' } });
    expect(steps).not.toHaveProperty('note');
    expect((await ended(graph, { input: { n: 1 } })).output).toEqual({ said: 'small' });
  });

  test('a switch takes the first case that is true, or else the last way', async () => {
    const chosen = wired(
      [
        inputOf('n'),
        step('switch', 'pick', {
          cases: [
            { id: 'a', name: 'A', when: 'input.n > 10' },
            { id: 'b', name: 'B', when: 'input.n > 5' },
          ],
        }),
        ...['a', 'b', 'rest'].map((key) => step('output', `out_${key}`, results([key, '{{ pick.case }}']))),
      ],
      'input > pick',
      'pick.a > out_a',
      'pick.b > out_b',
      'pick.else > out_rest',
    );
    expect((await ended(chosen, { input: { n: 20 } })).output).toEqual({ a: 'a' });
    expect((await ended(chosen, { input: { n: 7 } })).output).toEqual({ b: 'b' });
    expect((await ended(chosen, { input: { n: 1 } })).output).toEqual({ rest: 'else' });
  });

  const ways = [
    inputOf('n'),
    step('condition', 'large', { expression: 'input.n > 10' }),
    step('transform', 'big', { fields: [{ name: 'said', expression: '"big"' }] }),
    step('merge', 'together', { fields: [{ name: 'n', from: ['input.n'] }] }),
  ];
  const edges = [
    'input > large',
    'large.yes > big',
    'large.no > together',
    'big > together',
    'together > out',
  ];

  test('a reference to a step that was skipped is an error that names it and says to merge', async () => {
    const asks = (value: string) =>
      wired([...ways, step('output', 'out', results(['said', value]))], ...edges);
    const { error } = await ended(asks('{{ big.said }}'), { input: { n: 1 } });
    expect(error).toMatchObject({
      code: 'SKIPPED_STEP',
      message: expect.stringMatching(
        /^Result "said".* refers to "big", which did not run: the run went another way/,
      ),
      fix: expect.stringContaining('merge step'),
    });
    const { output } = await ended(asks('{{ big.said | default: "none" }}'), { input: { n: 1 } });
    expect(output).toEqual({ said: 'none' });
  });

  test('so is one in an expression', async () => {
    const graph = wired(
      [
        ...ways,
        step('transform', 'after', { fields: [{ name: 'x', expression: 'size(big.said)' }] }),
        step('output', 'out', results(['x', '{{ after.x }}'])),
      ],
      ...edges.slice(0, -1),
      'together > after',
      'after > out',
    );
    const { error } = await ended(graph, { input: { n: 1 } });
    expect(error).toMatchObject({ code: 'SKIPPED_STEP', message: expect.stringContaining('"big"') });
  });

  test('a condition that is neither true nor false takes no way: it fails', async () => {
    const { error } = await ended(graph, { input: { n: 'many' } });
    expect(error).toMatchObject({ code: 'EXPRESSION', nodeId: 'large' });
  });
});

// What it may compute takes long on a busy machine.
describe('an expression that would never end', { timeout: 60_000 }, () => {
  const bomb = 'size(input.list.map(a, input.list.map(b, input.list.map(c, a + b + c))))';
  test('is stopped, the place is named, and the worker lives on', async () => {
    const graph = (expression: string) =>
      wired(
        [
          inputOf('list'),
          step('transform', 'bomb', { fields: [{ name: 'x', expression }] }),
          step('output', 'out', results(['x', '{{ bomb.x }}'])),
        ],
        'input > bomb',
        'bomb > out',
      );
    const long = Array.from({ length: 2_000 }, (_, index) => index);
    const { error } = await ended(graph(bomb), { input: { list: long } });
    expect(error).toMatchObject({
      code: 'EXPRESSION',
      nodeId: 'bomb',
      message: expect.stringMatching(/^Field "x": this .* was stopped/),
    });
    expect((await ended(graph('size(input.list)'), { input: { list: [1, 2] } })).output).toEqual({ x: 2 });
  });
});

describe('an HTTP request', () => {
  const asks = (data: Parameters<typeof step<'http'>>[2], ...more: string[]) =>
    wired(
      [
        inputOf('q'),
        step('http', 'call', data),
        step('output', 'out', results(['status', '{{ call.status }}'], ['body', '{{ call.body }}'])),
      ],
      'input > call',
      'call > out',
      ...more,
    );

  test('fills in path, query, headers and body, and gives what came back', async () => {
    const graph = asks({
      method: 'POST',
      url: `${origin}/orders/{{ input.q.id }}`,
      query: [{ name: 'a b', value: '{{ input.q.text }}' }],
      headers: [{ name: 'X-Kind', value: 'k-{{ input.q.id }}' }],
      body: { kind: 'json', value: '{"text": "{{ input.q.text }}", "all": "{{ input.q }}", "n": 1}' },
    });
    expect(validateWorkflow(graph)).toEqual([]);
    const q = { id: 'x/../y?z=1', text: '", "admin": true, "' };
    const { status, output, steps } = await ended(graph, { input: { q } });
    expect(status).toBe('SUCCEEDED');
    expect(output).toMatchObject({ status: 200, body: { ok: true } });
    const sent = requests.at(-1);
    expect(sent?.url).toBe('/orders/x%2F..%2Fy%3Fz%3D1?a+b=%22%2C+%22admin%22%3A+true%2C+%22');
    expect(sent?.headers).toMatchObject({ 'x-kind': 'k-x/../y?z=1', 'content-type': 'application/json' });
    expect(JSON.parse(sent?.body ?? '')).toEqual({ text: q.text, all: q, n: 1 });
    expect(steps.call?.calls).toMatchObject([{ name: expect.stringMatching(/^POST /), failed: false }]);
  });

  test('climbs out of no path, and no header takes a line break', async () => {
    const climbing = asks({ url: `${origin}/users/{{ input.q }}/delete` });
    expect((await ended(climbing, { input: { q: '..' } })).error).toMatchObject({ code: 'URL' });
    const header = asks({ url: origin, headers: [{ name: 'x-a', value: '{{ input.q }}' }] });
    expect((await ended(header, { input: { q: 'a\r\nx-b: c' } })).error).toMatchObject({ code: 'HEADER' });
  });

  test.each([
    ['/404', { code: 'HTTP_STATUS', message: expect.stringContaining('answered 404: no') }],
    ['/moved', { code: 'EGRESS_REFUSED' }],
    ['/large', { code: 'ANSWER_TOO_LARGE' }],
    ['/silent', { code: 'HTTP_TIMEOUT' }],
  ])('that meets %s fails with words of its own', async (path, expected) => {
    const { error } = await ended(
      asks({ url: `${origin}${path}`, timeoutSeconds: path === '/silent' ? 1 : 30 }),
      { input: { q: 1 } },
    );
    expect(error).toMatchObject(expected);
  });

  test('goes to no address that the operator does not allow', async () => {
    const { error } = await ended(asks({ url: 'http://169.254.169.254/latest' }), { input: { q: 1 } });
    expect(error).toMatchObject({ code: 'EGRESS_REFUSED' });
  });

  test('may take an error status for an answer', async () => {
    const graph = asks({ url: `${origin}/404`, failOnStatus: false });
    expect((await ended(graph, { input: { q: 1 } })).output).toMatchObject({ status: 404 });
  });

  test('is tried again as often as the step says, each try on the record', async () => {
    const { status, steps } = await ended(asks({ url: `${origin}/flaky/1`, retries: 2 }), {
      input: { q: 1 },
    });
    expect(status).toBe('SUCCEEDED');
    expect(steps.call?.calls?.map(({ failed }) => failed)).toEqual([true, true, false]);
    const { error } = await ended(asks({ url: `${origin}/404`, retries: 2 }), { input: { q: 1 } });
    expect(error).toMatchObject({ code: 'HTTP_STATUS' });
    expect(requests.filter(({ url }) => url === '/404').length).toBeLessThan(6);
  });

  test('on error goes on by its branch with the error, or with the default value', async () => {
    const branch = wired(
      [
        step('http', 'call', { url: `${origin}/500`, onError: { kind: 'branch' } }),
        step('output', 'good', results(['good', '{{ call.text }}'])),
        step('output', 'bad', results(['bad', '{{ call.error.code }}'])),
      ],
      'call > good',
      'call.error > bad',
    );
    expect(validateWorkflow(branch)).toEqual([]);
    const gone = await ended(branch);
    expect(gone).toMatchObject({ status: 'SUCCEEDED', output: { bad: 'HTTP_STATUS' } });
    expect(gone.steps).toMatchObject({
      call: { status: 'SUCCEEDED', error: { code: 'HTTP_STATUS' } },
      good: { status: 'SKIPPED' },
    });
    const value = { status: 0, headers: {}, body: { ok: false }, text: '' };
    const instead = asks({ url: `${origin}/500`, onError: { kind: 'default', value } });
    expect((await ended(instead, { input: { q: 1 } })).output).toEqual({ status: 0, body: { ok: false } });
  });

  const connection = '0190a1b2-0000-7000-8000-000000000001';
  const opened = (at: string): Partial<Outside> => ({
    openConnection: async () => ({
      origin: at,
      headers: async () => ({ authorization: 'Bearer top-secret-token' }),
      secrets: ['top-secret-token'],
    }),
  });

  test('signs in with its connection, whose secret goes to its origin only and comes back from nowhere', async () => {
    const graph = asks({ url: `${origin}/secret`, connection });
    const { steps, status } = await ended(graph, { input: { q: 1 }, ...opened(origin) });
    expect(status).toBe('SUCCEEDED');
    expect(requests.at(-1)?.headers.authorization).toBe('Bearer top-secret-token');
    expect(JSON.stringify(steps)).not.toContain('top-secret-token');
    expect(steps.call?.output).toMatchObject({ text: expect.stringContaining('[secret removed]') });
    const elsewhere = await ended(graph, { input: { q: 1 }, ...opened('https://api.example.com') });
    expect(elsewhere.error).toMatchObject({ code: 'CONNECTION' });
  });
});

describe('a prompt with tools', () => {
  const toolId = '0190a1b2-0000-7000-8000-000000000002';
  const prompting = (data: Parameters<typeof step<'prompt'>>[2] = {}) =>
    wired(
      [
        step('prompt', 'ask', { model: 'scripted', user: 'Where is it?', tools: [toolId], ...data }),
        step('output', 'out', results(['text', '{{ ask.text }}'], ['whole', '{{ ask }}'])),
      ],
      'ask > out',
    );
  const seen: unknown[] = [];
  const lookUp: BoundTool = {
    name: 'look_up',
    description: 'Looks up an order.',
    parameters: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
    call: async (args) => {
      seen.push(args);
      return { result: `order ${String(args.id)} is on its way` };
    },
  };
  const toolsFor = async () => [lookUp];

  test('calls them, hands their results back, and answers; each call stands on the record', async () => {
    const script = [calls('look_up', { id: '7' }), says('It is on its way.')];
    const { output, asked, steps, attempts } = await ended(prompting(), { script, toolsFor });
    expect(output).toMatchObject({ text: 'It is on its way.' });
    expect(asked[0]?.request.tools).toMatchObject([{ name: 'look_up' }]);
    expect(asked[1]?.request.messages.slice(1)).toMatchObject([
      { role: 'assistant', toolCalls: [{ name: 'look_up' }] },
      { role: 'tool', toolName: 'look_up', result: 'order 7 is on its way' },
    ]);
    expect(steps.ask?.calls).toMatchObject([
      { name: 'look_up', arguments: { id: '7' }, result: 'order 7 is on its way', failed: false },
    ]);
    expect(attempts.map(({ position, outcome }) => [position, outcome])).toEqual([
      [1, 'answered'],
      [2, 'answered'],
    ]);
  });

  test('answers a wrong call as a failed result, without calling anything', async () => {
    seen.length = 0;
    const script = [calls('look_up', { id: 7 }), calls('drop_tables', {}), says('Then not.')];
    const { status, asked } = await ended(prompting(), { script, toolsFor });
    expect(status).toBe('SUCCEEDED');
    const answers = asked[2]?.request.messages.filter(({ role }) => role === 'tool');
    expect(answers).toMatchObject([
      { failed: true, result: expect.stringMatching(/do not fit.*"id"/) },
      { failed: true, result: expect.stringMatching(/no tool "drop_tables". There are: look_up/) },
    ]);
    expect(seen).toEqual([]);
  });

  test('stops at its limit of turns, and says what the model wanted', async () => {
    const script = Array.from({ length: 3 }, () => calls('look_up', { id: '7' }));
    const { error, asked } = await ended(prompting({ maxTurns: 3 }), { script, toolsFor });
    expect(error).toMatchObject({ code: 'TURN_LIMIT', message: expect.stringContaining('3 times') });
    expect(asked).toHaveLength(3);
  });

  test('gives JSON by a schema when the tools are done', async () => {
    const schema = { type: 'object', properties: { where: { type: 'string' } } };
    const script = [calls('look_up', { id: '7' }), says('{"where":"here"}', { object: { where: 'here' } })];
    const graph = prompting({ output: { kind: 'json', schema, mode: 'native' } });
    expect((await ended(graph, { script, toolsFor })).output?.whole).toMatchObject({
      json: { where: 'here' },
    });
  });

  test('goes on with the next candidate where one fails in the middle, and no tool is called again', async () => {
    seen.length = 0;
    const signed = {
      ...calls('look_up', { id: '7' }),
      thoughts: [{ text: 'hm', kept: { one: { signature: 's' } } }],
    };
    const script = [signed, new ProviderError('outage'), says('Done.')];
    const { output, asked } = await ended(prompting(), {
      script,
      toolsFor,
      candidates: [candidate('one'), candidate('two')],
    });
    expect(output).toMatchObject({ text: 'Done.' });
    expect(asked.map(({ by }) => by)).toEqual(['one', 'one', 'two']);
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(asked[1]?.request)).toContain('signature');
    expect(JSON.stringify(asked[2]?.request)).not.toContain('signature');
  });

  test('after a crash between two turns goes on where it was: no answer is paid twice, no tool called again', async () => {
    seen.length = 0;
    const script = [calls('look_up', { id: '7' }), new Error('as if killed'), says('Done.')];
    const { drive, look } = await run(prompting(), { script, toolsFor });
    let dead = false;
    const dies = async () => {
      throw new Error('as if killed');
    };
    // The attempt that dies writes nothing after its first turn.
    await drive({
      recordSteps: async (driven, records) => {
        if (dead) return dies();
        dead = true;
        return store.recordSteps(driven, records);
      },
      finish: dies,
    }).catch(() => {});
    await drive();
    const { output, asked, steps, attempts } = await look();
    expect(output).toMatchObject({ text: 'Done.' });
    expect(seen).toHaveLength(1);
    expect(asked[2]?.request.messages).toEqual(asked[1]?.request.messages);
    expect(steps.ask?.calls).toHaveLength(1);
    expect(attempts.map(({ position }) => position)).toEqual([1, 2]);
  });

  test('is tried again as often as the step says where the provider may recover', async () => {
    const bad = () => new ProviderError('malformed-answer');
    const script = [bad(), bad(), bad(), says('At last.')];
    const { output, attempts } = await ended(prompting({ retries: 1, tools: [] }), { script });
    expect(output).toMatchObject({ text: 'At last.' });
    expect(attempts).toHaveLength(4);
  });
});

describe('a prompt that wants JSON', () => {
  const schema = { type: 'object', properties: { where: { type: 'string' } }, required: ['where'] };
  const prompting = (data: Parameters<typeof step<'prompt'>>[2] = {}) =>
    wired(
      [
        step('prompt', 'ask', {
          model: 'scripted',
          user: 'Where is it?',
          output: { kind: 'json', schema, mode: 'native' },
          ...data,
        }),
        step('output', 'out', results(['where', '{{ ask.json.where }}'])),
      ],
      'ask > out',
    );
  const answered = '{"where":7}';
  const wrong = (text = answered) => {
    try {
      readJsonAnswer(text, schema, { finishReason: 'stop', usage, scrub: (said) => said });
    } catch (error) {
      return error as InvalidJson;
    }
    return expect.fail('It fits.');
  };
  const right = says('{"where":"here"}', { object: { where: 'here' } });
  const twice = { candidates: [candidate('one'), candidate('two')] };

  test('tells a model once what was wrong with its answer; that call is one of its own on the receipt', async () => {
    const { output, asked, attempts } = await ended(prompting(), { script: [wrong(), right], ...twice });
    expect(output).toMatchObject({ where: 'here' });
    expect(asked.map(({ by }) => by)).toEqual(['one', 'one']);
    expect(asked[1]?.request.messages).toEqual([
      { role: 'user', content: 'Where is it?' },
      { role: 'assistant', text: answered, toolCalls: undefined },
      { role: 'user', content: expect.stringMatching(/does not fit the schema at "where".* Answer again/) },
    ]);
    expect(
      attempts.map(({ position, outcome, reason, inputTokens }) => [position, outcome, reason, inputTokens]),
    ).toEqual([
      [1, 'invalid-json', 'The step names it.', 1],
      [2, 'answered', expect.stringContaining('Asked once more, and told what was wrong'), 1],
    ]);
  });

  test('fails with what came where the second answer is no better; of a long one it says how long', async () => {
    const long = `{"where":${'7'.repeat(5_000)}`;
    const { status, error, asked, attempts } = await ended(prompting(), { script: [wrong(), wrong(long)] });
    expect(status).toBe('FAILED');
    expect(asked).toHaveLength(2);
    expect(error).toMatchObject({
      code: 'INVALID_JSON',
      message: expect.stringMatching(
        /^The model did not answer in JSON. It answered: \{"where":7+\.\.\. \(3009 more characters\)$/,
      ),
      fix: expect.stringContaining('raise max tokens'),
    });
    expect(attempts[0]?.error?.message).toContain(answered);
  });

  test('asks the next candidate where there is one, and tells nobody a second time', async () => {
    const fails = await ended(prompting(), { script: [wrong(), wrong(), wrong()], ...twice });
    expect(fails.asked.map(({ by }) => by)).toEqual(['one', 'one', 'two']);
    expect(fails.error).toMatchObject({ code: 'INVALID_JSON' });
    expect(fails.attempts.at(-1)?.reason).toBe('The step names it.');
    const { output } = await ended(prompting(), { script: [wrong(), wrong(), right], ...twice });
    expect(output).toMatchObject({ where: 'here' });
  });

  test('after a crash goes on with telling it: the answer that was paid for is not asked for again', async () => {
    const script = [wrong(), new Error('as if killed'), right];
    const { drive, look } = await run(prompting(), { script });
    const dies = async () => {
      throw new Error('as if killed');
    };
    let recorded = 0;
    await drive({
      recordSteps: async (driven, records) =>
        (recorded += 1) > 1 ? dies() : store.recordSteps(driven, records),
      finish: dies,
    }).catch(() => {});
    await drive();
    const { output, asked, attempts } = await look();
    expect(output).toMatchObject({ where: 'here' });
    expect(asked[2]?.request.messages).toEqual(asked[1]?.request.messages);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['invalid-json', 'answered']);
  });

  test('is tried again where the step has retries', async () => {
    const { output, asked } = await ended(prompting({ retries: 1 }), { script: [wrong(), wrong(), right] });
    expect(output).toMatchObject({ where: 'here' });
    expect(asked).toHaveLength(3);
  });
});

test('a prompt needs of its model just what its run then asks of it', async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const random = seeded(seed);
    const data = {
      ...randomPrompt(random, 'Hello.'),
      model: 'scripted',
      attachments: [],
      onMissingCapability: 'refuse' as const,
      onError: { kind: 'fail' as const },
    };
    const node = step('prompt', 'ask', data);
    const able = { jsonMode: true, vision: true, toolUse: true, reasoning: true };
    const tool: BoundTool = {
      name: 'look_up',
      description: '',
      parameters: { type: 'object' },
      call: async () => ({ result: '' }),
    };
    const { asked } = await ended(wired([node, step('output', 'out', results(['x', '1']))], 'ask > out'), {
      script: [says('{}', { object: {} })],
      candidates: [candidate('able', able)],
      toolsFor: async () => [tool],
    });
    const request = asked[0]?.request;
    expect(new Set(requirementsOf(node).map(({ capability }) => capability)), `seed ${seed}`).toEqual(
      new Set([
        ...(request?.output.kind === 'json' && request.output.mode === 'native' ? ['jsonMode'] : []),
        ...(request?.tools ? ['toolUse'] : []),
        ...(request?.reasoning ? ['reasoning'] : []),
      ]),
    );
  }
});
