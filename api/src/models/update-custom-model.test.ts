import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AuditEvent } from '../audit/audit-event.ts';
import { Credential } from '../credentials/credential.ts';
import { createModelGround, type ModelGround, type SetupOverrides } from '../test/model-ground.ts';
import { CustomModel } from './custom-model.ts';
import { deleteCustomModel } from './delete-custom-model.ts';
import { loadTargets } from './load-targets.ts';
import { modelOfCustom } from './model.ts';
import { openClient } from './open-client.ts';
import { type UpdateCustomModelInput, updateCustomModel } from './update-custom-model.ts';

let ground: ModelGround;
beforeAll(async () => {
  ground = await createModelGround();
});
afterAll(() => ground.close());

const key = 'sk-first-key-1111';
const savedModel = (change: SetupOverrides = {}) =>
  ground.ours.add({ displayName: `Model ${uuid()}`, setup: ground.ours.setupOf({ apiKey: key, ...change }) });

const update = (modelId: string, change: Omit<UpdateCustomModelInput, 'modelId'>) =>
  ground.ours.transact((em, actor) => updateCustomModel(em, actor, { modelId, ...change }, ground.services));

/** The key with which a run would call the model now. */
async function keyInUse(id: string): Promise<string | null | undefined> {
  const { ours, services, sandbox } = ground;
  const [target] = await ours.transact(async (em) =>
    loadTargets(em, [modelOfCustom(await em.findOneOrFail(CustomModel, { id }))]),
  );
  if (!target) throw new Error('There is no target.');
  const client = await openClient(services, target);
  const request = {
    messages: [{ role: 'user' as const, content: 'Hello' }],
    output: { kind: 'text' as const },
    maxOutputTokens: 5,
  };
  await client.call(request, { signal: new AbortController().signal });
  return sandbox.calls.at(-1)?.authorization;
}

test.each([
  ['left blank', ''],
  ['sent back as its mask', '****1111'],
])('a key that is %s stays as it is', async (_how, apiKey) => {
  const { id } = await savedModel();
  await update(id, { setup: ground.ours.setupOf({ apiKey, maxTokens: 10 }) });
  expect(await keyInUse(id)).toBe(`Bearer ${key}`);
});

test('of two who edit it at once the second changes nothing, and hears who was quicker and at what', async () => {
  const { id, revision } = await savedModel();
  await update(id, { expectedRevision: revision, setup: ground.ours.setupOf({ apiKey: '', maxTokens: 10 }) });
  const late = { expectedRevision: revision, displayName: 'Late' };
  await expect(update(id, late)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/^.+ has changed this model meanwhile \(Max Tokens\)\./),
    path: ['expectedRevision'],
  });
  expect(await update(id, { ...late, expectedRevision: revision + 1 })).toMatchObject({
    displayName: 'Late',
    maxTokens: 10,
    revision: revision + 2,
  });
});

test('whoever names no revision changes what is given, and a save of what is there already counts as none', async () => {
  const { id, revision } = await savedModel();
  await update(id, { displayName: 'First' });
  await update(id, { description: 'Second' });
  const again = await update(id, { displayName: 'First' });
  expect(again).toMatchObject({ displayName: 'First', description: 'Second', revision: revision + 2 });
});

test('renaming a model touches neither its key nor its setup', async () => {
  const { id, fingerprint } = await savedModel();
  const renamed = await update(id, { displayName: 'Renamed' });
  expect(renamed).toMatchObject({ displayName: 'Renamed', fingerprint });
  expect(await keyInUse(id)).toBe(`Bearer ${key}`);
});

test('a new key replaces the old one, and its mask with it', async () => {
  const { id } = await savedModel();
  const { credentialId } = await update(id, { setup: ground.ours.setupOf({ apiKey: 'sk-second-key-2222' }) });
  expect(await keyInUse(id)).toBe('Bearer sk-second-key-2222');
  const credential = await ground.ours.transact((em) =>
    em.findOneOrFail(Credential, { id: credentialId ?? '' }),
  );
  expect(credential.masks).toEqual({ apiKey: '****2222' });
});

test('a new base URL with a blank key is refused, and the saved key survives untouched', async () => {
  const { id } = await savedModel();
  const moved = update(id, {
    setup: ground.ours.setupOf({ apiKey: '', baseUrl: `${ground.elsewhere.url}/v1` }),
  });
  await expect(moved).rejects.toMatchObject({ status: 422, path: ['setup', 'fields', 'apiKey'] });
  expect(await keyInUse(id)).toBe(`Bearer ${key}`);
  expect(ground.elsewhere.calls).toEqual([]);
});

test('a new base URL with a key of its own moves both', async () => {
  const { ours, elsewhere } = ground;
  const { id } = await savedModel();
  await update(id, { setup: ours.setupOf({ apiKey: 'sk-moved-key-3333', baseUrl: `${elsewhere.url}/v1` }) });
  const saved = await ours.transact((em) => em.findOneOrFail(CustomModel, { id }));
  const credential = await ours.transact((em) =>
    em.findOneOrFail(Credential, { id: saved.credentialId ?? '' }),
  );
  expect(credential.audience).toBe(elsewhere.url);
});

test('the base URL is required on an edit, too', async () => {
  const { id } = await savedModel();
  await expect(update(id, { setup: ground.ours.setupOf({ apiKey: '', baseUrl: '' }) })).rejects.toMatchObject(
    {
      path: ['setup', 'fields', 'baseUrl'],
    },
  );
});

test('the provider is permanent', async () => {
  const { id } = await savedModel();
  await ground.ours.transact((em) =>
    em.execute(`update custom_model set provider = 'bedrock' where id = ?`, [id]),
  );
  await expect(update(id, { setup: ground.ours.setupOf() })).rejects.toMatchObject({
    path: ['setup', 'provider'],
  });
});

test('saving is not gated on a test, and the registry says what has not passed one', async () => {
  const { ours } = ground;
  const setup = ours.setupOf({ maxTokens: 4001 });
  await ours.test(setup);
  const { id } = await ours.add({ displayName: `Model ${uuid()}`, setup, untested: false });
  const edited = await update(id, { setup: ours.setupOf({ apiKey: '', maxTokens: 4002 }) });
  expect(edited.untested).toBe(true);
  const back = await update(id, { setup: ours.setupOf({ apiKey: '', maxTokens: 4001 }) });
  expect(back.untested).toBe(false);
});

test('a cost of null is no longer tracked; one that is left out stays', async () => {
  const { id } = await ground.ours.add({
    displayName: `Model ${uuid()}`,
    inputCost: '0.000001',
    outputCost: '0.000002',
  });
  expect(await update(id, { inputCost: null })).toMatchObject({ inputCost: null, outputCost: '0.000002' });
});

test('the history tells which fields changed and from what, and only names the secrets', async () => {
  const { id } = await savedModel();
  await update(id, {
    setup: ground.ours.setupOf({ apiKey: 'sk-canary-rotated', maxTokens: 9 }),
    description: 'New',
  });
  await update(id, { description: 'New' });
  const events = await ground.ours.transact((em) =>
    em.find(AuditEvent, { subjectId: id, action: 'model.updated' }),
  );
  expect(events.map(({ details }) => details)).toEqual([
    expect.objectContaining({
      maxTokens: { from: 4096, to: 9 },
      description: { from: '', to: 'New' },
      secrets: ['apiKey'],
    }),
  ]);
  expect(JSON.stringify(events)).not.toContain('canary');
});

test('deleting a model removes its saved credentials for good', async () => {
  const { ours } = ground;
  const { id, credentialId } = await savedModel();
  await ours.transact((em, actor) => deleteCustomModel(em, actor, { modelId: id }));
  expect(await ours.transact((em) => em.count(Credential, { id: credentialId ?? '' }))).toBe(0);
  await expect(update(id, { displayName: 'Ghost' })).rejects.toMatchObject({ code: 'MODEL_DELETED' });
});

test('nobody changes a model of another organisation', async () => {
  const { theirs, services } = ground;
  const { id } = await savedModel();
  const attempt = theirs.transact((em, actor) =>
    updateCustomModel(em, actor, { modelId: id, displayName: 'Stolen' }, services),
  );
  await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
