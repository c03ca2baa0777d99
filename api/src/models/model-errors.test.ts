// Every refusal of the registry as an integrator hears it: a type to act on, a code, a status, the field and the fix.
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../test/client.ts';
import { startSandbox } from '../test/model-ground.ts';
import { createWorld, globalId, type World } from '../test/world.ts';
import { addCustomModel, type AddCustomModelInput } from './add-custom-model.ts';
import { CustomModel } from './custom-model.ts';
import { deleteCustomModel } from './delete-custom-model.ts';
import type { SetupInput } from './model-setup.ts';
import { setModelActive } from './set-model-active.ts';

let world: World;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let elsewhere: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  [sandbox, elsewhere] = await Promise.all([startSandbox(), startSandbox()]);
  world = await createWorld({ SANDBOX_URL: sandbox.url, EGRESS_ALLOW: new URL(elsewhere.url).host });
});
afterAll(async () => {
  await world.close();
  await Promise.all([sandbox.close(), elsewhere.close()]);
});

const capabilities = { jsonMode: true, vision: false, toolUse: true, reasoning: false };

type Typed = { baseUrl?: string; apiKey?: string };

const fieldsOf = ({ baseUrl = `${sandbox.url}/v1`, apiKey = 'sk-good-key-1234' }: Typed) => [
  { name: 'baseUrl', value: baseUrl },
  { name: 'apiKey', value: apiKey },
];

/** As GraphQL takes it. */
const setupOf = (typed: Typed = {}, change: object = {}) => ({
  provider: 'openai-compatible',
  fields: fieldsOf(typed),
  providerModelId: 'sandbox-fast',
  ...change,
});

function newModel(input: Partial<AddCustomModelInput> = {}, typed: Typed = {}, { transact } = world.ours) {
  const setup: SetupInput = {
    provider: 'openai-compatible',
    fields: fieldsOf(typed),
    providerModelId: 'sandbox-fast',
    maxTokens: 4096,
    capabilities,
    reasoningParameter: 'max_tokens',
  };
  return transact((em, actor) =>
    addCustomModel(
      em,
      actor,
      { displayName: `Known ${uuid()}`, setup, untested: true, ...input },
      world.services.models,
    ),
  );
}

const idOf = ({ id }: { id: string }) => globalId('Model', id);

async function newDeleted(slug = `gone-${uuid()}`): Promise<CustomModel> {
  const model = await newModel({ slug });
  return world.ours.transact((em, actor) => deleteCustomModel(em, actor, { modelId: model.id }));
}

async function newSwitchedOff(): Promise<CustomModel> {
  const model = await newModel();
  return world.ours.transact((em, actor) => setModelActive(em, actor, { modelId: model.id, active: false }));
}

/** There is one provider that needs no account, so another one is only said to be. */
const asBedrock = async ({ id, slug }: CustomModel) => {
  await world.ours.transact((em) => em.nativeUpdate(CustomModel, { id }, { provider: 'bedrock' }));
  return { id, slug };
};

/** What only some of the mutations can answer. */
const answers: Record<string, string> = {
  addCustomModel:
    '... on SlugTakenError { takenBy model { reference status } } ... on ModelDeletedError { slug }',
  deleteCustomModel: '',
};

async function change(mutation: string, input: object, client: Client = world.as('admin')): Promise<unknown> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, text } = await client.ask(
    `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { __typename
       ... on Error { code status message path } ${answers[mutation] ?? '... on ModelDeletedError { slug }'} } }`,
    { input },
  );
  if (!data) throw new Error(text);
  return data.answer;
}

const add = (input: object) =>
  change('addCustomModel', { displayName: `New ${uuid()}`, setup: setupOf(), untested: true, ...input });
const update = (model: { id: string }, input: object) =>
  change('updateCustomModel', { modelId: idOf(model), ...input });

const ok = (mutation: string) => ({
  __typename: `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Payload`,
});

describe('a slug that is taken', () => {
  const taken = { __typename: 'SlugTakenError', code: 'CONFLICT', status: 409, path: ['slug'] };

  test('by a model in use', async () => {
    const { slug } = await newModel();
    expect(await add({ slug })).toEqual({
      ...taken,
      takenBy: 'ACTIVE_MODEL',
      model: { reference: slug, status: 'ACTIVE' },
      message: `The slug "${slug}" belongs to another custom model. Choose another slug.`,
    });
  });

  test('by a model that is switched off, not deleted: it says so and leads there', async () => {
    const { slug } = await newSwitchedOff();
    expect(await add({ slug })).toMatchObject({
      ...taken,
      takenBy: 'SWITCHED_OFF_MODEL',
      model: { reference: slug, status: 'INACTIVE' },
      message: expect.stringMatching(/switched off, not deleted\. Switch it on again/),
    });
  });

  test('by a deleted model of another provider, which alone could bring it back', async () => {
    const { slug } = await asBedrock(await newDeleted());
    expect(await add({ slug })).toMatchObject({
      ...taken,
      code: 'PROVIDER_MISMATCH',
      takenBy: 'DELETED_MODEL_OF_OTHER_PROVIDER',
      model: { reference: slug, status: 'DELETED' },
    });
  });

  test('by a platform model, and by the word for the default', async () => {
    expect(await add({ slug: 'openai/gpt-5.4' })).toMatchObject({
      ...taken,
      takenBy: 'PLATFORM_MODEL',
      model: { reference: 'openai/gpt-5.4' },
    });
    expect(await add({ slug: 'default' })).toMatchObject({ ...taken, takenBy: 'RESERVED', model: null });
  });
});

test('adding what has passed no test is refused as just that, so that a client can offer the test', async () => {
  expect(await add({ untested: false, setup: setupOf({ apiKey: 'sk-never-tested-1' }) })).toMatchObject({
    __typename: 'NotTestedError',
    code: 'NOT_TESTED',
    status: 422,
    path: ['setup'],
  });
});

describe('credentials to reuse', () => {
  const from = async (model: { id: string }, typed: Typed = { apiKey: '', baseUrl: '' }) =>
    add({ setup: setupOf(typed, { credentialsFrom: idOf(model) }) });
  const invalid = { __typename: 'InvalidInputError', status: 422, path: ['setup', 'credentialsFrom'] };

  test('must be there', async () => {
    const open = await newModel({}, { apiKey: '' });
    expect(await from(open)).toMatchObject({
      ...invalid,
      message: `"${open.displayName}" has no saved key to reuse. Enter the key instead.`,
    });
  });

  test('must be of the same provider, of an active model, and not beside a typed key', async () => {
    expect(await from(await asBedrock(await newModel()))).toMatchObject({
      ...invalid,
      message: expect.stringMatching(/another provider/),
    });
    expect(await from(await newSwitchedOff())).toMatchObject({
      ...invalid,
      message: expect.stringMatching(/switched off\. Choose an active model/),
    });
    expect(await from(await newModel(), { baseUrl: '', apiKey: 'sk-typed-as-well' })).toMatchObject({
      ...invalid,
      message: expect.stringMatching(/not both/),
    });
  });

  test('are gone with a deleted model, and another organisation has none', async () => {
    expect(await from(await newDeleted())).toMatchObject({
      __typename: 'ModelDeletedError',
      path: ['credentialsFrom'],
    });
    const foreign = await newModel({}, {}, world.theirs);
    expect(await from(foreign)).toEqual(
      expect.objectContaining({ code: 'NOT_FOUND', path: ['credentialsFrom'] }),
    );
    expect(await from({ id: uuid() })).toEqual(await from(foreign));
  });
});

describe('a saved key', () => {
  test('is not sent to another host: a new base URL with a blank key is refused', async () => {
    const model = await newModel();
    for (const apiKey of ['', '****1234']) {
      const setup = setupOf({ apiKey, baseUrl: `${elsewhere.url}/v1` });
      const refused = {
        __typename: 'InvalidInputError',
        status: 422,
        path: ['setup', 'fields', 'apiKey'],
        message: `API Key: The saved key was saved for ${sandbox.url} and is not sent to ${elsewhere.url}. Enter the key again.`,
      };
      expect(await update(model, { setup })).toMatchObject(refused);
      expect(await change('testModelConnection', { modelId: idOf(model), setup })).toMatchObject(refused);
    }
    expect(elsewhere.calls).toEqual([]);
  });

  test('survives a rename with a blank secret and its own mask sent back, and still opens the door', async () => {
    const model = await newModel();
    await update(model, { displayName: 'Renamed', setup: setupOf({ apiKey: '' }) });
    await update(model, { setup: setupOf({ apiKey: '****1234' }) });
    const setup = setupOf({ apiKey: '' });
    expect(await change('testModelConnection', { modelId: idOf(model), setup })).toEqual(
      ok('testModelConnection'),
    );
    expect(sandbox.calls.at(-1)?.authorization).toBe('Bearer sk-good-key-1234');
  });

  test('is never taken from the mask of another', async () => {
    const setup = setupOf({ apiKey: '****9999' });
    expect(await update(await newModel(), { setup })).toMatchObject({
      path: ['setup', 'fields', 'apiKey'],
      message: expect.stringMatching(/this is a mask, not a key\. Enter the key itself/),
    });
  });
});

describe('a model that was deleted', () => {
  test('cannot be edited, tested or switched on, and says how it comes back', async () => {
    const { id, slug, displayName } = await newDeleted();
    const modelId = globalId('Model', id);
    const deleted = {
      __typename: 'ModelDeletedError',
      code: 'MODEL_DELETED',
      status: 410,
      path: ['modelId'],
      slug,
      message: `"${displayName}" was deleted. To bring it back, add a model of the same provider with the slug "${slug}".`,
    };
    expect(await change('updateCustomModel', { modelId, displayName: 'Ghost' })).toEqual(deleted);
    expect(await change('setModelActive', { modelId, active: true })).toEqual(deleted);
    expect(await change('testModelConnection', { modelId, setup: setupOf() })).toEqual(deleted);
  });

  test('can be deleted again, which changes nothing', async () => {
    const { id, deletedAt } = await newDeleted();
    expect(await change('deleteCustomModel', { modelId: globalId('Model', id) })).toEqual(
      ok('deleteCustomModel'),
    );
    const still = await world.ours.transact((em) => em.findOneOrFail(CustomModel, { id }));
    expect(still.deletedAt).toEqual(deletedAt);
  });
});

test('a platform model is no custom model: it is not there to be changed', async () => {
  const platform = world.services.models.catalogue.find('openai/gpt-5-mini');
  const modelId = globalId('Model', platform?.nodeId ?? '');
  for (const answer of [
    await change('updateCustomModel', { modelId, displayName: 'Mine' }),
    await change('setModelActive', { modelId, active: false }),
    await change('deleteCustomModel', { modelId }),
  ])
    expect(answer).toMatchObject({ code: 'NOT_FOUND', status: 404, path: ['modelId'] });
});

test.each([
  ['an unknown provider', { provider: 'acme' }, ['setup', 'provider'], /Choose one of: /],
  [
    'an unknown field',
    { fields: [{ name: 'colour', value: 'red' }] },
    ['setup', 'fields', 'colour'],
    /Its fields are: baseUrl, apiKey/,
  ],
])('%s is refused with what there is', async (_what, wrong, path, message) => {
  expect(await add({ setup: setupOf({}, wrong) })).toMatchObject({
    __typename: 'InvalidInputError',
    path,
    message: expect.stringMatching(message),
  });
});

describe('a price', () => {
  test.each([
    ['0.3', '300000', '0.0000003'],
    ['2.5', '2500000', '0.0000025'],
    ['0.07', '70000', '0.00000007'],
  ])(
    'of %s USD per token was meant per 1M, and the message says what to enter',
    async (cost, per1M, meant) => {
      expect(await add({ inputCost: cost })).toMatchObject({
        __typename: 'InvalidInputError',
        path: ['inputCost'],
        message: `Input cost is in USD per token: ${cost} would be ${per1M} USD per 1M tokens. If you meant ${cost} USD per 1M, enter ${meant}.`,
      });
      expect(await update(await newModel(), { outputCost: cost })).toMatchObject({ path: ['outputCost'] });
    },
  );

  test('as dear as any there is, passes', async () => {
    expect(await add({ inputCost: '0.0006', outputCost: '0.01' })).toEqual(ok('addCustomModel'));
  });
});

test('a name that is cleared gives way to the slug; without one nothing is added', async () => {
  const model = await newModel({ slug: `cleared-${uuid()}` });
  expect(await update(model, { displayName: ' ' })).toEqual(ok('updateCustomModel'));
  const saved = await world.ours.transact((em) => em.findOneOrFail(CustomModel, { id: model.id }));
  expect(saved.displayName).toBe(model.slug);
  expect(await add({ displayName: ' ', slug: `nameless-${uuid()}` })).toMatchObject({
    path: ['displayName'],
  });
});

describe('of two admins who add the same slug at the same moment one wins, and the other hears CONFLICT', () => {
  /** Lets both come as far as writing, and only then lets either of them write. */
  async function atOnce(work: () => Promise<unknown>[]): Promise<unknown[]> {
    const gate = new pg.Client({ connectionString: world.databaseUrl });
    await gate.connect();
    try {
      await gate.query('begin');
      await gate.query('lock table custom_model in share mode');
      const both = Promise.all(work());
      // Asked outside the transaction of the gate, in which the view would go on showing what it showed first.
      const waiting = async () => {
        const [found] = await world.orm.em.fork().execute<{ count: number }[]>(
          `select count(*)::int as count from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return found?.count;
      };
      await expect.poll(waiting, { timeout: 10_000 }).toBe(2);
      await gate.query('commit');
      return await both;
    } finally {
      await gate.end();
    }
  }

  const race = (slug: string) =>
    atOnce(() =>
      [world.as('admin'), world.as('adminKey')].map((client) =>
        change('addCustomModel', { displayName: 'Raced', slug, setup: setupOf(), untested: true }, client),
      ),
    );

  const oneWon = expect.arrayContaining([
    ok('addCustomModel'),
    expect.objectContaining({ code: 'CONFLICT', status: 409, path: ['slug'], takenBy: 'ACTIVE_MODEL' }),
  ]);

  test('where the slug is new', async () => {
    const slug = `raced-${uuid()}`;
    expect(await race(slug)).toEqual(oneWon);
    expect(await world.ours.transact((em) => em.count(CustomModel, { slug }))).toBe(1);
  });

  test('where a deleted model comes back by it', async () => {
    const { slug } = await newDeleted();
    expect(await race(slug)).toEqual(oneWon);
  });
});
