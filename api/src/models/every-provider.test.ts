import { audienceOf } from '@patchbay/schema/providers/description.ts';
import { isProviderId, providerIds, providers } from '@patchbay/schema/providers/index.ts';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCredentials, openSecrets } from '../credentials/credential-store.ts';
import { wires } from '../providers/wires/index.ts';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { CustomModel } from './custom-model.ts';
import type { SetupInput } from './model-setup.ts';

let ground: ModelGround;
beforeAll(async () => {
  ground = await createModelGround();
});
afterAll(() => ground.close());

const offered = wires.flatMap((wire) =>
  isProviderId(wire.provider) ? [{ ...wire, provider: wire.provider }] : [],
);

type Offered = (typeof offered)[number];

const setupOf = (
  { provider, modelId, settings, secrets }: Offered,
  more: Partial<SetupInput> = {},
): SetupInput => ({
  ...ground.ours.setupOf(),
  provider,
  providerModelId: modelId,
  fields: Object.entries({ ...settings, ...secrets }).map(([name, value]) => ({ name, value })),
  ...more,
});

test.each(offered)(
  '$title: a model is saved, and its secret opens for its own service only',
  async (wire) => {
    const { id } = await ground.ours.add({ displayName: `Mine ${uuid()}`, setup: setupOf(wire) });
    await ground.ours.transact(async (em) => {
      const { settings, credentialId, provider } = await em.findOneOrFail(CustomModel, { id });
      if (Object.keys(wire.secrets).length === 0) return expect(credentialId).toBeNull();
      const sealed = (await loadCredentials(em, [credentialId ?? ''])).get(credentialId ?? '');
      if (!sealed) throw new Error('There are no credentials.');
      const audience = audienceOf(providers[provider], settings);
      const opened = await openSecrets(ground.services.ring, sealed, audience);
      const revealed = Object.entries(opened).map(([name, secret]) => [name, secret.reveal()]);
      expect(Object.fromEntries(revealed)).toEqual(wire.secrets);
      await expect(openSecrets(ground.services.ring, sealed, 'https://evil.example')).rejects.toThrow();
      for (const secret of Object.values(wire.secrets)) {
        expect(JSON.stringify([settings, sealed.credential.masks])).not.toContain(secret);
      }
    });
  },
);

test('a secret that a provider requires is asked for by its label', async () => {
  for (const wire of offered.filter(({ provider }) => provider !== 'openai-compatible')) {
    const setup = setupOf({ ...wire, secrets: {} });
    await expect(ground.ours.add({ displayName: 'x', setup }), wire.title).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('is required'),
    });
  }
});

test('reasoning in a shape that a provider has no form for is refused when it is saved', async () => {
  const capabilities = { jsonMode: true, vision: false, toolUse: true, reasoning: true };
  const refusing: string[] = [];
  for (const id of providerIds) {
    const wire = offered.find(({ provider }) => provider === id);
    if (!wire) throw new Error(`There is no wire of ${id}.`);
    const setup = setupOf(wire, { capabilities, reasoningParameter: 'max_tokens' });
    const added = await ground.ours.add({ displayName: `Thinker ${uuid()}`, setup }).catch((error) => error);
    if (added instanceof CustomModel) continue;
    refusing.push(id);
    expect(added).toMatchObject({
      path: ['setup', 'reasoningParameter'],
      message: expect.stringContaining('Choose "effort".'),
    });
    const effort = setupOf(wire, { capabilities, reasoningParameter: 'effort' });
    await ground.ours.add({ displayName: `Thinker ${uuid()}`, setup: effort });
  }
  expect(refusing).toEqual(['openai', 'azure-openai', 'together', 'oci']);
});

test('while reasoning is off, the shape is the one that its provider has a form for', async () => {
  const wire = offered.find(({ provider }) => provider === 'openai');
  if (!wire) throw new Error('There is no wire of openai.');
  const setup = setupOf(wire, { reasoningParameter: 'max_tokens' });
  const added = await ground.ours.add({ displayName: `Off ${uuid()}`, setup });
  expect(added).toMatchObject({ reasoning: false, reasoningParameter: 'effort' });
});
