import type { IncomingMessage, ServerResponse } from 'node:http';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Client, StreamEvent } from '../test/client.ts';
import { startSandbox } from '../test/model-ground.ts';
import { createWorld, type World } from '../test/world.ts';
import { CapabilityEvidence } from './capability-evidence.ts';

let world: World;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
/** A provider that answers as each test says. */
let fake: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox();
  fake = await startSandbox();
  world = await createWorld({ SANDBOX_URL: sandbox.url, EGRESS_ALLOW: new URL(fake.url).host });
});
afterAll(async () => {
  await world.close();
  await Promise.all([sandbox.close(), fake.close()]);
});

const key = 'sk-canary-probe-4242';
const setupOf = (providerModelId: string, change: object = {}, baseUrl = `${sandbox.url}/v1`) => ({
  provider: 'openai-compatible',
  fields: [
    { name: 'baseUrl', value: baseUrl },
    { name: 'apiKey', value: key },
  ],
  providerModelId,
  ...change,
});
const fakeSetup = (name: string) => setupOf(name, {}, `${fake.url}/v1`);

const shown = 'capability verdict evidence providerText contradicts stale requestedBy at';

const probe = (client: Client, setup: object, idempotencyKey = uuid(), modelId: string | null = null) =>
  client.follow(
    `subscription ($setup: ModelSetupInput!, $idempotencyKey: String!, $modelId: ID) {
       capabilityProbe(setup: $setup, idempotencyKey: $idempotencyKey, modelId: $modelId) {
         capability evidence { ${shown} } } }`,
    { setup, idempotencyKey, modelId },
  );

const told = (events: StreamEvent[]) =>
  events.filter(({ event }) => event === 'next').map(({ data }) => JSON.parse(data).data.capabilityProbe);

type Evidence = { capability: string; verdict: string; evidence: string; [field: string]: unknown };

async function evidenceOf(...asked: Parameters<typeof probe>): Promise<Evidence[]> {
  const events = told(await (await probe(...asked)).toEnd());
  return events.flatMap(({ evidence }) => evidence ?? []);
}

const verdictsOf = (evidence: Evidence[]) =>
  Object.fromEntries(evidence.map(({ capability, verdict }) => [capability, verdict]));

/** Answers every call with what is given for it, as a chat completion or as an error. */
function answer(respond: (body: Record<string, unknown>, request: IncomingMessage) => [number, object]) {
  fake.server.removeAllListeners('request');
  fake.server.on('request', async (request: IncomingMessage, response: ServerResponse) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const [status, body] = respond(JSON.parse(text), request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
}

const says = (content: string, usage = { prompt_tokens: 9, completion_tokens: 9 }): [number, object] => [
  200,
  { choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }], usage },
];

const addModel = async (setup: object) => {
  const { data } = await world.as('admin').ask(
    `mutation ($input: AddCustomModelInput!) { addCustomModel(input: $input) {
       __typename ... on Error { message } ... on AddCustomModelPayload { model { id reference } } } }`,
    { input: { setup, displayName: `Probed ${uuid()}`, untested: true } },
  );
  const added = data?.addCustomModel as { model: { id: string; reference: string } } | undefined;
  if (!added) throw new Error('The model was not added.');
  return added.model;
};

const evidenceOfModel = async (client: Client, reference: string): Promise<Evidence[]> => {
  const { data } = await client.ask(
    `query ($reference: String!) { model(reference: $reference) { evidence { ${shown} } } }`,
    { reference },
  );
  const model = data?.model as { evidence: Evidence[] } | undefined;
  return model?.evidence ?? [];
};

test('each capability of a model that has all four is proved, one after the other', async () => {
  const events = told(await (await probe(world.as('admin'), setupOf('sandbox-fast'))).toEnd());
  expect(events.map(({ capability, evidence }) => [capability, evidence?.verdict ?? null])).toEqual([
    ['JSON_MODE', null],
    ['JSON_MODE', 'YES'],
    ['VISION', null],
    ['VISION', 'YES'],
    ['TOOL_USE', null],
    ['TOOL_USE', 'YES'],
    ['REASONING', null],
    ['REASONING', 'YES'],
  ]);
});

test('what the provider refuses is NO in its own words; a parameter that does nothing is UNKNOWN', async () => {
  const evidence = await evidenceOf(world.as('admin'), setupOf('sandbox-text'));
  expect(verdictsOf(evidence)).toEqual({
    JSON_MODE: 'NO',
    VISION: 'NO',
    TOOL_USE: 'NO',
    REASONING: 'UNKNOWN',
  });
  expect(evidence[1]?.providerText).toContain('does not support images');
});

test('a model that ignores what it is given is found out by its answer', async () => {
  answer(() => says('red, red, red and green'));
  const evidence = await evidenceOf(world.as('admin'), fakeSetup('ignores'));
  expect(verdictsOf(evidence)).toEqual({
    JSON_MODE: 'NO',
    VISION: 'NO',
    TOOL_USE: 'NO',
    REASONING: 'UNKNOWN',
  });
  expect(evidence[1]?.evidence).toContain('answered "red, red, red and green"');
});

test('trouble proves nothing', async () => {
  answer(() => [503, { error: { message: 'Overloaded.' } }]);
  const evidence = await evidenceOf(world.as('admin'), fakeSetup('overloaded'));
  expect(new Set(Object.values(verdictsOf(evidence)))).toEqual(new Set(['UNKNOWN']));
  expect(evidence[0]).toMatchObject({
    providerText: expect.stringContaining('Overloaded'),
    contradicts: false,
  });
});

test('an answer that was cut off proves nothing', async () => {
  answer(() => says('{"fie', { prompt_tokens: 9, completion_tokens: 16 }));
  const [json] = await evidenceOf(world.as('admin'), { ...fakeSetup('cut'), maxTokens: 16 });
  expect(json).toMatchObject({
    verdict: 'UNKNOWN',
    evidence: expect.stringContaining('cut off at 16 tokens'),
  });
});

test('a key that is refused is refused once: the other capabilities are not tried', async () => {
  let calls = 0;
  answer(() => {
    calls += 1;
    return [401, { error: { message: 'Incorrect API key provided.', code: 'invalid_api_key' } }];
  });
  const evidence = await evidenceOf(world.as('admin'), fakeSetup('refused'));
  expect(evidence.map(({ verdict }) => verdict)).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN']);
  expect(calls).toBe(1);
});

test('a model that cannot be made to call a tool, and does so by itself, can use tools', async () => {
  answer(({ tool_choice: choice, messages }) => {
    if (typeof choice === 'object')
      return [400, { error: { message: 'This tool_choice is not supported.' } }];
    const code = /"([a-z]{4}-\d{4})"/.exec(JSON.parse(JSON.stringify(messages))[0].content)?.[1];
    if (!code) return says('x');
    const call = {
      id: 'c',
      type: 'function',
      function: { name: 'report_code', arguments: JSON.stringify({ code }) },
    };
    const message = { role: 'assistant', content: null, tool_calls: [call] };
    return [200, { choices: [{ index: 0, message, finish_reason: 'tool_calls' }] }];
  });
  const evidence = await evidenceOf(world.as('admin'), fakeSetup('unforced'));
  expect(evidence[2]).toMatchObject({ verdict: 'YES', evidence: expect.stringContaining('by itself') });
});

test('a key that the provider or the model repeats is taken out of the evidence', async () => {
  answer((_body, { headers }) => says(`You sent ${headers.authorization}.`));
  const repeated = await evidenceOf(world.as('admin'), fakeSetup('parrot'));
  expect(repeated[1]?.evidence).toContain('[secret removed]');
  // Where the quotation is cut, half a key would no longer be known as one.
  answer(() => says(`${'x'.repeat(150)} ${key}`));
  const cut = await evidenceOf(world.as('admin'), fakeSetup('parrot'));
  expect(cut[1]?.evidence).toContain('xxx [');
  answer((_body, { headers }) => [
    400,
    { error: { message: `${headers.authorization} does not support this.`, code: 'unsupported' } },
  ]);
  const refused = await evidenceOf(world.as('admin'), fakeSetup('parrot'));
  expect(refused[1]?.providerText).toContain('[secret removed]');
  const rows = await world.ours.transact((em) => em.find(CapabilityEvidence, {}));
  expect(JSON.stringify([repeated, cut, refused, rows, world.log])).not.toMatch(/sk-can|canary/);
});

test('what was found out before a model is added is shown on it, and says which toggle it contradicts', async () => {
  const setup = setupOf('sandbox-text', { capabilities: { vision: true, toolUse: false } });
  await evidenceOf(world.as('admin'), setup);
  const { reference } = await addModel(setup);
  const seen = await evidenceOfModel(world.as('member'), reference);
  expect(seen.map(({ capability, contradicts, stale }) => [capability, contradicts, stale])).toEqual([
    ['JSON_MODE', true, false],
    ['VISION', true, false],
    ['TOOL_USE', false, false],
    ['REASONING', false, false],
  ]);
  expect(seen.every(({ providerText }) => providerText === null)).toBe(true);
  const asAdmin = await evidenceOfModel(world.as('admin'), reference);
  expect(asAdmin[1]?.providerText).toContain('does not support images');
});

test('following the evidence, or another key, leaves it standing; another model id makes it stale', async () => {
  const { id, reference } = await addModel(setupOf('sandbox-text'));
  const update = (setup: object) =>
    world.as('admin').ask(
      `mutation ($input: UpdateCustomModelInput!) { updateCustomModel(input: $input) {
         __typename ... on Error { message } } }`,
      { input: { modelId: id, setup } },
    );
  await evidenceOf(world.as('admin'), setupOf('sandbox-text'), uuid(), id);
  await update({
    ...setupOf('sandbox-text', { capabilities: { jsonMode: false, toolUse: false } }),
    fields: [
      { name: 'baseUrl', value: `${sandbox.url}/v1` },
      { name: 'apiKey', value: 'sk-another-key-9999' },
    ],
  });
  const followed = await evidenceOfModel(world.as('admin'), reference);
  expect(followed.every(({ stale, contradicts }) => !stale && !contradicts)).toBe(true);

  await update(setupOf('sandbox-fast'));
  const changed = await evidenceOfModel(world.as('admin'), reference);
  expect(changed.every(({ stale, contradicts }) => stale && !contradicts)).toBe(true);
});

test('who leaves ends the call under way; what was found before stays, and coming back calls nothing', async () => {
  const model = 'sandbox-delay-2000';
  const stream = await probe(world.as('admin'), setupOf(model), 'left-in-the-middle');
  await stream.take(3);
  const callsOf = () => sandbox.calls.filter((call) => call.model === model);
  await expect.poll(() => callsOf().length).toBe(2);
  stream.leave();
  await expect.poll(() => callsOf()[1]?.outcome).toBe('aborted');
  const recorded = await world.ours.transact((em) =>
    em.find(CapabilityEvidence, {}, { orderBy: { id: 'desc' }, limit: 1 }),
  );
  expect(recorded).toMatchObject([{ capability: 'jsonMode', verdict: 'YES' }]);
  const { refusal } = await probe(world.as('admin'), setupOf(model), 'left-in-the-middle');
  expect(refusal).toMatchObject({ status: 409, errors: [{ extensions: { code: 'CONFLICT' } }] });
  expect(callsOf().length).toBe(2);
});

test('coming back after the end gives what was recorded, and calls nothing', async () => {
  const first = await evidenceOf(world.as('admin'), setupOf('sandbox-delay-2'), 'come-back');
  const calls = sandbox.calls.length;
  const again = told(await (await probe(world.as('admin'), setupOf('sandbox-delay-2'), 'come-back')).toEnd());
  expect(again.map(({ evidence }) => evidence)).toEqual(first);
  expect(sandbox.calls.length).toBe(calls);
});

test('a key that was used for something else is refused', async () => {
  await world
    .as('admin')
    .follow(
      `subscription ($setup: ModelSetupInput!) { connectionTest(setup: $setup, idempotencyKey: "shared") { stage } }`,
      { setup: setupOf('sandbox-fast') },
    )
    .then((stream) => stream.toEnd());
  const { refusal } = await probe(world.as('admin'), setupOf('sandbox-fast'), 'shared');
  expect(refusal?.errors[0]?.message).toContain('used for something else');
});

test('the evidence of a page of many models takes no more transactions than that of few', async () => {
  for (let index = 0; index < 12; index += 1) await addModel(setupOf('sandbox-fast'));
  const fork = vi.spyOn(world.services.orm.em, 'fork');
  const transactionsOf = async (first: number) => {
    fork.mockClear();
    const { data } = await world
      .as('member')
      .ask(
        `query ($first: Int!) { models(first: $first, search: "probed") { nodes { evidence { ${shown} } } } }`,
        { first },
      );
    expect(data?.models).toMatchObject({ nodes: { length: first } });
    return fork.mock.calls.length;
  };
  const [few, many] = [await transactionsOf(2), await transactionsOf(12)];
  fork.mockRestore();
  expect(many).toBe(few);
});
