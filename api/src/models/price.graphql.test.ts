import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox } from '../test/model-ground.ts';
import { createWorld, type World } from '../test/world.ts';
import { ConnectionTest } from './connection-test.ts';

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

const price = 'suggestedPrice { inputCost outputCost source }';

async function suggestedFor(test: Partial<ConnectionTest>): Promise<unknown> {
  const id = uuid();
  await world.ours.transact(async (em, actor) => {
    em.create(ConnectionTest, {
      id,
      organizationId: actor.organizationId,
      fingerprint: id,
      provider: 'openai',
      providerModelId: 'gpt-5',
      passed: true,
      message: '',
      latencyMs: 1,
      requestedBy: actor.name,
      requestedById: actor.id,
      ...test,
    });
  });
  const nodeId = Buffer.from(`ConnectionTest:${id}`).toString('base64');
  const { data } = await world
    .as('admin')
    .ask(`query ($id: ID!) { node(id: $id) { ... on ConnectionTest { ${price} } } }`, { id: nodeId });
  return data?.node;
}

test('a passed test suggests a price where one is known; a failed one does not', async () => {
  const suggestedPrice = { inputCost: '0.00000125', outputCost: '0.00001', source: expect.any(String) };
  expect(await suggestedFor({})).toEqual({ suggestedPrice });
  expect(await suggestedFor({ passed: false })).toEqual({ suggestedPrice: null });
  const deepseek = { provider: 'openai-compatible', providerModelId: 'deepseek-chat' };
  expect(await suggestedFor(deepseek)).toEqual({ suggestedPrice: null });
  expect(await suggestedFor({ ...deepseek, origin: 'https://api.deepseek.com' })).toEqual({
    suggestedPrice: expect.objectContaining({ inputCost: '0.00000027' }),
  });
});

test('a test of a server that is on no list suggests nothing, and nothing is stored by asking', async () => {
  const setup = {
    provider: 'openai-compatible',
    fields: [{ name: 'baseUrl', value: `${sandbox.url}/v1` }],
    providerModelId: 'sandbox-fast',
  };
  const { data } = await world.as('admin').ask(
    `mutation ($setup: ModelSetupInput!) { testModelConnection(input: { setup: $setup }) {
       ... on TestModelConnectionPayload { test { passed ${price} } } } }`,
    { setup },
  );
  expect(data?.testModelConnection).toEqual({ test: { passed: true, suggestedPrice: null } });
  const rows = await world.ours.transact((em) =>
    em.find(ConnectionTest, { providerModelId: 'sandbox-fast' }),
  );
  expect(rows).toMatchObject([{ origin: sandbox.url }]);
});

test('anybody who reads models may ask for a price; what cannot be an id is refused by its field', async () => {
  const ask = (providerModelId: string) =>
    world
      .as('viewer')
      .ask(
        `query ($id: String!) { suggestedPrice(provider: "openai", providerModelId: $id) { inputCost } }`,
        {
          id: providerModelId,
        },
      );
  expect((await ask('gpt-5')).data).toEqual({ suggestedPrice: { inputCost: '0.00000125' } });
  expect((await ask('no-such-model')).data).toEqual({ suggestedPrice: null });
  expect((await ask('x'.repeat(501))).errors[0]?.extensions?.path).toEqual(['providerModelId']);
});
