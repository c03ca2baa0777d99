// What goes wrong after an answer has begun well is told apart as if it had begun with it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { allowUrl } from './egress-rules.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { ProviderError } from './provider-error.ts';
import { event, exception } from './wires/amazon-events.ts';
import { anthropicWire } from './wires/anthropic-wire.ts';
import { bedrockKeyWire } from './wires/bedrock-wires.ts';
import { geminiWire, vertexWire } from './wires/google-wires.ts';
import { openWire } from './wires/open-wire.ts';
import { scenarios } from './wires/scenarios.ts';
import type { Wire } from './wires/wire.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** Streams just these bytes, in pieces that mind no borders, and ends. */
async function streamOf(wire: Wire, bytes: Buffer) {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': wire.streamAccept ?? 'text/event-stream' });
    for (let at = 0; at < bytes.length; at += 11) response.write(bytes.subarray(at, at + 11));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const guard = createGuardedFetch({ allow: [allowUrl(url)] });
  open.push(
    () => new Promise((resolve) => server.close(resolve)),
    () => guard.close(),
  );
  const { client } = openWire(wire, { guard, url });
  const pieces: string[] = [];
  const answer = client.stream(scenarios.text.request, {
    signal: new AbortController().signal,
    onText: (delta) => pieces.push(delta),
  });
  return { answer, pieces };
}

async function failureOf(wire: Wire, bytes: Buffer) {
  const { answer, pieces } = await streamOf(wire, bytes);
  const error = await answer.then(
    (value): unknown => expect.fail(`it did not fail: ${inspect(value)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProviderError);
  return { error, text: pieces.join('') };
}

const events = (...parts: object[]) =>
  Buffer.from(
    parts
      .map(
        (part) => `${'type' in part ? `event: ${String(part.type)}\n` : ''}data: ${JSON.stringify(part)}\n\n`,
      )
      .join(''),
  );

const claudeBegins = [
  {
    type: 'message_start',
    message: {
      id: 'm',
      model: 'claude',
      role: 'assistant',
      type: 'message',
      content: [],
      usage: { input_tokens: 9, output_tokens: 1 },
    },
  },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hel' } },
];
const claudeFails = (type: string, message: string) => ({ type: 'error', error: { type, message } });

test.each([
  ['overloaded_error', 'Overloaded', 'outage'],
  ['api_error', 'Internal server error', 'outage'],
  ['rate_limit_error', 'Number of output tokens has exceeded your rate limit', 'rate-limit'],
  ['authentication_error', 'invalid x-api-key', 'credentials'],
  ['invalid_request_error', 'prompt is too long: 9 > 8', 'bad-request'],
])('Anthropic, %s inside a stream', async (type, message, kind) => {
  const after = await failureOf(anthropicWire, events(...claudeBegins, claudeFails(type, message)));
  expect(after).toMatchObject({ text: 'Hel', error: { kind, providerText: `${message} (${type})` } });
  const atOnce = await failureOf(anthropicWire, events(claudeFails(type, message)));
  expect(atOnce).toMatchObject({ text: '', error: { kind, providerText: `${message} (${type})` } });
});

test('Anthropic, a refusal is the content, not an answer', async () => {
  const { error } = await failureOf(
    anthropicWire,
    events(
      ...claudeBegins,
      { type: 'content_block_stop', index: 0 },
      {
        type: 'message_delta',
        delta: { stop_reason: 'refusal', stop_sequence: null },
        usage: { output_tokens: 3 },
      },
      { type: 'message_stop' },
    ),
  );
  expect(error).toMatchObject({ kind: 'content-refused', usage: { input: 9, output: 3 } });
});

const geminiBegins = { candidates: [{ content: { role: 'model', parts: [{ text: 'Hel' }] } }] };

test.each([geminiWire, vertexWire])('$title, an error inside a stream', async (wire) => {
  const failure = { error: { code: 503, status: 'UNAVAILABLE', message: 'The model is overloaded.' } };
  expect(await failureOf(wire, events(geminiBegins, failure))).toMatchObject({
    text: 'Hel',
    error: { kind: 'outage', status: 503, providerText: 'The model is overloaded. (UNAVAILABLE)' },
  });
});

test.each([geminiWire, vertexWire])(
  '$title, a blocked prompt and unsafe text are the content',
  async (wire) => {
    const blocked = events({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } });
    expect((await failureOf(wire, blocked)).error).toMatchObject({ kind: 'content-refused' });
    const unsafe = events(geminiBegins, { candidates: [{ content: { parts: [] }, finishReason: 'SAFETY' }] });
    expect((await failureOf(wire, unsafe)).error).toMatchObject({ kind: 'content-refused' });
  },
);

const bedrockBegins = [
  event('messageStart', { role: 'assistant' }),
  event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'Hel' } }),
];

test.each([
  ['throttlingException', 'Too many requests', 'rate-limit', 429],
  ['modelStreamErrorException', 'The model stumbled', 'outage', 424],
  ['internalServerException', 'It broke', 'outage', 500],
  ['serviceUnavailableException', 'Not now', 'outage', 503],
  ['validationException', 'Input is too long for requested model', 'bad-request', 400],
])('Bedrock, %s inside a stream', async (type, message, kind, status) => {
  const bytes = Buffer.concat([...bedrockBegins, exception(type, `${message}, bedrock-canary-0123456789`)]);
  expect(await failureOf(bedrockKeyWire, bytes)).toMatchObject({
    text: 'Hel',
    error: { kind, status, providerText: `${message}, [secret removed] (${type})` },
  });
});

test('Bedrock, an exception that nobody documents ends the answer all the same', async () => {
  const bytes = Buffer.concat([...bedrockBegins, exception('newException', 'New')]);
  expect((await failureOf(bedrockKeyWire, bytes)).error).toMatchObject({ kind: 'cut-stream' });
});

test('Bedrock, a frame that was damaged on its way is no answer', async () => {
  const bytes = Buffer.concat(bedrockBegins);
  bytes[bytes.length - 9] = 0;
  expect((await failureOf(bedrockKeyWire, bytes)).error).toMatchObject({ kind: 'malformed-answer' });
});

test.each([
  ['Anthropic', anthropicWire, events(...claudeBegins)],
  ['Anthropic, before the first word', anthropicWire, events(...claudeBegins.slice(0, 1))],
  ['Gemini', geminiWire, events(geminiBegins)],
  ['Vertex AI', vertexWire, events(geminiBegins)],
  ['Bedrock', bedrockKeyWire, Buffer.concat(bedrockBegins)],
  ['Bedrock, in the midst of a frame', bedrockKeyWire, Buffer.concat(bedrockBegins).subarray(0, -5)],
])('%s, a stream that just stops is not an answer', async (_title, wire, bytes) => {
  expect((await failureOf(wire, bytes)).error).toMatchObject({ kind: 'cut-stream' });
});

test('tokens read from a cache and thought are counted where they are told, and unknown where not', async () => {
  const claude = await streamOf(
    anthropicWire,
    events(
      {
        ...claudeBegins[0],
        message: {
          id: 'm',
          model: 'c',
          role: 'assistant',
          type: 'message',
          content: [],
          usage: { input_tokens: 9, output_tokens: 1, cache_read_input_tokens: 4 },
        },
      },
      ...claudeBegins.slice(1),
      {
        type: 'message_delta',
        delta: { stop_reason: 'end_turn' },
        usage: { output_tokens: 30, output_tokens_details: { thinking_tokens: 20 } },
      },
      { type: 'message_stop' },
    ),
  );
  expect((await claude.answer).usage).toMatchObject({ input: 13, cachedInput: 4, output: 30, reasoning: 20 });

  const usageMetadata = {
    promptTokenCount: 9,
    cachedContentTokenCount: 4,
    candidatesTokenCount: 10,
    thoughtsTokenCount: 20,
  };
  const gemini = await streamOf(
    geminiWire,
    events({ candidates: [{ content: { parts: [{ text: 'Hi' }] }, finishReason: 'STOP' }], usageMetadata }),
  );
  expect((await gemini.answer).usage).toMatchObject({ input: 9, cachedInput: 4, output: 30, reasoning: 20 });
  const silent = await streamOf(
    geminiWire,
    events({ candidates: [{ content: { parts: [{ text: 'Hi' }] }, finishReason: 'STOP' }] }),
  );
  expect((await silent.answer).usage).toMatchObject({
    input: null,
    cachedInput: null,
    output: null,
    reasoning: null,
  });

  const bedrock = await streamOf(
    bedrockKeyWire,
    Buffer.concat([
      ...bedrockBegins,
      event('messageStop', { stopReason: 'end_turn' }),
      event('metadata', {
        usage: { inputTokens: 9, outputTokens: 30, totalTokens: 39, cacheReadInputTokens: 4 },
      }),
    ]),
  );
  expect((await bedrock.answer).usage).toMatchObject({
    input: 13,
    cachedInput: 4,
    output: 30,
    reasoning: null,
  });
});

test.each([
  [
    'Anthropic',
    anthropicWire,
    events(
      ...claudeBegins,
      { type: 'message_delta', delta: { stop_reason: 'max_tokens' }, usage: { output_tokens: 3 } },
      { type: 'message_stop' },
    ),
  ],
  ['Gemini', geminiWire, events(geminiBegins, { candidates: [{ finishReason: 'MAX_TOKENS' }] })],
  [
    'Bedrock',
    bedrockKeyWire,
    Buffer.concat([...bedrockBegins, event('messageStop', { stopReason: 'max_tokens' })]),
  ],
])('%s, an answer that was cut at max tokens says so', async (_title, wire, bytes) => {
  const { answer } = await streamOf(wire, bytes);
  expect(await answer).toMatchObject({ text: 'Hel', finishReason: 'length' });
});
