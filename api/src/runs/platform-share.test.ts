import { nodeKinds } from '@patchbay/schema/nodes/index.ts';
import { expect, test } from 'vitest';
import { Secret } from '../credentials/secret.ts';
import { updateModelPolicy } from '../model-policy/update-model-policy.ts';
import { createModelGround } from '../test/model-ground.ts';
import { absentOutside } from './outside.ts';
import type { ActiveStep } from './step-recorder.ts';
import { createModelTools } from './model-tools.ts';
import { createPromptRunner } from './nodes/prompt.ts';
import { nothingInside, unlimited } from '../test/no-inner-runs.ts';

test("beyond the organization's share a platform model is not called: the receipt says so, and the fallback answers", async () => {
  const ground = await createModelGround();
  const { ours, services, sandbox } = ground;
  await ours.add({ slug: 'house' });
  await ours.transact(async (em, actor) => {
    const change = { default: 'openai/gpt-5.4', fallback: 'house', expectedRevision: 0 };
    await updateModelPolicy(em, actor, change, services.catalogue);
    await em.execute(`insert into platform_share values (?, clock_timestamp() + interval '1 minute', 7)`, [
      actor.organizationId,
    ]);
  });
  const asked: string[] = [];
  const fetch: typeof services.fetch = Object.assign((...[url, init]: Parameters<typeof services.fetch>) => {
    asked.push(new URL(String(url)).host);
    return services.fetch(url, init);
  }, services.fetch);
  const catalogue = { ...services.catalogue, key: new Secret('sk-of-the-operator') };
  const tools = createModelTools(ground.database.orm, {
    ...services,
    fetch,
    catalogue,
    platformCallsPerMinute: 7,
  });
  const attempts: Parameters<ActiveStep['attempted']>[0][] = [];
  const step: ActiveStep = {
    mayCall: async () => {},
    callKey: () => 'key',
    text: () => {},
    restartText: () => {},
    attempted: (attempt) => attempts.push(attempt),
    called: () => {},
    sent: () => {},
    progress: null,
    keep: () => {},
    succeed: () => {},
    fail: async () => {},
    counted: () => {},
    attempts: 0,
    wait: () => {},
    written: async () => {},
  };
  const data = { ...nodeKinds.prompt.initial(), user: 'Hello' };
  const node = { id: 'p1', kind: 'prompt' as const, key: 'p1', name: 'P', position: { x: 0, y: 0 }, data };
  const output = await createPromptRunner({ ...tools, ...absentOutside })(node, {
    graph: { version: 1, nodes: [node], edges: [] },
    input: {},
    organizationId: ours.actor.organizationId,
    projectId: '',
    scope: {},
    signal: new AbortController().signal,
    step,
    budget: unlimited(),
    ...nothingInside,
  });

  expect(output).toHaveProperty('text');
  expect(attempts).toMatchObject([
    {
      modelSlug: 'openai/gpt-5.4',
      outcome: 'rate-limit',
      error: {
        code: 'RATE_LIMIT',
        message: expect.stringContaining('7 calls a minute from your organization'),
      },
    },
    { modelSlug: 'house', outcome: 'answered' },
  ]);
  expect(asked).toEqual([new URL(sandbox.url).host]);
  await ground.close();
});
