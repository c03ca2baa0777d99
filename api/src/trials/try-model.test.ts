import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CustomModel } from '../models/custom-model.ts';
import { addCustomModel } from '../models/add-custom-model.ts';
import { Attempt } from '../runs/attempt.ts';
import type { Client, StreamEvent } from '../test/client.ts';
import { startSandbox } from '../test/model-ground.ts';
import { createWorld, type World } from '../test/world.ts';

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

/** A saved model of the sandbox; gives its slug. */
async function newModel(providerModelId: string, change: Partial<CustomModel> = {}): Promise<string> {
  const { slug, id } = await world.ours.transact((em, actor) =>
    addCustomModel(
      em,
      actor,
      {
        displayName: `Model ${uuid()}`,
        setup: {
          provider: 'openai-compatible',
          fields: [
            { name: 'baseUrl', value: `${sandbox.url}/v1` },
            { name: 'apiKey', value: 'sk-canary-trial-4242' },
          ],
          providerModelId,
          maxTokens: 4096,
          capabilities: { jsonMode: true, vision: true, toolUse: true, reasoning: true },
          reasoningParameter: 'max_tokens',
        },
        inputCost: '0.000001',
        outputCost: '0.000002',
        untested: true,
      },
      world.services.models,
    ),
  );
  await world.ours.transact((em) => em.nativeUpdate(CustomModel, { id }, change));
  return slug;
}

const attempt =
  'attempt { id reference provider providerModelId outcome cost inputTokens outputTokens latencyMs firstTokenMs error { code message } }';

const tryOut = (client: Client, input: object) =>
  client.follow(
    `subscription ($input: TryModelInput!) { tryModel(input: $input) { __typename
       ... on TrialTextAdded { text } ... on TrialReasoningAdded { text } ... on TrialToolCalled { name arguments }
       ... on TrialEnded { repeated object finishReason error { code message fix } ${attempt} } } }`,
    { input: { idempotencyKey: uuid(), prompt: 'What is a patchbay?', ...input } },
  );

const told = (events: StreamEvent[]) =>
  events.filter(({ event }) => event === 'next').map(({ data }) => JSON.parse(data).data.tryModel);
const outcomeOf = async (client: Client, input: object) => {
  const stream = await tryOut(client, input);
  return told(await stream.toEnd());
};

test('a member sees the answer stream, and then its receipt with tokens, cost and latency', async () => {
  const reference = await newModel('sandbox-chunks-3-every-20ms');
  const events = await outcomeOf(world.as('member'), { reference });
  console.log(
    world.log
      .filter((l) => l.includes('err'))
      .slice(-2)
      .join('\n'),
  );
  const text = events.flatMap((event) => (event.__typename === 'TrialTextAdded' ? event.text : [])).join('');
  expect(text).toContain('patchbay');
  expect(events.at(-1)).toMatchObject({
    __typename: 'TrialEnded',
    repeated: false,
    finishReason: 'stop',
    error: null,
    attempt: {
      reference,
      provider: 'openai-compatible',
      outcome: 'answered',
      cost: expect.stringMatching(/^0\.000/),
      inputTokens: expect.any(Number),
      outputTokens: expect.any(Number),
      latencyMs: expect.any(Number),
      firstTokenMs: expect.any(Number),
    },
  });
  expect(Attempt).toBeDefined();
});
