import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { ConnectionTest } from './connection-test.ts';
import { CustomModel } from './custom-model.ts';
import { testConnection } from './test-connection.ts';
import { updateCustomModel } from './update-custom-model.ts';

let ground: ModelGround;
beforeAll(async () => {
  ground = await createModelGround();
});
afterAll(() => ground.close());

const lastBody = () => JSON.parse(ground.sandbox.calls.at(-1)?.body ?? '{}');

test('with JSON mode on the schema is sent; with it off the model is told in words', async () => {
  const { ours } = ground;
  const capabilities = ours.setupOf().capabilities;
  expect(await ours.test(ours.setupOf())).toMatchObject({ passed: true, message: 'Connection test passed.' });
  expect(lastBody()).toMatchObject({ max_tokens: 4096, response_format: { type: 'json_schema' } });
  expect(JSON.stringify(lastBody().messages)).toContain('{\\"status\\":\\"ok\\"}');

  const instructed = await ours.test(ours.setupOf({ capabilities: { ...capabilities, jsonMode: false } }));
  expect(instructed.passed).toBe(true);
  expect(lastBody().response_format).toBeUndefined();
});

test.each([
  [{ apiKey: 'wrong' }, 'credentials', 401],
  [{ providerModelId: 'no-such-model' }, 'model-not-found', 404],
  [{ providerModelId: 'sandbox-429' }, 'rate-limit', 429],
  [{ providerModelId: 'sandbox-quota' }, 'quota', 429],
  [{ providerModelId: 'sandbox-500' }, 'outage', 500],
  [{ providerModelId: 'sandbox-malformed' }, 'malformed-answer', 200],
  [{ baseUrl: 'http://127.0.0.1:9/v1' }, 'egress-refused', null],
])('a test of %j fails as %s and is recorded', async (change, errorKind, status) => {
  const { ours } = ground;
  const { id } = await ours.test(ours.setupOf(change));
  const saved = await ours.transact((em) => em.findOneOrFail(ConnectionTest, { id }));
  expect(saved).toMatchObject({ passed: false, errorKind, status, requestedBy: ours.actor.name });
  expect(saved.message).not.toBe('');
});

test('what the provider echoes of the key, in whatever spelling, is taken out', async () => {
  const { ours, elsewhere } = ground;
  elsewhere.server
    .removeAllListeners('request')
    .once('request', (request: IncomingMessage, response: ServerResponse) => {
      const given = request.headers.authorization?.replace('Bearer ', '') ?? '';
      const spellings = [given, encodeURIComponent(given), Buffer.from(given).toString('base64')];
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `Refused: ${spellings.join(' and ')}.` } }));
    });
  const setup = ours.setupOf({ baseUrl: `${elsewhere.url}/v1`, apiKey: 'sk-"canary"/a+1234567' });
  const { message, errorKind } = await ours.test(setup);
  expect(errorKind).toBe('credentials');
  const gone = '[secret removed]';
  expect(message).toContain(`Refused: ${gone} and ${gone} and ${gone}`);
});

test('a blank key tests a saved model with the saved key, and only where it was saved for', async () => {
  const { ours, sandbox, elsewhere } = ground;
  const { id } = await ours.add({
    displayName: `Model ${uuid()}`,
    setup: ours.setupOf({ apiKey: 'sk-saved-key-9876' }),
  });
  expect((await ours.test(ours.setupOf({ apiKey: '' }), id)).passed).toBe(true);
  expect(sandbox.calls.at(-1)?.authorization).toBe('Bearer sk-saved-key-9876');
  expect((await ours.test(ours.setupOf({ apiKey: '****9876' }), id)).passed).toBe(true);
  expect(sandbox.calls.at(-1)?.authorization).toBe('Bearer sk-saved-key-9876');

  const calls = elsewhere.calls.length;
  const astray = ours.test(ours.setupOf({ apiKey: '', baseUrl: `${elsewhere.url}/v1` }), id);
  await expect(astray).rejects.toMatchObject({ code: 'INVALID_INPUT', path: ['setup', 'fields', 'apiKey'] });
  await expect(astray).rejects.toThrow(/is not sent to/);
  expect(elsewhere.calls.length).toBe(calls);
});

test('a passed test of what is saved takes the word untested off the model; of anything else it does not', async () => {
  const { ours } = ground;
  const { id } = await ours.add({ displayName: `Model ${uuid()}`, setup: ours.setupOf({ maxTokens: 777 }) });
  const untested = () => ours.transact(async (em) => (await em.findOneOrFail(CustomModel, { id })).untested);
  await ours.test(ours.setupOf({ maxTokens: 778, apiKey: '' }), id);
  expect(await untested()).toBe(true);
  await ours.test(ours.setupOf({ maxTokens: 777, apiKey: '' }), id);
  expect(await untested()).toBe(false);
});

test('a test that passes while the model is edited says nothing about the edit', async () => {
  const { ours, services } = ground;
  const slow = ours.setupOf({ providerModelId: 'sandbox-delay-300' });
  const { id } = await ours.add({ displayName: `Model ${uuid()}`, setup: slow });
  const testing = ours.test(slow, id);
  await sleep(100);
  const setup = { ...slow, maxTokens: 5 };
  await ours.transact((em, actor) => updateCustomModel(em, actor, { modelId: id, setup }, services));
  expect((await testing).passed).toBe(true);
  const saved = await ours.transact((em) => em.findOneOrFail(CustomModel, { id }));
  expect(saved).toMatchObject({ maxTokens: 5, untested: true });
});

test('when the person closes the dialog the call ends at the provider, and nothing is recorded', async () => {
  const { ours, services, sandbox } = ground;
  const count = () => ours.transact((em) => em.count(ConnectionTest));
  const before = await count();
  const closing = new AbortController();
  const running = testConnection(
    { services, transact: ours.transact },
    { setup: ours.setupOf({ providerModelId: 'sandbox-slow' }) },
    closing.signal,
  );
  while (sandbox.calls.at(-1)?.model !== 'sandbox-slow') await sleep(10);
  const call = sandbox.calls.at(-1);
  closing.abort();
  await expect(running).rejects.toThrow();
  await expect.poll(() => call?.outcome).toBe('aborted');
  expect(await count()).toBe(before);
});

test('only admins test', async () => {
  const { ours, services } = ground;
  const attempt = testConnection(
    { services, transact: ours.transactAs(ours.member) },
    { setup: ours.setupOf() },
    new AbortController().signal,
  );
  await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
