// The procedure of the README, run as it is written there, under calls that need the keys all the while.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { organizationKey } from '../credentials/credential-store.ts';
import { openKeyRing } from '../credentials/key-ring.ts';
import { testConnection, type Tools } from '../models/test-connection.ts';
import { inOrganization } from '../orm.ts';
import { chainOf } from './chain-of.ts';
import { createActor, waitFor } from './durable-ground.ts';
import { createRunGround } from './run-ground.ts';

const root = join(import.meta.dirname, '../../..');
const run = promisify(execFile);
let ground: Awaited<ReturnType<typeof createRunGround>>;
beforeAll(async () => {
  ground = await createRunGround();
  await ground.ground.startWorker();
});
const stoppers: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const stop of stoppers) await stop();
  await ground?.close();
});

/** The block of commands below "The key ring", with the ids of this ring. */
function procedure(from: string, to: string): string[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, block = ''] = /\*\*The key ring\*\*.*?```sh\n(.*?)```/s.exec(readme) ?? [];
  const lines = block.split('\n').filter((line) => line.includes('rotate-keys.ts'));
  return lines.map((line) =>
    line
      .trim()
      .replace(/\bk1\b/, from)
      .replace(/\bk2\b/, to),
  );
}

async function operate(command: string): Promise<string> {
  const { keyRingFile } = ground.ground;
  const env = { ...process.env, DATABASE_URL: ground.database.url, KEY_RING_FILE: keyRingFile };
  const { stdout } = await run('bash', ['-c', command], { cwd: root, env });
  return stdout;
}

/** One after the other, until told to stop: what came of each. */
function keepDoing(what: () => Promise<string>) {
  const outcomes: string[] = [];
  const leaving = new AbortController();
  const busy = (async () => {
    while (!leaving.signal.aborted) {
      outcomes.push(await what().catch(String));
      await sleep(50);
    }
  })();
  const stop = async () => {
    leaving.abort();
    await busy;
    return outcomes;
  };
  stoppers.push(stop);
  return {
    stop,
    /** Begun after this moment, and over. */
    more: async () => {
      const before = outcomes.length;
      await waitFor(async () => (outcomes.length >= before + 3 ? true : null), 60_000).catch(() => {
        throw new Error(`Nothing more came of it: ${outcomes.slice(before - 3).join(', ')}`);
      });
    },
  };
}

test('the key ring rotates as the README says while runs and connection tests go on: none fails', async () => {
  const { actor, models, inTenant, orm, sandbox } = ground;
  const slug = 'sandbox-delay-20';
  const saved = await ground.addModel(slug, 'sk-saved-before-4711');
  const workflow = await ground.createWorkflow(chainOf([slug, slug, slug]));
  const runs = keepDoing(async () => (await ground.finished(await ground.start(workflow))).status);
  const setup = {
    provider: 'openai-compatible',
    fields: [{ name: 'baseUrl', value: saved.settings.baseUrl ?? '' }],
    providerModelId: slug,
    maxTokens: 100,
    capabilities: { jsonMode: true, vision: false, toolUse: true, reasoning: false },
    reasoningParameter: 'max_tokens' as const,
  };
  const transact: Tools['transact'] = (work) => inTenant((em) => work(em, actor));
  const tests = keepDoing(async () => {
    const signal = new AbortController().signal;
    return (await testConnection({ services: models, transact }, { setup, modelId: saved.id }, signal))
      .message;
  });
  const others = await Promise.all([1, 2, 3].map(() => createActor(orm)));
  const keyOf = (organizationId: string, ring = models.ring) =>
    inOrganization(orm, organizationId, (em) => organizationKey(em, ring, organizationId));
  for (const { organizationId } of others) await keyOf(organizationId);

  const [add = '', use = '', drop = ''] = procedure('test', 'k2');
  await operate(add);
  await Promise.all([runs.more(), tests.more()]);
  await expect(operate(drop)).rejects.toThrow(/"test" still wraps 4 organizations' keys/);
  // Twice at once, as by two operators.
  await Promise.all([operate(use), operate(use)]);
  await Promise.all([runs.more(), tests.more()]);
  const again = await operate(use);
  expect(again).toContain('Wrapped anew by "k2": 0.');
  expect(again).toContain('Every other key may be dropped.');
  expect(await operate(drop)).toContain('"test" is dropped');
  // Meanwhile an organisation stores its first secret.
  const late = await createActor(orm);
  await keyOf(late.organizationId);
  await Promise.all([runs.more(), tests.more()]);

  const ended = [...(await runs.stop()), ...(await tests.stop())];
  expect(new Set(ended)).toEqual(new Set(['SUCCEEDED', 'Connection test passed.']));
  expect(new Set(sandbox.calls.map(({ authorization }) => authorization))).toEqual(
    new Set(['Bearer sk-saved-before-4711']),
  );
  // A process that starts now knows the newest key only, and opens everything with it.
  const { keyRingFile } = ground.ground;
  expect(Object.keys(JSON.parse(readFileSync(keyRingFile, 'utf8')).keys)).toEqual(['k2']);
  for (const { organizationId } of [actor, late, ...others])
    await keyOf(organizationId, openKeyRing(keyRingFile));
}, 120_000);

test('a step that is misspelt says what there is', async () => {
  await expect(operate('node api/src/credentials/rotate-keys.ts')).rejects.toThrow(
    /add <id>.*use <id>.*drop <id>/s,
  );
});
