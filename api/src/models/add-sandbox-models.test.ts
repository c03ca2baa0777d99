import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { addSandboxModels } from './add-sandbox-models.ts';
import { CustomModel } from './custom-model.ts';
import { watchCapabilityProbe } from './watch-capability-probe.ts';

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

test('what each is said to be able to do, it can: a probe contradicts none of them', async () => {
  const { ours, services, sandbox } = ground;
  const models = await ours.transact((em) => em.find(CustomModel, { slug: { $like: 'sandbox-%' } }));
  const steady = models.filter(({ slug }) =>
    ['sandbox-fast', 'sandbox-smart', 'sandbox-text'].includes(slug),
  );
  expect(steady.length).toBe(3);
  for (const model of steady) {
    const setup = {
      ...ours.setupOf({ baseUrl: `${sandbox.url}/v1`, apiKey: '' }),
      providerModelId: model.providerModelId,
      capabilities: model.capabilities(),
      reasoningParameter: model.reasoningParameter,
    };
    const events = await watchCapabilityProbe(
      { services, transact: ours.transact },
      { setup, modelId: model.id, idempotencyKey: model.slug },
      new AbortController().signal,
    );
    for await (const { capability, shown } of events) {
      // That the fast one would reason, if it were asked to, is no reason to ask it.
      if (capability !== 'reasoning')
        expect(shown?.contradicts ?? false, `${model.slug} ${capability}`).toBe(false);
    }
  }
});
