// The platform's models are reached at one address in the world. Here that address, and nothing else of the way there, is
// the test's own.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../test/world.ts';

const operatorKey = 'sk-or-canary-operator-4242';
let world: World;
let respond: (request: IncomingMessage, response: ServerResponse, body: string) => void;
const far = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  respond(request, response, body);
});

beforeAll(async () => {
  far.listen(0, '127.0.0.1');
  await once(far, 'listening');
  const { port } = far.address() as AddressInfo;
  world = await createWorld({
    OPENROUTER_API_KEY: operatorKey,
    EGRESS_ALLOW: `127.0.0.1:${port}`,
  });
  const { models } = world.services;
  const guarded = models.fetch;
  const redirected: typeof fetch = (input, init) =>
    guarded(String(input).replace('https://openrouter.ai', `http://127.0.0.1:${port}`), init);
  models.fetch = Object.assign(redirected, { ...guarded });
});
afterAll(async () => {
  await world.close();
  far.close();
});

async function tryOut(reference: string) {
  const stream = await world.as('member').follow(
    `subscription ($input: TryModelInput!) { tryModel(input: $input) { type: __typename
       ... on TrialTextAdded { text }
       ... on TrialEnded { error { code message } attempt { provider providerModelId outcome cost inputTokens } } } }`,
    { input: { reference, prompt: 'Hello.', idempotencyKey: uuid() } },
  );
  const events = await stream.toEnd();
  return events.filter(({ event }) => event === 'next').map(({ data }) => JSON.parse(data).data.tryModel);
}

test("a platform model is listed as active, and really answers with the operator's key, at the cost that is told", async () => {
  const asked: { path?: string; authorization?: string; body: Record<string, unknown> }[] = [];
  respond = ({ url, headers }, response, body) => {
    const { authorization = '' } = headers;
    asked.push({ path: url ?? '', authorization, body: JSON.parse(body) });
    const chunk = { choices: [{ index: 0, delta: { content: 'Hello yourself.' }, finish_reason: 'stop' }] };
    const usage = { prompt_tokens: 7, completion_tokens: 3, cost: 0.0000123 };
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of [chunk, { choices: [], usage }]) response.write(`data: ${JSON.stringify(event)}\n\n`);
    response.end('data: [DONE]\n\n');
  };
  const { data } = await world.as('member').ask('{ model(reference: "openai/gpt-5-mini") { status } }');
  expect(data?.model).toEqual({ status: 'ACTIVE' });
  const events = await tryOut('openai/gpt-5-mini');
  expect(asked).toMatchObject([
    {
      path: '/api/v1/chat/completions',
      authorization: `Bearer ${operatorKey}`,
      body: { model: 'openai/gpt-5-mini', stream: true },
    },
  ]);
  expect(events).toMatchObject([
    { type: 'TrialTextAdded', text: 'Hello yourself.' },
    {
      type: 'TrialEnded',
      error: null,
      attempt: {
        provider: 'openrouter',
        providerModelId: 'openai/gpt-5-mini',
        outcome: 'answered',
        inputTokens: 7,
        cost: '0.0000123',
      },
    },
  ]);
});

test("the operator's key is in nothing that a tenant sees, nor in the log, when OpenRouter repeats it", async () => {
  respond = ({ headers }, response) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: `No such key: ${headers.authorization}`, code: 401 } }));
  };
  const events = await tryOut('openai/gpt-5-mini');
  expect(events.at(-1)).toMatchObject({
    error: { code: 'CREDENTIALS', message: expect.stringContaining('[secret removed]') },
  });
  const rows = await world.ours.transact((em) => em.execute('select * from attempt'));
  expect(JSON.stringify([events, rows, world.log])).not.toContain('canary');
});

test("a platform model is tried, and not tested: its setup is the operator's", async () => {
  const { data } = await world
    .as('admin')
    .ask('{ model(reference: "openai/gpt-5-mini") { id evidence { verdict } } }');
  const model = data?.model as { id: string; evidence: unknown[] } | undefined;
  const id = model?.id ?? '';
  expect(model?.evidence).toEqual([]);
  const setup = {
    provider: 'openai',
    fields: [{ name: 'apiKey', value: 'x' }],
    providerModelId: 'gpt-5-mini',
  };
  const stream = await world.as('admin').follow(
    `subscription ($setup: ModelSetupInput!, $id: ID!) {
       connectionTest(setup: $setup, modelId: $id, idempotencyKey: "platform") { stage } }`,
    { setup, id },
  );
  expect(stream.refusal?.errors[0]?.extensions?.code).toBe('NOT_FOUND');
  const probing = await world
    .as('admin')
    .follow(
      `subscription ($setup: ModelSetupInput!) { capabilityProbe(setup: $setup, idempotencyKey: "wire") { capability } }`,
      { setup: { ...setup, provider: 'openrouter' } },
    );
  expect(probing.refusal?.errors[0]?.extensions?.path).toEqual(['setup', 'provider']);
});
