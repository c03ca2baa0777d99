import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { Credential } from '../credentials/credential.ts';
import { loadCredentials, openSecrets } from '../credentials/credential-store.ts';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { CustomModel } from './custom-model.ts';
import type { SetupInput } from './model-setup.ts';
import { updateCustomModel } from './update-custom-model.ts';

let ground: ModelGround;
beforeAll(async () => {
  ground = await createModelGround();
});
afterAll(() => ground.close());

const pair = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'first/secret+1111' };
const key = { bedrockApiKey: 'ABSK-first-key-2222' };

/** By its method: the fields of a setup, as the form of Bedrock sends them. */
const setupOf = (
  authenticationMethod: 'iam-key-pair' | 'api-key',
  given: Record<string, string>,
  more: Partial<SetupInput> = {},
): SetupInput => ({
  ...ground.ours.setupOf(),
  provider: 'bedrock',
  providerModelId: 'anthropic.claude-3-5-sonnet-20240620-v1:0',
  fields: Object.entries({ region: 'us-west-2', authenticationMethod, ...given }).map(([name, value]) => ({
    name,
    value,
  })),
  ...more,
});

const add = (setup: SetupInput) => ground.ours.add({ displayName: `Claude ${uuid()}`, setup });
const update = (modelId: string, setup: SetupInput) =>
  ground.ours.transact((em, actor) => updateCustomModel(em, actor, { modelId, setup }, ground.services));

/** What is saved of a model, opened. */
async function saved(id: string) {
  return ground.ours.transact(async (em) => {
    const { settings, credentialId } = await em.findOneOrFail(CustomModel, { id });
    const sealed = (await loadCredentials(em, [credentialId ?? ''])).get(credentialId ?? '');
    if (!sealed) throw new Error('There are no credentials.');
    const opened = await openSecrets(ground.services.ring, sealed, 'Amazon Bedrock');
    const secrets = Object.fromEntries(
      Object.entries(opened).map(([name, secret]) => [name, secret.reveal()]),
    );
    return { settings, secrets, masks: sealed.credential.masks };
  });
}

test('only the fields of the chosen method are asked for, and only they are taken', async () => {
  const { id } = await add(setupOf('api-key', { ...key, accessKeyId: '', secretAccessKey: '' }));
  expect(await saved(id)).toEqual({
    settings: { region: 'us-west-2', authenticationMethod: 'api-key' },
    secrets: key,
    masks: { bedrockApiKey: '****2222' },
  });
  await expect(add(setupOf('api-key', {}))).rejects.toMatchObject({
    message: 'Bedrock API Key is required.',
    path: ['setup', 'fields', 'bedrockApiKey'],
  });
  await expect(add(setupOf('iam-key-pair', { accessKeyId: pair.accessKeyId }))).rejects.toMatchObject({
    message: 'Secret Access Key is required.',
  });
});

test.each([
  ['secretAccessKey', 'api-key', { ...key, secretAccessKey: 'of-the-other' }],
  ['accessKeyId', 'api-key', { ...key, accessKeyId: pair.accessKeyId }],
  ['bedrockApiKey', 'iam-key-pair', { ...pair, ...key }],
] as const)(
  '%s belongs to the other method than %s, and is refused by name',
  async (field, method, given) => {
    await expect(add(setupOf(method, given))).rejects.toMatchObject({
      status: 422,
      path: ['setup', 'fields', field],
      message: expect.stringContaining('belongs to the Authentication Method'),
    });
  },
);

test('switching the method needs the credentials of the new one in the same request', async () => {
  const { id } = await add(setupOf('iam-key-pair', pair));
  await expect(update(id, setupOf('api-key', {}))).rejects.toMatchObject({
    name: 'MethodSwitchNeedsCredentialsError',
    code: 'METHOD_SWITCH_NEEDS_CREDENTIALS',
    status: 422,
    missing: ['bedrockApiKey'],
    path: ['setup', 'fields', 'bedrockApiKey'],
  });
  const { secrets } = await saved(id);
  expect(secrets).toEqual({ secretAccessKey: pair.secretAccessKey });
  await expect(ground.ours.test(setupOf('api-key', {}), id)).rejects.toMatchObject({
    missing: ['bedrockApiKey'],
  });
});

test('with the method the secrets of the other one are dropped, and do not come back with it', async () => {
  const { id } = await add(setupOf('iam-key-pair', pair));
  await update(id, setupOf('api-key', key));
  expect(await saved(id)).toEqual({
    settings: { region: 'us-west-2', authenticationMethod: 'api-key' },
    secrets: key,
    masks: { bedrockApiKey: '****2222' },
  });
  await expect(update(id, setupOf('iam-key-pair', {}))).rejects.toMatchObject({
    missing: ['accessKeyId', 'secretAccessKey'],
  });
  await expect(
    update(id, setupOf('iam-key-pair', { accessKeyId: pair.accessKeyId, secretAccessKey: '****1111' })),
  ).rejects.toMatchObject({ path: ['setup', 'fields', 'secretAccessKey'] });
});

test('an access key id is changed together with its secret, never alone', async () => {
  const { id } = await add(setupOf('iam-key-pair', pair));
  const other = { accessKeyId: 'AKIAI44QH8DHBEXAMPLE' };
  for (const secretAccessKey of ['', '****1111']) {
    await expect(update(id, setupOf('iam-key-pair', { ...other, secretAccessKey }))).rejects.toMatchObject({
      path: ['setup', 'fields', 'secretAccessKey'],
      message: expect.stringContaining('belongs to the former Access Key ID'),
    });
  }
  expect((await saved(id)).settings.accessKeyId).toBe(pair.accessKeyId);
  await update(id, setupOf('iam-key-pair', { ...other, secretAccessKey: 'second/secret+3333' }));
  expect(await saved(id)).toMatchObject({
    settings: other,
    secrets: { secretAccessKey: 'second/secret+3333' },
  });
});

test('another region keeps the saved credentials: they are for the service, wherever it stands', async () => {
  const { id } = await add(setupOf('iam-key-pair', pair));
  await update(id, setupOf('iam-key-pair', { region: 'eu-central-1', accessKeyId: pair.accessKeyId }));
  expect(await saved(id)).toMatchObject({
    settings: { region: 'eu-central-1' },
    secrets: { secretAccessKey: pair.secretAccessKey },
  });
});

test('a short-term key tells when it ends, and its successor when that does', async () => {
  const keyOf = (date: string) =>
    `bedrock-api-key-${btoa(`bedrock.amazonaws.com/?X-Amz-Date=${date}&X-Amz-Expires=43200`)}`;
  const endsOf = (id: string | null | undefined) =>
    ground.ours.transact(async (em) => (await em.findOneOrFail(Credential, { id: id ?? '' })).ends);
  const { id, credentialId } = await add(setupOf('api-key', { bedrockApiKey: keyOf('20261120T060000Z') }));
  expect(await endsOf(credentialId)).toEqual({ bedrockApiKey: '2026-11-20T18:00:00.000Z' });
  await update(id, setupOf('api-key', { region: 'eu-central-1' }));
  expect(await endsOf(credentialId)).toEqual({ bedrockApiKey: '2026-11-20T18:00:00.000Z' });
  await update(id, setupOf('api-key', { bedrockApiKey: keyOf('20261121T060000Z') }));
  expect(await endsOf(credentialId)).toEqual({ bedrockApiKey: '2026-11-21T18:00:00.000Z' });
  await update(id, setupOf('iam-key-pair', pair));
  expect(await endsOf(credentialId)).toEqual({});
});

test('saved credentials are reused within their method, the access key id with them', async () => {
  const { id } = await add(setupOf('iam-key-pair', pair));
  const reused = await add(setupOf('iam-key-pair', {}, { credentialsFrom: id }));
  expect(await saved(reused.id)).toMatchObject({
    settings: { accessKeyId: pair.accessKeyId },
    secrets: { secretAccessKey: pair.secretAccessKey },
  });
  await expect(add(setupOf('api-key', {}, { credentialsFrom: id }))).rejects.toMatchObject({
    status: 422,
    path: ['setup', 'credentialsFrom'],
    message: expect.stringContaining('IAM Key Pair'),
  });
});

test('a saved model of another method may take over the credentials of one with the new method', async () => {
  const source = await add(setupOf('api-key', key));
  const { id } = await add(setupOf('iam-key-pair', pair));
  await update(id, setupOf('api-key', {}, { credentialsFrom: source.id }));
  expect(await saved(id)).toMatchObject({ secrets: key });
  const rows = await ground.ours.transact((em) => em.find(Credential, { provider: 'bedrock' }));
  expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
});
