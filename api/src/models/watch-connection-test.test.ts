import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SandboxCall } from '../sandbox/sandbox.ts';
import type { Client, StreamEvent } from '../test/client.ts';
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

const setupOf = (providerModelId: string, baseUrl = `${sandbox.url}/v1`) => ({
  provider: 'openai-compatible',
  fields: [
    { name: 'baseUrl', value: baseUrl },
    { name: 'apiKey', value: 'sk-canary-live-4242' },
  ],
  providerModelId,
});

const watch = (client: Client, setup: object, idempotencyKey = uuid()) =>
  client.follow(
    `subscription ($setup: ModelSetupInput!, $idempotencyKey: String!) {
       connectionTest(setup: $setup, idempotencyKey: $idempotencyKey) {
         stage detail elapsedMs test { id passed message cause fix errorKind } } }`,
    { setup, idempotencyKey },
  );

const told = (events: StreamEvent[]) =>
  events.filter(({ event }) => event === 'next').map(({ data }) => JSON.parse(data).data.connectionTest);
const stagesOf = async (watched: ReturnType<typeof watch>) =>
  told(await (await watched).toEnd()).map(({ stage }) => stage);

const callsOf = (model: string): SandboxCall[] => sandbox.calls.filter((call) => call.model === model);

const countTests = () => world.ours.transact((em) => em.count(ConnectionTest));

test('a test tells each stage as it comes, and ends with what was recorded', async () => {
  const first = told(await (await watch(world.as('admin'), setupOf('sandbox-fast'))).toEnd());
  expect(first.map(({ stage }) => stage)).toEqual([
    'RESOLVE',
    'CONNECT',
    'REQUEST',
    'FIRST_BYTE',
    'ANSWER',
    'DONE',
  ]);
  const elapsed = first.map(({ elapsedMs }) => elapsedMs);
  expect(elapsed).toEqual(elapsed.toSorted((one, other) => one - other));
  expect(first.slice(0, -1).every(({ test }) => test === null)).toBe(true);
  expect(first.at(-1)).toMatchObject({
    detail: 'Connection test passed.',
    test: { passed: true, message: 'Connection test passed.', cause: null, fix: null },
  });
});

test('a connection that is still open is said to be used again: no stage is made up', async () => {
  await stagesOf(watch(world.as('admin'), setupOf('sandbox-fast')));
  expect(await stagesOf(watch(world.as('admin'), setupOf('sandbox-fast')))).toEqual([
    'REUSED',
    'REQUEST',
    'FIRST_BYTE',
    'ANSWER',
    'DONE',
  ]);
});

test('a failure ends with the likely cause and the fix, after the stages it came to', async () => {
  const failed = told(await (await watch(world.as('admin'), setupOf('sandbox-500'))).toEnd());
  expect(failed.map(({ stage }) => stage)).not.toContain('ANSWER');
  expect(failed.at(-1)).toMatchObject({
    stage: 'DONE',
    test: { passed: false, errorKind: 'outage', cause: expect.any(String), fix: expect.any(String) },
  });
  const refused = told(await (await watch(world.as('admin'), setupOf('x', 'http://127.0.0.1:9/v1'))).toEnd());
  expect(refused).toMatchObject([{ stage: 'DONE', test: { passed: false, errorKind: 'egress-refused' } }]);
});

test('who closes the stream ends the call at the provider, and nothing is recorded', async () => {
  const before = await countTests();
  const key = uuid();
  const stream = await watch(world.as('admin'), setupOf('sandbox-delay-6000'), key);
  const taken = stream.take(2);
  await expect.poll(() => callsOf('sandbox-delay-6000').length).toBe(1);
  await taken;
  stream.leave();
  await expect.poll(() => callsOf('sandbox-delay-6000')[0]?.outcome).toBe('aborted');
  expect(await countTests()).toBe(before);

  const { refusal } = await watch(world.as('admin'), setupOf('sandbox-delay-6000'), key);
  expect(refusal).toMatchObject({ status: 409, errors: [{ extensions: { code: 'CONFLICT' } }] });
  expect(callsOf('sandbox-delay-6000').length).toBe(1);
});

test('who comes back with the same key after the end sees the recorded test, and nothing is called again', async () => {
  const key = uuid();
  const model = 'sandbox-delay-1';
  const [done] = told(await (await watch(world.as('admin'), setupOf(model), key)).toEnd()).slice(-1);
  const again = told(await (await watch(world.as('admin'), setupOf(model), key)).toEnd());
  expect(again).toMatchObject([{ stage: 'DONE', test: { id: done.test.id } }]);
  expect(callsOf(model).length).toBe(1);
});

test('of two who come with one key at once, one calls; the other gets what was recorded', async () => {
  const key = uuid();
  const model = 'sandbox-delay-400';
  const streams = await Promise.all([
    watch(world.as('admin'), setupOf(model), key),
    sleep(20).then(() => watch(world.as('admin'), setupOf(model), key)),
  ]);
  const ends = await Promise.all(streams.map(async (stream) => told(await stream.toEnd()).at(-1)));
  expect(ends[0]).toMatchObject({ stage: 'DONE', test: { passed: true } });
  expect(ends[1].test.id).toBe(ends[0].test.id);
  expect(callsOf(model).length).toBe(1);
});

test('bad input and a member without the right are refused before anything is called', async () => {
  const calls = sandbox.calls.length;
  const { refusal } = await watch(world.as('admin'), { ...setupOf('x'), maxTokens: 0 });
  expect(refusal).toMatchObject({
    status: 422,
    errors: [{ extensions: { code: 'INVALID_INPUT', path: ['setup', 'maxTokens'] } }],
  });
  expect((await watch(world.as('member'), setupOf('x'))).refusal?.errors[0]?.extensions?.code).toBe(
    'FORBIDDEN',
  );
  expect((await watch(world.as('admin'), setupOf('x'), ' ')).refusal?.errors[0]?.extensions?.path).toEqual([
    'idempotencyKey',
  ]);
  expect(sandbox.calls.length).toBe(calls);
});

test('the key is in no event and in no log line', () => {
  expect(world.log.join('\n')).not.toContain('canary');
});
