import { v7 as uuid } from 'uuid';
import type { Arrangements } from '../test/access-matrix.ts';
import { globalId, type World } from '../test/world.ts';
import { addCustomModel } from './add-custom-model.ts';
import { ConnectionTest } from './connection-test.ts';
import type { CustomModel } from './custom-model.ts';
import type { SetupInput } from './model-setup.ts';

/** Nothing is called at this address, so that a test of it fails: that it was tried is what counts here. */
const baseUrl = 'https://127.0.0.1/v1';

const setup: SetupInput = {
  provider: 'openai-compatible',
  fields: [
    { name: 'baseUrl', value: 'https://models.example.com/v1' },
    { name: 'apiKey', value: 'Ours-secret-key' },
  ],
  providerModelId: 'acme/model',
  maxTokens: 4096,
  capabilities: { jsonMode: true, vision: false, toolUse: true, reasoning: false },
  reasoningParameter: 'max_tokens',
};

export const newModel = ({ ours, services }: World): Promise<CustomModel> =>
  ours.transact((em, actor) =>
    addCustomModel(em, actor, { displayName: `Ours ${uuid()}`, setup, untested: true }, services.models),
  );

async function newModelId(world: World): Promise<string> {
  return globalId('Model', (await newModel(world)).id);
}

async function newTestId(world: World): Promise<string> {
  const model = await newModel(world);
  const id = uuid();
  await world.ours.transact(async (em, actor) => {
    em.create(ConnectionTest, {
      id,
      organizationId: actor.organizationId,
      fingerprint: model.fingerprint,
      provider: model.provider,
      providerModelId: model.providerModelId,
      modelId: model.id,
      passed: true,
      message: 'Ours passed.',
      latencyMs: 1,
      requestedBy: actor.name,
      requestedById: actor.id,
    });
  });
  return globalId('ConnectionTest', id);
}

const asInput = { ...setup, reasoningParameter: 'MAX_TOKENS' };

const setupOfSaved = async (world: World) => ({
  setup: {
    ...asInput,
    fields: [
      { name: 'baseUrl', value: baseUrl },
      { name: 'apiKey', value: 'Ours-new-key' },
    ],
  },
  modelId: await newModelId(world),
});

const seesTests = {
  roles: ['writingKey'],
  answer: 'FORBIDDEN',
  because: 'the test is made, and to see it in the answer takes the scope READ besides WRITE',
} as const;

export const modelArrangements: Arrangements = {
  'Query.providers': { arrange: () => ({}) },
  'Query.models': {
    arrange: async (world) => {
      await newModel(world);
      return { sortBy: 'NAME', descending: false };
    },
  },
  'Query.model': { arrange: async (world) => ({ reference: (await newModel(world)).slug }) },
  'node(Model)': { arrange: async (world) => ({ id: await newModelId(world) }) },
  'node(ConnectionTest)': { arrange: async (world) => ({ id: await newTestId(world) }) },
  'Model.tests': { arrange: async (world) => ({ id: await newModelId(world) }) },
  'Model.changes': { arrange: async (world) => ({ id: await newModelId(world) }) },
  'Mutation.testModelConnection': {
    arrange: async (world) => ({ input: await setupOfSaved(world) }),
    except: [seesTests],
  },
  'Subscription.connectionTest': {
    arrange: async (world) => ({ ...(await setupOfSaved(world)), idempotencyKey: uuid() }),
    except: [seesTests],
  },
  'Subscription.capabilityProbe': {
    arrange: async (world) => ({ ...(await setupOfSaved(world)), idempotencyKey: uuid() }),
  },
  'Query.suggestedPrice': { arrange: () => ({ provider: 'openai', providerModelId: 'gpt-5' }) },
  'Mutation.addCustomModel': {
    arrange: () => ({ input: { setup: asInput, displayName: `Added ${uuid()}`, untested: true } }),
  },
  'Mutation.updateCustomModel': {
    arrange: async (world) => ({ input: { modelId: await newModelId(world), description: `New ${uuid()}` } }),
  },
  'Mutation.setModelActive': {
    arrange: async (world) => ({ input: { modelId: await newModelId(world), active: false } }),
  },
  'Mutation.deleteCustomModel': {
    arrange: async (world) => ({ input: { modelId: await newModelId(world) } }),
  },
};
