import type { IncomingMessage, ServerResponse } from 'node:http';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { worksEnded } from '../live/watch-work.ts';
import { addCustomModel } from '../models/add-custom-model.ts';
import { CustomModel } from '../models/custom-model.ts';
import { drawProbeImage } from '../models/probe-image.ts';
import { Attempt } from '../runs/attempt.ts';
import type { Client, StreamEvent } from '../test/client.ts';
import { waitFor } from '../test/durable-ground.ts';
import { startSandbox } from '../test/model-ground.ts';
import { createWorld, type World } from '../test/world.ts';

let world: World;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
/** A provider that answers as each test says. */
let fake: Awaited<ReturnType<typeof startSandbox>>;
let answer: (request: IncomingMessage) => [number, object | string];
beforeAll(async () => {
  sandbox = await startSandbox();
  fake = await startSandbox();
  fake.server
    .removeAllListeners('request')
    .on('request', (request: IncomingMessage, response: ServerResponse) => {
      const [status, body] = answer(request);
      const isStream = typeof body === 'string';
      response.writeHead(status, { 'content-type': isStream ? 'text/event-stream' : 'application/json' });
      response.end(isStream ? body : JSON.stringify(body));
    });
  world = await createWorld({ SANDBOX_URL: sandbox.url, EGRESS_ALLOW: new URL(fake.url).host });
});
afterAll(async () => {
  await world.close();
  await Promise.all([sandbox.close(), fake.close()]);
});

const key = 'sk-canary-trial-4242';

/** A saved model of the sandbox; gives its slug. */
async function newModel(
  providerModelId: string,
  change: Partial<CustomModel> = {},
  baseUrl = `${sandbox.url}/v1`,
): Promise<string> {
  const { slug, id } = await world.ours.transact((em, actor) =>
    addCustomModel(
      em,
      actor,
      {
        displayName: `Model ${uuid()}`,
        setup: {
          provider: 'openai-compatible',
          fields: [
            { name: 'baseUrl', value: baseUrl },
            { name: 'apiKey', value: key },
          ],
          providerModelId,
          maxTokens: 4096,
          capabilities: { jsonMode: true, vision: true, toolUse: true, reasoning: true },
          reasoningParameter: 'max_tokens',
        },
        inputCost: '0.000001',
        outputCost: '0.000002',
        untested: true,
      },
      world.services.models,
    ),
  );
  await world.ours.transact((em) => em.nativeUpdate(CustomModel, { id }, change));
  return slug;
}

const attempt =
  'attempt { id reference provider providerModelId outcome cost inputTokens outputTokens latencyMs firstTokenMs error { code message } }';

const tryOut = (client: Client, input: object) =>
  client.follow(
    `subscription ($input: TryModelInput!) { tryModel(input: $input) { type: __typename
       ... on TrialTextAdded { text } ... on TrialReasoningAdded { text } ... on TrialToolCalled { name arguments }
       ... on TrialEnded { repeated object finishReason error { code message fix } ${attempt} } } }`,
    { input: { idempotencyKey: uuid(), prompt: 'What is a patchbay?', ...input } },
  );

const told = (events: StreamEvent[]) =>
  events.filter(({ event }) => event === 'next').map(({ data }) => JSON.parse(data).data.tryModel);

async function eventsOf(client: Client, input: object) {
  const stream = await tryOut(client, input);
  expect(stream.refusal?.text).toBeUndefined();
  return told(await stream.toEnd());
}

const textOf = (events: { type: string; text: string }[], type = 'TrialTextAdded') =>
  events.flatMap((event) => (event.type === type ? event.text : [])).join('');

const callsOf = (model: string) => sandbox.calls.filter((call) => call.model === model);
const attemptsOf = (reference: string) => world.ours.transact((em) => em.find(Attempt, { reference }));

test('a member sees the answer stream, and then its receipt with tokens, cost and latency', async () => {
  const reference = await newModel('sandbox-chunks-3-every-20ms');
  const events = await eventsOf(world.as('member'), { reference, system: 'Be brief.', temperature: 0.5 });
  expect(textOf(events)).toContain('You asked: "What is a patchbay?"');
  expect(events.at(-1)).toMatchObject({
    type: 'TrialEnded',
    repeated: false,
    finishReason: 'stop',
    error: null,
    attempt: {
      reference,
      provider: 'openai-compatible',
      outcome: 'answered',
      cost: expect.stringMatching(/^0\.000/),
      inputTokens: expect.any(Number),
      outputTokens: expect.any(Number),
      latencyMs: expect.any(Number),
      firstTokenMs: expect.any(Number),
    },
  });
  const body = JSON.parse(callsOf('sandbox-chunks-3-every-20ms')[0]?.body ?? '{}');
  expect(body).toMatchObject({ stream: true, max_tokens: 4096, temperature: 0.5 });
  expect(await attemptsOf(reference)).toMatchObject([{ runId: null, stepId: null, modelSlug: reference }]);
});

test('a model without prices is unpriced, not free', async () => {
  const reference = await newModel('sandbox-fast', { inputCost: null });
  const events = await eventsOf(world.as('member'), { reference });
  expect(events.at(-1)).toMatchObject({ attempt: { outcome: 'answered', cost: null } });
});

test('an image, a tool, a schema and reasoning reach the model', async () => {
  const reference = await newModel('sandbox-fast');
  const image = { data: Buffer.from(drawProbeImage().png).toString('base64'), mediaType: 'image/png' };
  const member = world.as('member');
  expect(textOf(await eventsOf(member, { reference, image }))).toContain('The quarters of the image are');

  const parameters = { type: 'object', properties: { code: { type: 'string' } } };
  const tool = { name: 'report', description: 'Takes a code.', parameters };
  const called = await eventsOf(member, { reference, tool, prompt: 'Report the code "a-1".' });
  expect(called).toContainEqual({ type: 'TrialToolCalled', name: 'report', arguments: { code: 'a-1' } });
  expect(called.at(-1)).toMatchObject({ finishReason: 'tool-calls', attempt: { outcome: 'answered' } });

  const schema = { type: 'object', properties: { status: { type: 'string' } }, required: ['status'] };
  expect((await eventsOf(member, { reference, schema })).at(-1)).toMatchObject({ object: { status: 'ok' } });

  const reasoned = await eventsOf(member, { reference, reasoning: { maxTokens: 2000 } });
  expect(textOf(reasoned, 'TrialReasoningAdded')).toContain('within 2000 tokens');
});

test('a model without JSON mode is told the schema in words', async () => {
  const reference = await newModel('sandbox-text', { jsonMode: false });
  const schema = { type: 'object', properties: { status: { type: 'string' } }, required: ['status'] };
  const events = await eventsOf(world.as('member'), { reference, schema });
  expect(events.at(-1)).toMatchObject({ object: { status: 'ok' } });
});

test("a failure shows the provider's own words without the key, and stands on the books", async () => {
  const reference = await newModel('faked', {}, `${fake.url}/v1`);
  answer = ({ headers }) => [429, { error: { message: `Slow down, ${headers.authorization}.` } }];
  const events = await eventsOf(world.as('member'), { reference });
  const said = expect.stringContaining('Slow down, Bearer [secret removed].');
  expect(events).toMatchObject([
    {
      type: 'TrialEnded',
      error: { code: 'RATE_LIMIT', message: said, fix: expect.any(String) },
      attempt: { outcome: 'rate-limit', error: { code: 'RATE_LIMIT', message: said } },
    },
  ]);
  expect(JSON.stringify([await attemptsOf(reference), world.log])).not.toContain('canary');
});

test('what a model answers is never altered', async () => {
  const reference = await newModel('faked', {}, `${fake.url}/v1`);
  const chunk = { choices: [{ index: 0, delta: { content: `It is ${key}.` }, finish_reason: null }] };
  const end = { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] };
  answer = () => [200, `data: ${JSON.stringify(chunk)}\n\ndata: ${JSON.stringify(end)}\n\ndata: [DONE]\n\n`];
  const events = await eventsOf(world.as('member'), { reference });
  expect(textOf(events)).toBe(`It is ${key}.`);
});

test.each([
  [{ active: false }, {}, /is switched off/],
  [{ active: false, deletedAt: new Date() }, {}, /was deleted/],
  [
    { vision: false },
    { image: { data: 'iVBORw0KGgo=', mediaType: 'image/png' } },
    /cannot read images.*attached/,
  ],
  [{ toolUse: false }, { tool: { name: 'x', description: '', parameters: {} } }, /cannot call tools/],
  [{ reasoning: false }, { reasoning: { maxTokens: 1 } }, /cannot reason/],
])(
  'a model that is %j is not called: the reason is the one that a run gives',
  async (change, input, message) => {
    const reference = await newModel('sandbox-delay-3', change);
    const events = await eventsOf(world.as('member'), { reference, ...input });
    expect(events).toMatchObject([
      {
        type: 'TrialEnded',
        attempt: null,
        error: { code: 'NO_CANDIDATE', message: expect.stringMatching(message), fix: expect.any(String) },
      },
    ]);
    expect(callsOf('sandbox-delay-3')).toEqual([]);
  },
);

test('no other model answers in its place, and one that is unknown or not configured is said to be', async () => {
  const member = world.as('member');
  const calls = sandbox.calls.length;
  expect(await eventsOf(member, { reference: 'no-such-model' })).toMatchObject([
    { attempt: null, error: { message: expect.stringContaining('There is no model "no-such-model"') } },
  ]);
  expect(await eventsOf(member, { reference: 'openai/gpt-5-mini' })).toMatchObject([
    { attempt: null, error: { message: expect.stringContaining('not configured by the operator') } },
  ]);
  expect(sandbox.calls.length).toBe(calls);
});

test('who closes the stream ends the call, which stays on the books as cancelled; coming back shows just that', async () => {
  const model = 'sandbox-chunks-900-every-20ms';
  const reference = await newModel(model);
  const input = { reference, idempotencyKey: 'left' };
  const stream = await tryOut(world.as('member'), input);
  await stream.take(2);
  stream.leave();
  await expect.poll(() => callsOf(model)[0]?.outcome).toBe('aborted');
  expect(await eventsOf(world.as('member'), input)).toMatchObject([
    { type: 'TrialEnded', repeated: true, attempt: { outcome: 'cancelled' } },
  ]);
  expect(callsOf(model).length).toBe(1);
});

test('coming back with the same key shows the receipt, and pays nothing again', async () => {
  const model = 'sandbox-chunks-2-every-1ms';
  const input = { reference: await newModel(model), idempotencyKey: 'again' };
  const first = (await eventsOf(world.as('member'), input)).at(-1);
  const again = await eventsOf(world.as('member'), input);
  expect(again).toMatchObject([
    { repeated: true, attempt: { id: first.attempt.id, cost: first.attempt.cost } },
  ]);
  expect(callsOf(model).length).toBe(1);
});

test("another person's key is another key", async () => {
  const model = 'sandbox-chunks-2-every-2ms';
  const input = { reference: await newModel(model), idempotencyKey: 'same' };
  await eventsOf(world.as('member'), input);
  expect((await eventsOf(world.as('contributor'), input)).at(-1)).toMatchObject({ repeated: false });
  expect(callsOf(model).length).toBe(2);
});

const png = (bytes: number) => {
  const data = Buffer.alloc(bytes);
  data.set([0x89, 0x50, 0x4e, 0x47]);
  return data.toString('base64');
};

const nested = (levels: number): object => (levels === 0 ? {} : { properties: { a: nested(levels - 1) } });

test.each([
  [{ prompt: ' ' }, ['prompt'], 'Write a prompt'],
  [
    { image: { data: png(5 * 1024 * 1024 + 1), mediaType: 'image/png' } },
    ['image', 'data'],
    'larger than 5 MB',
  ],
  [{ image: { data: 'data:image/png;base64,AAAA', mediaType: 'image/png' } }, ['image', 'data'], 'base64'],
  [{ image: { data: png(9), mediaType: 'image/gif' } }, ['image', 'data'], 'is no image/gif'],
  [{ image: { data: png(9), mediaType: 'image/tiff' } }, ['image', 'mediaType'], 'image/png'],
  [{ tool: { name: 'a b', description: '', parameters: {} } }, ['tool', 'name'], 'letters, digits'],
  [{ tool: { name: 'a', description: '', parameters: [] } }, ['tool', 'parameters'], 'JSON Schema'],
  [{ schema: 'x' }, ['schema'], 'JSON object'],
  [
    { schema: { type: 'object', properties: { a: { type: 'string', pattern: '^(?=a)' } } } },
    ['schema'],
    'cannot be used',
  ],
  [{ schema: nested(60) }, ['schema'], '40 levels'],
  [{ schema: { description: 'x'.repeat(100_001) } }, ['schema'], '100,000 characters'],
  [{ reasoning: { maxTokens: 9, effort: 'LOW' } }, ['reasoning'], 'either'],
  [{ maxTokens: 0 }, ['maxTokens'], 'at least 1'],
  [{ temperature: 3 }, ['temperature'], 'at most 2'],
])('input at fault is refused with its field and a sentence: %#', async (input, path, message) => {
  const calls = sandbox.calls.length;
  const { refusal } = await tryOut(world.as('member'), {
    reference: await newModel('sandbox-fast'),
    ...input,
  });
  expect(refusal).toMatchObject({
    status: 422,
    errors: [{ message: expect.stringContaining(message), extensions: { path } }],
  });
  expect(sandbox.calls.length).toBe(calls);
});

test('an image of 5 MB is taken; a request that is larger than any can be is refused with its limit', async () => {
  const reference = await newModel('sandbox-fast');
  const image = { data: png(5 * 1024 * 1024), mediaType: 'image/png' };
  expect((await eventsOf(world.as('member'), { reference, image })).at(-1)).toMatchObject({
    attempt: { outcome: 'answered' },
  });
  const { refusal } = await tryOut(world.as('member'), { reference, prompt: 'x'.repeat(9 * 1024 * 1024) });
  expect(refusal).toMatchObject({ status: 413, errors: [{ message: expect.stringContaining('8 MB') }] });
});

test('nobody watches more than ten calls at once; one that ends makes room', async () => {
  const model = 'sandbox-chunks-902-every-100ms';
  const reference = await newModel(model);
  const client = world.as('projectAdmin');
  const streams = await Promise.all(Array.from({ length: 10 }, () => tryOut(client, { reference })));
  const { refusal } = await tryOut(client, { reference });
  expect(refusal).toMatchObject({ status: 409, errors: [{ message: expect.stringContaining('10 calls') }] });
  const other = await tryOut(world.as('contributor'), { reference });
  expect(other.refusal).toBeNull();
  streams[0]?.leave();
  // That one has left is heard when its connection closes; how soon is up to the machine.
  await waitFor(async () => {
    const next = await tryOut(client, { reference });
    streams.push(next);
    return next.refusal ? null : next;
  });
  expect((await tryOut(client, { reference })).refusal).toMatchObject({ status: 409 });
  for (const stream of [...streams, other]) stream.leave();
});

test('a process that shuts down leaves no call unrecorded', async () => {
  const model = 'sandbox-chunks-901-every-20ms';
  const reference = await newModel(model);
  const stream = await tryOut(world.as('member'), { reference });
  await stream.take(1);
  await world.services.hub.close();
  await worksEnded();
  expect(await attemptsOf(reference)).toMatchObject([{ outcome: 'cancelled' }]);
  await stream.toEnd();
});
