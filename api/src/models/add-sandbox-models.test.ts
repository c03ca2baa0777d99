import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { addSandboxModels } from './add-sandbox-models.ts';

let ground: ModelGround;
beforeAll(async () => {
  ground = await createModelGround();
});
afterAll(() => ground.close());

test('sandbox models say in every name that they are the sandbox, and the sandbox knows each of them', async () => {
  const { ours, services, sandbox } = ground;
  const added = await ours.transact((em, actor) => addSandboxModels(em, actor, sandbox.url, services));
  const listed = await fetch(`${sandbox.url}/v1/models`);
  const { data } = (await listed.json()) as { data: { id: string }[] };
  for (const { displayName, slug, providerModelId } of added) {
    expect(displayName).toMatch(/^Sandbox /);
    expect(slug).toBe(providerModelId);
    expect(data.map(({ id }) => id)).toContain(providerModelId);
  }
});

test('the one that is fast passes a connection test', async () => {
  const { ours } = ground;
  const setup = ours.setupOf({ apiKey: '', providerModelId: 'sandbox-fast' });
  expect(await ours.test(setup)).toMatchObject({ passed: true });
});
