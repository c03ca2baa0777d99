import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Client } from '../test/client.ts';
import { startSandbox } from '../test/model-ground.ts';
import { createWorld, globalId, type World } from '../test/world.ts';

let world: World;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox();
  world = await createWorld({ SANDBOX_URL: sandbox.url });
});
afterAll(async () => {
  await world.close();
  await sandbox.close();
});

const setupOf = (change: object = {}, apiKey = 'sk-canary-graphql-4242') => ({
  provider: 'openai-compatible',
  fields: [
    { name: 'baseUrl', value: `${sandbox.url}/v1` },
    { name: 'apiKey', value: apiKey },
  ],
  providerModelId: 'sandbox-fast',
  ...change,
});

const failure = '... on Error { code status message path }';

const testModel = (client: Client, setup: object) =>
  client.ask(
    `mutation ($setup: ModelSetupInput!) { testModelConnection(input: { setup: $setup }) {
       __typename ${failure} ... on TestModelConnectionPayload { test { passed message cause fix errorKind } } } }`,
    { setup },
  );

const addModel = (client: Client, input: object) =>
  client.ask(
    `mutation ($input: AddCustomModelInput!) { addCustomModel(input: $input) {
       __typename ${failure} ... on SlugTakenError { slug takenBy }
       ... on AddCustomModelPayload { model { id reference untested maxTokens reasoningParameter
         capabilities { jsonMode vision toolUse reasoning } inputCost fields { name value mask } lastTest { passed } } } } }`,
    { input },
  );

test('an integrator tests a model and adds it, and finds it at once', async () => {
  const admin = world.as('adminKey');
  const tested = await testModel(admin, setupOf());
  expect(tested.data?.testModelConnection).toEqual({
    __typename: 'TestModelConnectionPayload',
    test: { passed: true, message: 'Connection test passed.', cause: null, fix: null, errorKind: null },
  });
  const added = await addModel(admin, { setup: setupOf(), displayName: 'My Llama 3.1!', inputCost: '3e-7' });
  expect(added.data?.addCustomModel).toMatchObject({
    model: {
      reference: 'my-llama-3-1',
      untested: false,
      maxTokens: 4096,
      reasoningParameter: 'MAX_TOKENS',
      capabilities: { jsonMode: true, vision: false, toolUse: true, reasoning: false },
      inputCost: '0.0000003',
      fields: [
        { name: 'baseUrl', value: `${sandbox.url}/v1`, mask: null },
        { name: 'apiKey', value: null, mask: '****4242' },
      ],
      lastTest: { passed: true },
    },
  });
  const found = await world
    .as('member')
    .ask('{ models(search: "llama", type: CUSTOM) { totalCount nodes { reference } } }');
  expect(found.data?.models).toEqual({ totalCount: 1, nodes: [{ reference: 'my-llama-3-1' }] });

  const again = await addModel(admin, { setup: setupOf(), displayName: 'My Llama 3.1!' });
  expect(again.data?.addCustomModel).toMatchObject({
    __typename: 'SlugTakenError',
    code: 'CONFLICT',
    status: 409,
    path: ['slug'],
    takenBy: 'ACTIVE_MODEL',
  });
});

test('a failed test tells what the provider said, the likely cause and the fix', async () => {
  const failed = await testModel(world.as('admin'), setupOf({ providerModelId: 'no-such-model' }));
  expect(failed.data?.testModelConnection).toMatchObject({
    test: {
      passed: false,
      message: expect.stringContaining('The model "no-such-model" does not exist'),
      errorKind: 'model-not-found',
      cause: 'The provider does not know this model or address',
      fix: expect.stringContaining('Check the provider model id'),
    },
  });
});

test('when the caller goes away the call ends at the provider', async () => {
  const leave = new AbortController();
  const query = `mutation ($setup: ModelSetupInput!) { testModelConnection(input: { setup: $setup }) { __typename } }`;
  const { url, headers } = world.as('admin');
  const asking = fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { setup: setupOf({ providerModelId: 'sandbox-slow' }) } }),
    signal: leave.signal,
  });
  const slowCall = () => sandbox.calls.find(({ model }) => model === 'sandbox-slow');
  await expect.poll(slowCall).toBeDefined();
  leave.abort();
  await expect(asking).rejects.toThrow();
  await expect.poll(() => slowCall()?.outcome).toBe('aborted');
});

test('input at fault is answered with the field', async () => {
  const refused = await testModel(world.as('admin'), setupOf({ maxTokens: 0 }));
  expect(refused.data?.testModelConnection).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['setup', 'maxTokens'],
  });
});

test('a reasoning parameter that is neither of the two is an error, never a silent fallback', async () => {
  const refused = await testModel(world.as('admin'), setupOf({ reasoningParameter: 'reasoning_effort' }));
  expect(refused.errors[0]?.message).toContain('$setup.reasoningParameter');
});

test('members see every model, and nothing of how it is reached', async () => {
  const asked =
    '{ models(type: CUSTOM) { nodes { displayName status fields { name value mask } lastTest { message } } } }';
  const { data } = await world.as('viewer').ask(asked);
  expect(data?.models).toMatchObject({
    nodes: [{ displayName: 'My Llama 3.1!', status: 'ACTIVE', fields: null, lastTest: null }],
  });
});

test('a model is found by its reference and by its node id, platform models too', async () => {
  const member = world.as('member');
  const mini = world.services.models.catalogue.find('openai/gpt-5-mini');
  const id = globalId('Model', mini?.nodeId ?? '');
  const { data } = await member.ask(
    '{ model(reference: "openai/gpt-5-mini") { id type status displayName contextTokens } }',
  );
  expect(data?.model).toMatchObject({
    id,
    type: 'PLATFORM',
    status: 'UNCONFIGURED',
    displayName: 'GPT 5 Mini',
  });
  const node = await member.ask('query ($id: ID!) { node(id: $id) { ... on Model { reference } } }', { id });
  expect(node.data?.node).toEqual({ reference: 'openai/gpt-5-mini' });
  expect((await member.ask('{ model(reference: "no-such-model") { id } }')).data?.model).toBeNull();
});

test('the form of every provider is described', async () => {
  const { data } = await world
    .as('member')
    .ask(
      '{ providers { id label modelIdExample fields { name label kind secret required placeholder help } } }',
    );
  expect(data?.providers).toContainEqual(
    expect.objectContaining({
      id: 'openai-compatible',
      fields: expect.arrayContaining([
        expect.objectContaining({ name: 'apiKey', secret: true, required: false }),
      ]),
    }),
  );
});

test('a field tells while which choice it is there, and a switch of it what it needs', async () => {
  const { data } = await world
    .as('member')
    .ask('{ providers { id fields { name options { value } when { field is } } } }');
  const { providers } = data as { providers: { id: string; fields: { name: string; when: unknown }[] }[] };
  const bedrock = providers.find(({ id }) => id === 'bedrock');
  expect(bedrock?.fields.map(({ name, when }) => [name, when])).toEqual([
    ['region', null],
    ['authenticationMethod', null],
    ['accessKeyId', { field: 'authenticationMethod', is: 'iam-key-pair' }],
    ['secretAccessKey', { field: 'authenticationMethod', is: 'iam-key-pair' }],
    ['bedrockApiKey', { field: 'authenticationMethod', is: 'api-key' }],
  ]);

  const admin = world.as('admin');
  const signedInBy = (fields: Record<string, string>) => ({
    provider: 'bedrock',
    providerModelId: 'anthropic.claude-3-5-sonnet-20240620-v1:0',
    fields: Object.entries({ region: 'us-west-2', ...fields }).map(([name, value]) => ({ name, value })),
  });
  const pair = {
    authenticationMethod: 'iam-key-pair',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'canary/secret+4242',
  };
  const added = await addModel(admin, { setup: signedInBy(pair), displayName: 'Claude', untested: true });
  const { model } = (added.data as { addCustomModel: { model: { id: string; fields: unknown } } })
    .addCustomModel;
  expect(model.fields).toEqual([
    { name: 'region', value: 'us-west-2', mask: null },
    { name: 'authenticationMethod', value: 'iam-key-pair', mask: null },
    { name: 'accessKeyId', value: 'AKIAIOSFODNN7EXAMPLE', mask: null },
    { name: 'secretAccessKey', value: null, mask: '****4242' },
  ]);
  const switched = await admin.ask(
    `mutation ($input: UpdateCustomModelInput!) { updateCustomModel(input: $input) {
       __typename ${failure} ... on MethodSwitchNeedsCredentialsError { missing } } }`,
    { input: { modelId: model.id, setup: signedInBy({ authenticationMethod: 'api-key' }) } },
  );
  expect(switched.data?.updateCustomModel).toMatchObject({
    __typename: 'MethodSwitchNeedsCredentialsError',
    code: 'METHOD_SWITCH_NEEDS_CREDENTIALS',
    status: 422,
    path: ['setup', 'fields', 'bedrockApiKey'],
    missing: ['bedrockApiKey'],
  });

  const presigned = 'bedrock.amazonaws.com/?X-Amz-Date=20261120T060000Z&X-Amz-Expires=43200';
  const shortTerm = {
    authenticationMethod: 'api-key',
    bedrockApiKey: `bedrock-api-key-${Buffer.from(presigned).toString('base64')}`,
  };
  const ending = await admin.ask(
    `mutation ($input: UpdateCustomModelInput!) { updateCustomModel(input: $input) {
       ... on UpdateCustomModelPayload { model { fields { name endsAt } } } } }`,
    { input: { modelId: model.id, setup: signedInBy(shortTerm) } },
  );
  expect(ending.data?.updateCustomModel).toEqual({
    model: {
      fields: [
        { name: 'region', endsAt: null },
        { name: 'authenticationMethod', endsAt: null },
        { name: 'bedrockApiKey', endsAt: '2026-11-20T18:00:00.000Z' },
      ],
    },
  });
});

test('a page of many models takes no more statements than one of few, whatever is asked of each', async () => {
  const admin = world.as('admin');
  for (let index = 0; index < 30; index += 1) {
    const setup = setupOf({ maxTokens: 1000 + index });
    if (index % 3 === 0) await testModel(admin, setup);
    await addModel(admin, { setup, displayName: `Many ${uuid()}`, untested: true });
  }
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const statementsOf = async (first: number) => {
    query.mockClear();
    const { data } = await admin.ask(
      `query ($first: Int!) { models(first: $first, search: "many") {
         totalCount facets { provider { value count } }
         nodes { id fields { mask } health lastTest { passed } usage { workflowCount } evidence { evidence } } } }`,
      { first },
    );
    expect(data?.models).toMatchObject({ nodes: { length: first } });
    return query.mock.calls.length;
  };
  const few = await statementsOf(2);
  expect(few).toBeGreaterThan(0);
  expect(await statementsOf(30)).toBe(few);
  query.mockRestore();
});

test('a key that was sent is in no answer and in no log line', async () => {
  expect(world.log.join('\n')).not.toContain('canary');
  const { text } = await world
    .as('admin')
    .ask('{ models(first: 100) { nodes { fields { name value mask } lastTest { message } } } }');
  expect(text).toContain('****4242');
  expect(text).not.toContain('canary');
  const history = await world
    .as('admin')
    .ask('{ organization { auditEvents(first: 100) { nodes { action details } } } }');
  expect(history.text).toContain('model.added');
  expect(history.text).not.toContain('canary');
});
