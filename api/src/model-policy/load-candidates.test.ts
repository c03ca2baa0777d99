import { afterAll, beforeAll, expect, test } from 'vitest';
import { deleteCustomModel } from '../models/delete-custom-model.ts';
import { openClient } from '../models/open-client.ts';
import { setModelActive } from '../models/set-model-active.ts';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { loadCandidates } from './load-candidates.ts';

let ground: ModelGround;
beforeAll(async () => {
  ground = await createModelGround();
});
afterAll(() => ground.close());

const candidatesOf = (step: Parameters<typeof loadCandidates>[2], tenant = ground.ours) =>
  tenant.transact((em) => loadCandidates(em, ground.services.catalogue, step));

const needsVision = { capability: 'vision', because: 'an image is wired to it' } as const;

test('a slug leads to its model, with all it takes to call it', async () => {
  const { ours, services, sandbox } = ground;
  await ours.add({ slug: 'fast', setup: ours.setupOf({ apiKey: 'sk-candidate-key-1' }) });
  const { candidates, refused } = await candidatesOf({ reference: 'fast' });
  expect(refused).toMatchObject([{ place: 'SUBSTITUTE', reasons: [{ code: 'no-substitution' }] }]);
  expect(candidates).toMatchObject([
    { position: 1, place: 'REFERENCE', degraded: [], model: { reference: 'fast', maxTokens: 4096 } },
  ]);
  expect(JSON.stringify(candidates)).not.toContain('sk-candidate');

  const [candidate] = candidates;
  if (!candidate) throw new Error('There is no candidate.');
  const client = await openClient(services, candidate.target);
  const request = {
    messages: [{ role: 'user' as const, content: 'Hello' }],
    output: { kind: 'text' as const },
    maxOutputTokens: 10,
  };
  await client.call(request, { signal: new AbortController().signal });
  expect(sandbox.calls.at(-1)).toMatchObject({
    model: 'sandbox-fast',
    authorization: 'Bearer sk-candidate-key-1',
  });
});

test.each([
  ['unknown', 'nobody', async () => {}],
  ['unknown', 'acme/nothing', async () => {}],
  ['not-configured', 'openai/gpt-5.4', async () => {}],
  ['not-configured', 'default', async () => {}],
  [
    'inactive',
    'off',
    async () => {
      const { id } = await ground.ours.add({ slug: 'off' });
      await ground.ours.transact((em, actor) => setModelActive(em, actor, { modelId: id, active: false }));
    },
  ],
  [
    'deleted',
    'gone',
    async () => {
      const { id } = await ground.ours.add({ slug: 'gone' });
      await ground.ours.transact((em, actor) => deleteCustomModel(em, actor, { modelId: id }));
    },
  ],
  [
    'unknown',
    'of-theirs',
    async () => {
      await ground.theirs.add({ slug: 'of-theirs' });
    },
  ],
])('there is no candidate, for the reason %s: %s', async (code, reference, arrange) => {
  await arrange();
  const { candidates, refused } = await candidatesOf({ reference });
  expect(candidates).toEqual([]);
  expect(refused[0]).toMatchObject({
    reasons: [{ code, message: expect.any(String), fix: expect.any(String) }],
  });
});

test('a model without what the step needs is refused with the reason, or used without it where the step allows that', async () => {
  await ground.ours.add({ slug: 'blind' });
  const step = { reference: 'blind', requirements: [needsVision] };
  const { refused } = await candidatesOf(step);
  expect(refused[0]).toMatchObject({ reasons: [{ code: 'lacks-capability', capability: 'vision' }] });
  const { candidates } = await candidatesOf({ ...step, onMissingCapability: 'degrade' });
  expect(candidates).toMatchObject([{ degraded: ['vision'] }]);
});
