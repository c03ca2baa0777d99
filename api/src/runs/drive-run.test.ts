import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { createLog } from '../log.ts';
import type { Model } from '../models/model.ts';
import { type EntityManager, inOrganization } from '../orm.ts';
import type { ModelAnswer } from '../providers/model-client.ts';
import { ProviderError } from '../providers/provider-error.ts';
import { chainOf } from '../test/chain-of.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { createActor } from '../test/durable-ground.ts';
import { createRunningRun } from '../test/running-run.ts';
import { Attempt } from './attempt.ts';
import { driveRun } from './drive-run.ts';
import { absentOutside } from './outside.ts';
import { createGuardedFetch } from '../providers/guarded-fetch.ts';
import { createNodeRunners } from './nodes/index.ts';
import { Run } from './run.ts';
import { createRunNotices, type RunNotices } from './run-notices.ts';
import { createRunStore, type RunStore } from './run-store.ts';
import { StepRun } from './step-run.ts';
import { noVersions } from '../test/no-inner-runs.ts';

const log = createLog('test', { level: 'silent' });
let database: TestDatabase;
let actor: Actor;
let store: RunStore;
let notices: RunNotices;

beforeAll(async () => {
  database = await createDatabase();
  actor = await createActor(database.orm);
  store = createRunStore(database.url, { connections: 2 });
  notices = createRunNotices(database.orm, log, 5);
});

afterAll(async () => {
  await notices.close();
  await store.close();
  await database.close();
});

const transact = <T>(work: (em: EntityManager) => Promise<T>) =>
  inOrganization(database.orm, actor.organizationId, work);

const model: Model = {
  id: randomUUID(),
  type: 'CUSTOM',
  reference: 'scripted',
  displayName: 'Scripted',
  description: '',
  provider: 'openai-compatible',
  providerModelId: 'scripted',
  capabilities: { jsonMode: false, vision: false, toolUse: false, reasoning: false },
  reasoningParameter: 'max_tokens',
  maxTokens: 100,
  contextTokens: null,
  inputCost: null,
  outputCost: null,
  status: 'ACTIVE',
  untested: false,
  custom: null,
  grant: null,
};

const answering = (text: string, outputTokens = 1): ModelAnswer => ({
  text,
  toolCalls: [],
  usage: { input: 1, cachedInput: 0, output: outputTokens, reasoning: 0 },
  finishReason: 'stop',
});

/** Drives a run of one prompt once; `provider` is the far end, and its calls are counted. */
function createRun(provider: () => ModelAnswer) {
  let calls = 0;
  const ask = async () => {
    calls += 1;
    return provider();
  };
  const nodes = createNodeRunners({
    candidatesFor: async () => ({
      candidates: [
        {
          model,
          position: 1,
          place: 'REFERENCE',
          reason: 'The step names it.',
          degraded: [],
          target: {
            provider: 'openai-compatible',
            settings: {},
            credentials: { kind: 'none' },
            providerModelId: 'scripted',
            reasoningParameter: 'max_tokens',
          },
        },
      ],
      refused: [],
      substitution: false,
    }),
    openModel: async () => ({ call: ask, stream: ask }),
    readFile: async () => null,
    ...absentOutside,
    fetch: createGuardedFetch({ allow: [] }),
  });
  const created = transact((em) => createRunningRun(em, actor, chainOf(['scripted']), { text: 'in' }));
  return {
    calls: () => calls,
    async drive(changed: Partial<RunStore> = {}) {
      const runId = await created;
      const driven = { organizationId: actor.organizationId, runId, token: randomUUID() };
      const tools = {
        store: { ...store, ...changed },
        notices,
        nodes,
        loadVersion: noVersions,
        log,
        onFinished: () => {},
      };
      await driveRun(tools, driven, 1, new AbortController().signal);
    },
    async rows() {
      const id = await created;
      return transact(async (em) => ({
        run: await em.findOneOrFail(Run, { id }),
        prompt: await em.findOne(StepRun, { runId: id, path: 'p1' }),
        attempts: await em.find(Attempt, { runId: id }),
      }));
    },
  };
}

describe('a call that was paid for is not made again', () => {
  test('when its answer holds characters that PostgreSQL cannot store: they are replaced', async () => {
    const run = createRun(() => answering('a\u0000b\ud800c \\u0000'));
    await run.drive();
    const { run: row, prompt } = await run.rows();
    expect(row).toMatchObject({ status: 'SUCCEEDED', error: null });
    expect(prompt?.output).toEqual({ text: 'a\ufffdb\ufffdc \\u0000' });
    expect(run.calls()).toBe(1);
  });

  test("when the provider's words hold such characters", async () => {
    const run = createRun(() => {
      throw new ProviderError('bad-request', { providerText: 'no\u0000way' });
    });
    await run.drive();
    const { run: row, attempts } = await run.rows();
    expect(row).toMatchObject({ status: 'FAILED', error: { code: 'BAD_REQUEST' } });
    expect(attempts).toMatchObject([
      { outcome: 'bad-request', error: { message: expect.stringContaining('no\ufffdway') } },
    ]);
    expect(run.calls()).toBe(1);
  });

  test('when PostgreSQL refuses what came of it: the run fails instead of trying for ever', async () => {
    const run = createRun(() => answering('fine', 2 ** 40));
    await run.drive();
    const { run: row } = await run.rows();
    expect(row).toMatchObject({ status: 'FAILED', error: { code: 'INTERNAL' } });
    expect(run.calls()).toBe(1);
  });

  test('when it failed, and the worker died before it could end the run', async () => {
    const run = createRun(() => {
      throw new ProviderError('bad-request', { providerText: 'too long' });
    });
    const died = new Error('died');
    await expect(run.drive({ finish: () => Promise.reject(died) })).rejects.toBe(died);
    await run.drive();
    const { run: row, prompt } = await run.rows();
    expect(row).toMatchObject({
      status: 'FAILED',
      error: { code: 'BAD_REQUEST', message: expect.stringContaining('too long'), nodeId: 'p1' },
    });
    expect(prompt?.status).toBe('FAILED');
    expect(run.calls()).toBe(1);
  });
});
