import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AuditEvent } from '../audit/audit-event.ts';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { addCustomModel } from './add-custom-model.ts';
import { ConnectionTest } from './connection-test.ts';
import { CustomModel } from './custom-model.ts';
import { deleteCustomModel } from './delete-custom-model.ts';
import { setModelActive } from './set-model-active.ts';

let ground: ModelGround;
beforeAll(async () => {
  ground = await createModelGround();
});
afterAll(() => ground.close());

const nameOf = () => `Model ${uuid()}`;

test('a model is added once just its setup has passed a test', async () => {
  const { ours } = ground;
  const setup = ours.setupOf({ maxTokens: 1234 });
  await expect(ours.add({ setup, untested: false })).rejects.toThrow(/Test the connection first/);

  const passed = await ours.test(setup);
  expect(passed.message).toBe('Connection test passed.');
  const model = await ours.add({ setup, untested: false, displayName: 'Llama 3.1 8B (internal v4)' });
  expect(model).toMatchObject({ slug: 'llama-3-1-8b-internal-v4', untested: false, active: true });
});

test.each([
  ['the key', { apiKey: 'sk-another-key-5678' }],
  ['the model id', { providerModelId: 'sandbox-smart' }],
  ['max tokens', { maxTokens: 100 }],
  ['a capability', { capabilities: { jsonMode: false, vision: false, toolUse: true, reasoning: false } }],
  ['the reasoning parameter', { reasoningParameter: 'effort' as const }],
])('changing %s after the test needs a new one', async (_what, change) => {
  const { ours } = ground;
  const tested = { maxTokens: 2001 };
  await ours.test(ours.setupOf(tested));
  const changed = ours.setupOf({ ...tested, ...change });
  await expect(ours.add({ setup: changed, displayName: nameOf(), untested: false })).rejects.toThrow(
    /Test the connection/,
  );
});

test('changing the endpoint after the test needs a new one', async () => {
  const { ours, elsewhere } = ground;
  await ours.test(ours.setupOf({ maxTokens: 2002 }));
  const changed = ours.setupOf({ maxTokens: 2002, baseUrl: `${elsewhere.url}/v1` });
  await expect(ours.add({ setup: changed, displayName: nameOf(), untested: false })).rejects.toThrow(
    /Test the connection/,
  );
});

test('a pass holds for half an hour, and for the organisation that tested', async () => {
  const { ours, theirs } = ground;
  const setup = ours.setupOf({ maxTokens: 2003 });
  const { id } = await ours.test(setup);
  await expect(theirs.add({ setup, displayName: nameOf(), untested: false })).rejects.toThrow(
    /Test the connection/,
  );
  await ours.transact((em) =>
    em.nativeUpdate(ConnectionTest, { id }, { at: new Date(Date.now() - 31 * 60_000) }),
  );
  await expect(ours.add({ setup, displayName: nameOf(), untested: false })).rejects.toThrow(
    /Test the connection/,
  );
});

test('a failed test adds nothing; who insists gets a model that says it is untested', async () => {
  const { ours } = ground;
  const setup = ours.setupOf({ apiKey: 'wrong' });
  expect((await ours.test(setup)).passed).toBe(false);
  await expect(ours.add({ setup, displayName: nameOf(), untested: false })).rejects.toThrow(
    /Test the connection/,
  );
  expect((await ours.add({ setup, displayName: nameOf(), untested: true })).untested).toBe(true);
});

test('a slug is taken by an active model, by one that is switched off, by a platform model, by a reserved word', async () => {
  const { ours } = ground;
  const { id } = await ours.add({ slug: 'taken' });
  await expect(ours.add({ slug: 'taken' })).rejects.toMatchObject({
    code: 'CONFLICT',
    status: 409,
    path: ['slug'],
    takenBy: 'ACTIVE_MODEL',
  });
  await ours.transact((em, actor) => setModelActive(em, actor, { modelId: id, active: false }));
  await expect(ours.add({ slug: 'taken' })).rejects.toMatchObject({ takenBy: 'SWITCHED_OFF_MODEL' });
  await expect(ours.add({ slug: 'openai/gpt-5.4' })).rejects.toMatchObject({
    takenBy: 'PLATFORM_MODEL',
    status: 409,
  });
  await expect(ours.add({ displayName: 'Default' })).rejects.toMatchObject({
    takenBy: 'RESERVED',
    status: 409,
  });
});

test('the same slug is free in another organisation', async () => {
  const { ours, theirs } = ground;
  await ours.add({ slug: 'shared-name' });
  expect((await theirs.add({ slug: 'shared-name' })).slug).toBe('shared-name');
});

test('of two admins who add the same slug at once one wins, and the other hears that it is taken', async () => {
  const { ours } = ground;
  const results = await Promise.allSettled([ours.add({ slug: 'raced' }), ours.add({ slug: 'raced' })]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { takenBy: 'ACTIVE_MODEL' },
  });
});

test('re-adding a deleted slug brings the same record back, with every field from the new request', async () => {
  const { ours } = ground;
  const first = await ours.add({
    slug: 'phoenix',
    displayName: 'Old',
    description: 'Old words',
    inputCost: '0.000001',
  });
  await ours.transact((em, actor) => deleteCustomModel(em, actor, { modelId: first.id }));
  const again = await ours.add({
    slug: 'phoenix',
    displayName: 'New',
    setup: ours.setupOf({ maxTokens: 99, apiKey: '' }),
  });
  expect(again).toMatchObject({
    id: first.id,
    displayName: 'New',
    description: '',
    maxTokens: 99,
    inputCost: null,
    credentialId: null,
    deletedAt: null,
    active: true,
  });
});

test('of two admins who re-add the same deleted slug at once one wins', async () => {
  const { ours } = ground;
  const { id } = await ours.add({ slug: 'raced-again' });
  await ours.transact((em, actor) => deleteCustomModel(em, actor, { modelId: id }));
  const results = await Promise.allSettled([
    ours.add({ slug: 'raced-again' }),
    ours.add({ slug: 'raced-again' }),
  ]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a deleted slug of another provider stays taken', async () => {
  const { ours } = ground;
  const { id } = await ours.add({ slug: 'was-elsewhere' });
  await ours.transact(async (em, actor) => {
    await deleteCustomModel(em, actor, { modelId: id });
    await em.execute(`update custom_model set provider = 'bedrock' where id = ?`, [id]);
  });
  await expect(ours.add({ slug: 'was-elsewhere' })).rejects.toMatchObject({
    status: 409,
    takenBy: 'DELETED_MODEL_OF_OTHER_PROVIDER',
  });
});

test('saved credentials are reused with their base URL, as a copy of their own', async () => {
  const { ours, sandbox, services } = ground;
  const source = await ours.add({
    displayName: nameOf(),
    setup: ours.setupOf({ apiKey: 'sk-reused-key-4321' }),
  });
  const setup = { ...ours.setupOf({ apiKey: '', baseUrl: '' }), credentialsFrom: source.id };
  expect((await ours.test(setup)).passed).toBe(true);
  expect(sandbox.calls.at(-1)?.authorization).toBe('Bearer sk-reused-key-4321');
  const copy = await ours.transact((em, actor) =>
    addCustomModel(em, actor, { displayName: nameOf(), setup }, services),
  );
  expect(copy.settings).toEqual(source.settings);
  expect(copy.credentialId).not.toBe(source.credentialId);
});

test('only an active model of the organisation with a saved key lends its credentials', async () => {
  const { ours, theirs } = ground;
  const open = await ours.add({ displayName: nameOf(), setup: ours.setupOf({ apiKey: '' }) });
  const foreign = await theirs.add({ displayName: nameOf() });
  const off = await ours.add({ displayName: nameOf() });
  await ours.transact((em, actor) => setModelActive(em, actor, { modelId: off.id, active: false }));
  const reuse = (id: string) => ours.test({ ...ours.setupOf({ apiKey: '' }), credentialsFrom: id });
  await expect(reuse(open.id)).rejects.toThrow(/has no saved key/);
  await expect(reuse(off.id)).rejects.toThrow(/switched off/);
  await expect(reuse(foreign.id)).rejects.toMatchObject({ code: 'NOT_FOUND', path: ['credentialsFrom'] });
});

test.each([
  ['displayName', { displayName: '  ' }, /Display Name is required/],
  ['inputCost', { inputCost: '0.3' }, /per 1M/],
  ['slug', { slug: 'Not A Slug' }, /lower-case/],
])('%s is checked, with what to do about it', async (field, input, message) => {
  const refused = ground.ours.add({ displayName: nameOf(), ...input });
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toMatchObject({ code: 'INVALID_INPUT', path: [field] });
});

test.each([
  [{ maxTokens: 0 }, ['setup', 'maxTokens']],
  [{ providerModelId: ' ' }, ['setup', 'providerModelId']],
  [{ provider: 'acme' }, ['setup', 'provider']],
  [{ baseUrl: '' }, ['setup', 'fields', 'baseUrl']],
  [{ baseUrl: 'http://169.254.169.254/v1' }, ['setup', 'fields', 'baseUrl']],
  [{ baseUrl: 'http://127.0.0.1:1/v1' }, ['setup', 'fields', 'baseUrl']],
  [{ apiKey: '****1234' }, ['setup', 'fields', 'apiKey']],
])('a setup with %j is refused at its field', async (change, path) => {
  const refused = ground.ours.add({ displayName: nameOf(), setup: ground.ours.setupOf(change) });
  await expect(refused).rejects.toMatchObject({ code: 'INVALID_INPUT', status: 422, path });
});

test('a cost is kept exactly as it was given', async () => {
  const { ours } = ground;
  const { id } = await ours.add({
    displayName: nameOf(),
    inputCost: '3e-7',
    outputCost: '0.00000012345678901234567',
  });
  const saved = await ours.transact((em) => em.findOneOrFail(CustomModel, { id }));
  expect(saved).toMatchObject({ inputCost: '0.0000003', outputCost: '0.00000012345678901234567' });
});

test('only admins add models', async () => {
  const { ours, services } = ground;
  const input = { displayName: nameOf(), setup: ours.setupOf(), untested: true };
  const attempt = ours.transactAs(ours.member)((em, member) => addCustomModel(em, member, input, services));
  await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('adding a model leaves its event, with the names of its secrets and never their values', async () => {
  const { ours } = ground;
  const { id } = await ours.add({
    displayName: nameOf(),
    setup: ours.setupOf({ apiKey: 'sk-canary-in-audit' }),
  });
  const [event] = await ours.transact((em) => em.find(AuditEvent, { subjectId: id }));
  expect(event).toMatchObject({
    action: 'model.added',
    details: { secrets: ['apiKey'], maxTokens: { from: null, to: 4096 } },
  });
  expect(JSON.stringify(event?.details)).not.toContain('canary');
});
