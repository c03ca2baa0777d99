// Every verb that keeps or calls an address, through the API, against a server that must hear nothing.
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCustomModel } from '../models/add-custom-model.ts';
import { CustomModel } from '../models/custom-model.ts';
import { startSandbox } from './model-ground.ts';
import { createWorld, globalId, type World } from './world.ts';

let world: World;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
/** On the operator's list, with its port. */
let lan: Awaited<ReturnType<typeof startSandbox>>;
/** On this machine and on no list: whatever connects is counted, whether or not it says anything. */
const forbidden = createServer((socket) => {
  connections++;
  socket.destroy();
});
let connections = 0;
let port = 0;

beforeAll(async () => {
  [sandbox, lan] = [await startSandbox(), await startSandbox()];
  forbidden.listen(0, '::');
  await once(forbidden, 'listening');
  ({ port } = forbidden.address() as AddressInfo);
  world = await createWorld({ SANDBOX_URL: sandbox.url, EGRESS_ALLOW: new URL(lan.url).host });
});
afterAll(async () => {
  await world.close();
  await Promise.all([sandbox.close(), lan.close()]);
  forbidden.close();
});

const setupOf = (baseUrl: string, apiKey = 'sk-canary-egress-4711') => ({
  provider: 'openai-compatible',
  fields: [
    { name: 'baseUrl', value: baseUrl },
    { name: 'apiKey', value: apiKey },
  ],
  providerModelId: 'sandbox-fast',
});

type Outcome = {
  __typename: string;
  code?: string;
  path?: string[];
  message?: string;
  test?: { passed: boolean; errorKind: string };
};

async function change(verb: string, input: object, fields = ''): Promise<Outcome> {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}`;
  const query = `mutation ($input: ${type}Input!) { answer: ${verb}(input: $input) { __typename
    ... on Error { code path message } ${fields} } }`;
  const { data, text } = await world.as('admin').ask(query, { input });
  if (!data) throw new Error(text);
  return data.answer as Outcome;
}

const verbs = {
  add: (setup: object) => change('addCustomModel', { setup, displayName: 'Astray', untested: true }),
  update: async (setup: object) =>
    change('updateCustomModel', { modelId: globalId('Model', (await savedModel()).id), setup }),
  test: (setup: object) =>
    change(
      'testModelConnection',
      { setup },
      '... on TestModelConnectionPayload { test { passed errorKind } }',
    ),
  'live test': (setup: object) => last('connectionTest', setup, 'stage test { passed errorKind }'),
  probe: (setup: object) => last('capabilityProbe', setup, 'capability evidence { verdict evidence }'),
};

/** What the last event of a stream says, or why there is none. */
async function last(field: string, setup: object, fields: string): Promise<unknown> {
  const stream = await world
    .as('admin')
    .follow(
      `subscription ($setup: ModelSetupInput!, $key: String!) { ${field}(setup: $setup, idempotencyKey: $key) { ${fields} } }`,
      { setup, key: uuid() },
    );
  if (stream.refusal) return stream.refusal.errors[0]?.extensions;
  const events = (await stream.toEnd()).filter(({ event }) => event === 'next');
  return JSON.parse(events.at(-1)?.data ?? '{}').data?.[field];
}

const savedModel = (baseUrl = `${sandbox.url}/v1`) =>
  world.ours.transact((em, actor) =>
    addCustomModel(
      em,
      actor,
      {
        displayName: `Model ${uuid()}`,
        setup: {
          ...setupOf(baseUrl),
          maxTokens: 100,
          capabilities: { jsonMode: true, vision: false, toolUse: true, reasoning: false },
          reasoningParameter: 'max_tokens',
        },
        untested: true,
      },
      world.services.models,
    ),
  );

/** {port}: of a server that listens. */
const addresses = [
  'http://127.0.0.1:{port}/v1',
  'http://localhost:{port}/v1',
  'https://app.localhost:{port}/v1',
  'http://2130706433:{port}/v1',
  'http://0177.0.0.1:{port}/v1',
  'http://0x7f000001:{port}/v1',
  'http://127.1:{port}/v1',
  'http://１２７.0.0.1:{port}/v1',
  'http://127。0。0。1:{port}/v1',
  'http://[::1]:{port}/v1',
  'http://[::ffff:127.0.0.1]:{port}/v1',
  'http://[::127.0.0.1]:{port}/v1',
  'http://[64:ff9b::127.0.0.1]:{port}/v1',
  'http://[2002:7f00:1::1]:{port}/v1',
  'http://0.0.0.0:{port}/v1',
  'http://127.0.0.1.:{port}/v1',
  'http://example.com@127.0.0.1:{port}/v1',
  'http://127.0.0.1:{api}/graphql',
  'http://127.0.0.1:{postgres}/v1',
  'http://169.254.169.254/latest',
  'http://[fd00:ec2::254]/latest',
  'http://168.63.129.16/v1',
  'http://100.100.100.200/v1',
  'https://10.0.0.1/v1',
  'https://172.16.0.1/v1',
  'https://192.168.0.1/v1',
  'https://[fe80::1]/v1',
];

test.each(addresses)('%s is refused by every verb, and nothing connects', async (pattern) => {
  const ports = {
    port: String(port),
    api: new URL(world.url).port,
    postgres: new URL(world.databaseUrl).port,
  };
  const setup = setupOf(
    pattern.replace(/\{(port|api|postgres)\}/, (_, name: keyof typeof ports) => ports[name]),
  );
  const atField = { path: ['setup', 'fields', 'baseUrl'] };
  expect(await verbs.add(setup)).toMatchObject({ code: 'INVALID_INPUT', ...atField });
  expect(await verbs.update(setup)).toMatchObject({ code: 'INVALID_INPUT', ...atField });
  // A test may be made of what cannot be saved: it says why.
  for (const verb of ['test', 'live test', 'probe'] as const) {
    const told = JSON.stringify(await verbs[verb](setup));
    expect(told, verb).toMatch(/"egress-refused"|INVALID_INPUT|the address may not be called/);
  }
  expect(connections).toBe(0);
});

test('a model that was saved while its server was allowed is refused at the call when it no longer is', async () => {
  const { id, slug } = await savedModel();
  const settings = { baseUrl: `http://127.0.0.1:${port}/v1` };
  await world.ours.transact((em) => em.nativeUpdate(CustomModel, { id }, { settings }));
  await world.orm.em
    .fork()
    .execute(
      'update credential set audience = ? where id in (select credential_id from custom_model where id = ?)',
      [`http://127.0.0.1:${port}`, id],
    );
  const stream = await world
    .as('admin')
    .follow(
      `subscription ($input: TryModelInput!) { tryModel(input: $input) { ... on TrialEnded { error { code message } attempt { outcome } } } }`,
      { input: { reference: slug, prompt: 'Hello', idempotencyKey: uuid() } },
    );
  const events = (await stream.toEnd()).filter(({ event }) => event === 'next');
  expect(JSON.parse(events.at(-1)?.data ?? '{}').data.tryModel).toMatchObject({
    error: { code: 'EGRESS_REFUSED', message: expect.stringContaining('EGRESS_ALLOW') },
    attempt: { outcome: 'egress-refused' },
  });
  expect(connections).toBe(0);
});

test('a server on the private network works once the operator lists it, and its other ports do not', async () => {
  expect(await verbs.test(setupOf(`${lan.url}/v1`))).toMatchObject({ test: { passed: true } });
  expect(await verbs.add(setupOf(`${lan.url}/v1`))).toMatchObject({ __typename: 'AddCustomModelPayload' });
  const calls = lan.calls.length;
  const other = setupOf(`http://127.0.0.1:${port}/v1`);
  expect(await verbs.test(other)).toMatchObject({ test: { passed: false, errorKind: 'egress-refused' } });
  expect({ connections, calls: lan.calls.length }).toEqual({ connections: 0, calls });
});

test('a redirect to this machine is not followed, whichever verb called', async () => {
  lan.server.removeAllListeners('request').on('request', (_request, response) => {
    response.writeHead(307, { location: `http://127.0.0.1:${port}/v1` }).end();
  });
  const setup = setupOf(`${lan.url}/v1`);
  for (const verb of ['test', 'live test', 'probe'] as const)
    expect(JSON.stringify(await verbs[verb](setup)), verb).toMatch(
      /egress-refused|the address may not be called/,
    );
  expect(connections).toBe(0);
});

const regions = [
  'us-east-1.evil.example',
  'evil.example/',
  'evil.example#',
  'us-east-1@evil.example',
  '127.0.0.1',
  'us-east-1\\',
  'ｕs-east-1',
  'us-east-1?',
  '..',
  'us-east-1:80',
];
test.each(['bedrock', 'oci', 'vertex'])('no region of %s makes another host of it', async (provider) => {
  for (const region of regions) {
    const setup = { provider, fields: [{ name: 'region', value: region }], providerModelId: 'm' };
    for (const verb of ['add', 'test'] as const) {
      expect(await verbs[verb](setup), region).toMatchObject({
        code: 'INVALID_INPUT',
        path: ['setup', 'fields', 'region'],
      });
    }
  }
});

test('a key that is left blank, or sent back as its mask, goes to no new address, by no verb', async () => {
  const { id } = await savedModel();
  const credential = () =>
    world.orm.em
      .fork()
      .execute(
        'select sealed::text, masks::text, audience from credential where id = (select credential_id from custom_model where id = ?)',
        [id],
      );
  const before = await credential();
  const modelId = globalId('Model', id);
  const calls: string[] = [];
  lan.server.removeAllListeners('request').on('request', (request, response) => {
    calls.push(String(request.headers.authorization));
    response.writeHead(404).end();
  });
  for (const apiKey of ['', '****4711']) {
    const setup = setupOf(`${lan.url}/v1`, apiKey);
    const refused = { code: 'INVALID_INPUT', path: ['setup', 'fields', 'apiKey'] };
    expect(await change('updateCustomModel', { modelId, setup })).toMatchObject(refused);
    expect(await change('testModelConnection', { setup, modelId })).toMatchObject(refused);
    for (const field of ['connectionTest', 'capabilityProbe']) {
      const stream = await world
        .as('admin')
        .follow(
          `subscription ($setup: ModelSetupInput!, $key: String!, $modelId: ID) { ${field}(setup: $setup, idempotencyKey: $key, modelId: $modelId) { __typename } }`,
          { setup, modelId, key: uuid() },
        );
      expect(stream.refusal?.errors[0]?.extensions, field).toMatchObject(refused);
    }
  }
  expect(
    await change('updateCustomModel', {
      modelId,
      displayName: 'Renamed',
      setup: setupOf(`${sandbox.url}/v1`, ''),
    }),
  ).toMatchObject({
    __typename: 'UpdateCustomModelPayload',
  });
  expect(await credential()).toEqual(before);
  expect(calls).toEqual([]);
});
