import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Secret } from '../credentials/secret.ts';
import { allowUrl } from './egress-rules.ts';
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts';
import { createModelClient } from './index.ts';
import type { ModelRequest } from './model-client.ts';
import { event } from './wires/amazon-events.ts';
import { signatureFault } from './wires/amazon-signature.ts';
import { bedrockPairWire as wire } from './wires/bedrock-wires.ts';
import { openWire } from './wires/open-wire.ts';

const signer = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'canary/0123456789+abcdef',
  region: 'us-west-2',
  host: new URL(wire.origin).host,
};

/** A Bedrock that takes nothing but a right signature. */
const server = createServer(async (request, response) => {
  const body = await readText(request);
  paths.push(request.url ?? '');
  const fault = signatureFault(request, body, signer);
  if (fault) {
    response.writeHead(403, { 'x-amzn-errortype': 'InvalidSignatureException' });
    response.end(JSON.stringify({ message: `The request signature does not match: ${fault}.` }));
  } else if (request.url?.endsWith('-stream')) {
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
    response.write(event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'Signed.' } }));
    response.end(event('messageStop', { stopReason: 'end_turn' }));
  } else {
    const message = { role: 'assistant', content: [{ text: 'Signed.' }] };
    const usage = { inputTokens: 1, outputTokens: 2, totalTokens: 3 };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ output: { message }, stopReason: 'end_turn', usage }));
  }
});
const paths: string[] = [];
let url: string;
let guard: GuardedFetch;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  guard = createGuardedFetch({ allow: [allowUrl(url)] });
});
afterAll(async () => {
  await guard.close();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  paths.length = 0;
});

const ask = (content: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [{ role: 'user', content }],
  output: { kind: 'text' },
  maxOutputTokens: 500,
  ...more,
});
const signal = () => new AbortController().signal;
const called = (change: Partial<typeof wire> = {}, request = ask('Hello')) =>
  openWire({ ...wire, ...change }, { guard, url }, request).client.call(request, { signal: signal() });

test.each([
  ['meta.llama3-1-70b-instruct-v1:0'],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0'],
  ['global.anthropic.claude-sonnet-4-5-20250929-v1:0'],
  ['arn:aws:bedrock:us-west-2:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0'],
  ['arn:aws:bedrock:us-west-2:123456789012:application-inference-profile/a1b2c3d4e5f6'],
  ['arn:aws:bedrock:us-west-2:123456789012:provisioned-model/a1b2c3d4e5f6'],
  ["odd id(1)*'!+&=?"],
])('a call of %s carries a signature that AWS would compute, too', async (modelId) => {
  expect(await called({ modelId })).toMatchObject({ text: 'Signed.' });
  const { client } = openWire({ ...wire, modelId }, { guard, url });
  expect(await client.stream(ask('Hello'), { signal: signal(), onText: () => undefined })).toMatchObject({
    text: 'Signed.',
  });
  const escaped = encodeURIComponent(modelId);
  expect(paths).toEqual([`/model/${escaped}/converse`, `/model/${escaped}/converse-stream`]);
});

test('whatever is in the body and the headers is signed as it is sent', async () => {
  const request = ask('Grüße, 世界 \u0000 "\\ 🙂', { idempotencyKey: 'step  1', temperature: 0.5 });
  expect(await called({}, request)).toMatchObject({ text: 'Signed.' });
});

test.each([
  ['secret', { secrets: { secretAccessKey: 'canary/0123456789+abcdeg' } }],
  ['id', { settings: { ...wire.settings, accessKeyId: 'AKIAI44QH8DHBEXAMPLE' } }],
  [
    'region',
    {
      settings: { ...wire.settings, region: 'us-east-1' },
      origin: 'https://bedrock-runtime.us-east-1.amazonaws.com',
    },
  ],
])('another %s is another signature', async (_what, change) => {
  await expect(called(change)).rejects.toMatchObject({
    kind: 'credentials',
    providerText: expect.stringContaining('InvalidSignatureException'),
  });
});

test.each([
  ['iam-key-pair', 'The Secret Access Key is missing.'],
  ['api-key', 'The Bedrock API Key is missing.'],
])('without its secret nothing is sent (%s): no other is looked for', async (authenticationMethod, words) => {
  const settings =
    authenticationMethod === 'api-key' ? { region: 'us-west-2', authenticationMethod } : wire.settings;
  const none: Record<string, string>[] = [{}, { secretAccessKey: '', bedrockApiKey: '' }];
  for (const secrets of none) {
    await expect(called({ settings, secrets })).rejects.toMatchObject({
      kind: 'credentials',
      message: expect.stringContaining(words),
    });
  }
  expect(paths).toEqual([]);
});

test('credentials of a call are not those of the next', async () => {
  const right = called();
  const wrong = called({ secrets: { secretAccessKey: 'wrong/0123456789' } });
  await expect(wrong).rejects.toMatchObject({ kind: 'credentials' });
  expect(await right).toMatchObject({ text: 'Signed.' });
});

test('max tokens stay the cap of the whole completion, whatever the budget for thinking', async () => {
  for (const maxTokens of [1024, 500, 4096]) {
    const request = ask('Why?', { reasoning: { maxTokens } });
    const { client, sent } = openWire(wire, { guard, url }, request);
    await client.call(request, { signal: signal() });
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({
      inferenceConfig: { maxTokens: 500 },
      additionalModelRequestFields: { thinking: { budget_tokens: maxTokens } },
    });
  }
});

test.each([
  [
    'us.amazon.nova-2-lite-v1:0',
    'high',
    { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'high' } },
  ],
  ['openai.gpt-oss-120b-1:0', 'high', { reasoning_effort: 'high' }],
  [
    'arn:aws:bedrock:us-west-2:123456789012:application-inference-profile/a1b2c3d4e5f6',
    'low',
    { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'low' } },
  ],
  [
    'global.anthropic.claude-opus-4-8',
    'high',
    { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'high' } },
  ],
] as const)('%s takes an effort in its own form', async (modelId, effort, fields) => {
  const request = ask('Why?', { reasoning: { effort } });
  const { client, sent } = openWire({ ...wire, modelId }, { guard, url }, request);
  await client.call(request, { signal: signal() });
  expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({
    additionalModelRequestFields: fields,
    inferenceConfig: { maxTokens: 500 },
  });
});

test('a temperature goes out as it was entered: whether it is taken, the model says', async () => {
  for (const modelId of ['us.anthropic.claude-opus-4-8', 'meta.llama3-1-70b-instruct-v1:0']) {
    const request = ask('Why?', { temperature: 1.5 });
    const { client, sent } = openWire({ ...wire, modelId }, { guard, url }, request);
    await client.call(request, { signal: signal() });
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({
      inferenceConfig: { maxTokens: 500, temperature: 1.5 },
    });
  }
});

test('documents go as bytes, by their kind', async () => {
  const file = {
    type: 'file',
    bytes: Buffer.from('%PDF-1.7'),
    mediaType: 'application/pdf',
    name: 'Bill 7.pdf',
  } as const;
  const request = ask('', { messages: [{ role: 'user', content: [{ type: 'text', text: 'Read.' }, file] }] });
  const { client, sent } = openWire(wire, { guard, url });
  await client.call(request, { signal: signal() });
  expect(JSON.parse(sent[0]?.body ?? '').messages[0].content[1]).toEqual({
    document: { format: 'pdf', name: 'Bill 7', source: { bytes: file.bytes.toString('base64') } },
  });
});

test('a region that is no region never becomes a host', async () => {
  const client = createModelClient({
    provider: 'bedrock',
    settings: { ...wire.settings, region: 'evil.example/' },
    secrets: { secretAccessKey: new Secret('canary/0123456789') },
    modelId: 'm',
    reasoningParameter: 'max_tokens',
    fetch: guard,
  });
  await expect(client.call(ask('x'), { signal: signal() })).rejects.toThrow('AWS Region must look like');
});
