import { inspect } from 'node:util';
import { createServer, type RequestListener } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scrubKnown } from '../credentials/known-secrets.ts';
import { Secret } from '../credentials/secret.ts';
import { createSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { allowUrl } from './egress-rules.ts';
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts';
import { createModelClient, type ModelConnection } from './index.ts';
import type { ModelRequest } from './model-client.ts';
import type { ProviderError } from './provider-error.ts';

const closers: (() => unknown)[] = [];
let sandbox: Sandbox;
let url: string;
let fetch: GuardedFetch;

beforeAll(async () => {
  sandbox = createSandbox();
  url = await listen(sandbox.server);
  closers.push(() => sandbox.close());
  fetch = guardFor(url);
});
afterAll(async () => {
  for (const close of closers.toReversed()) await close();
});

async function listen(server: Sandbox['server']): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

function guardFor(server: string): GuardedFetch {
  const guard = createGuardedFetch({ allow: [allowUrl(server)] });
  closers.push(() => guard.close());
  return guard;
}

async function serve(listener: RequestListener): Promise<GuardedFetch & { base: string }> {
  const server = createServer(listener);
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const base = await listen(server);
  return Object.assign(guardFor(base), { base });
}

type Connection = ModelConnection<'openai-compatible'>;

const clientOf = (modelId: string, overrides: Partial<Connection> = {}) =>
  createModelClient({
    provider: 'openai-compatible',
    settings: { baseUrl: `${url}/v1` },
    secrets: { apiKey: new Secret('sk-canary-0123456789') },
    modelId,
    reasoningParameter: 'max_tokens',
    fetch,
    ...overrides,
  });

const ask = (content: string, overrides: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [{ role: 'user', content }],
  output: { kind: 'text' },
  maxOutputTokens: 500,
  ...overrides,
});

const never = () => new AbortController().signal;
const lastCall = () => sandbox.calls.at(-1);
const lastBody = () => JSON.parse(lastCall()?.body ?? '') as Record<string, unknown>;

async function errorOf(work: Promise<unknown>): Promise<ProviderError> {
  return work.then(
    (value) => expect.fail(`it did not fail: ${inspect(value)}`),
    (error: ProviderError) => error,
  );
}

test('a call gives text, usage and why it ended', async () => {
  const answer = await clientOf('sandbox-fast').call(ask('Hello there'), { signal: never() });
  expect(answer.text).toContain('You asked: "Hello there"');
  expect(answer.finishReason).toBe('stop');
  expect(answer.toolCalls).toEqual([]);
  expect(answer.usage).toEqual({
    input: expect.any(Number),
    cachedInput: 0,
    output: expect.any(Number),
    reasoning: 0,
  });
  expect(lastCall()).toMatchObject({
    path: '/v1/chat/completions',
    authorization: 'Bearer sk-canary-0123456789',
    outcome: 'answered',
  });
  expect(lastBody()).toEqual({
    model: 'sandbox-fast',
    max_tokens: 500,
    messages: [{ role: 'user', content: 'Hello there' }],
  });
});

test('a stream gives the same answer in pieces, with usage', async () => {
  const whole = await clientOf('sandbox-fast').call(ask('Hello there'), { signal: never() });
  const pieces: string[] = [];
  const answer = await clientOf('sandbox-fast').stream(ask('Hello there'), {
    signal: never(),
    onText: (delta) => pieces.push(delta),
  });
  expect(pieces.length).toBeGreaterThan(5);
  expect(pieces.join('')).toBe(answer.text);
  expect(answer).toEqual(whole);
  expect(lastBody()).toMatchObject({ stream: true, stream_options: { include_usage: true } });
});

test('an open endpoint gets no authorization header', async () => {
  for (const secrets of [{}, { apiKey: new Secret('') }]) {
    await clientOf('sandbox-fast', { secrets }).call(ask('x'), { signal: never() });
    expect(lastCall()?.authorization).toBeNull();
  }
});

test('reasoning goes out verbatim in both shapes, and comes back', async () => {
  const budget = clientOf('sandbox-fast', { reasoningParameter: 'max_tokens' });
  const answer = await budget.call(ask('Why?', { reasoning: { maxTokens: 2048 } }), { signal: never() });
  expect(lastCall()?.body).toContain('"reasoning":{"max_tokens":2048}');
  expect(answer.reasoning).toContain('within 2048 tokens');
  expect(answer.usage.reasoning).toBeGreaterThan(0);

  const thoughts: string[] = [];
  const effort = clientOf('sandbox-fast', { reasoningParameter: 'effort' });
  const streamed = await effort.stream(ask('Why?', { reasoning: { effort: 'low' } }), {
    signal: never(),
    onText: () => undefined,
    onReasoning: (delta) => thoughts.push(delta),
  });
  expect(lastCall()?.body).toContain('"reasoning":{"effort":"low"}');
  expect(thoughts.join('')).toBe(streamed.reasoning);
  expect(lastCall()?.body).not.toContain('reasoning_effort');

  await budget.call(ask('Why?'), { signal: never() });
  expect(lastCall()?.body).not.toContain('reasoning');
});

test('reasoning in the shape that the model does not take fails before the call', async () => {
  const before = sandbox.calls.length;
  const error = await errorOf(
    clientOf('sandbox-fast').call(ask('x', { reasoning: { effort: 'high' } }), { signal: never() }),
  );
  expect(error).toMatchObject({ name: 'ProviderError', kind: 'bad-request' });
  expect(error.message).toContain('"max_tokens"');
  expect(sandbox.calls).toHaveLength(before);
});

const schema = {
  type: 'object',
  properties: { status: { type: 'string' }, score: { type: 'integer', minimum: 3 } },
  required: ['status', 'score'],
  additionalProperties: false,
};

test('JSON by schema is sent natively, or as an instruction where the model has no JSON mode', async () => {
  const native = await clientOf('sandbox-fast').call(
    ask('Rate it', { output: { kind: 'json', schema, mode: 'native' } }),
    { signal: never() },
  );
  expect(native.object).toEqual({ status: 'ok', score: 3 });
  expect(lastBody()).toMatchObject({
    response_format: { type: 'json_schema', json_schema: { schema, strict: true } },
  });

  const instructed = await clientOf('sandbox-fast').stream(
    ask('Rate it', { system: 'Be fair.', output: { kind: 'json', schema, mode: 'instructed' } }),
    {
      signal: never(),
      onText: () => undefined,
    },
  );
  expect(instructed.object).toEqual({ status: 'ok', score: 3 });
  expect(lastBody()).not.toHaveProperty('response_format');
  expect(lastCall()?.body).toContain('Be fair.');
});

test('tools are offered, called, and answered', async () => {
  const tools = [
    {
      name: 'find_order',
      description: 'Finds an order',
      parameters: { type: 'object', properties: { id: { type: 'integer' } } },
    },
    { name: 'send_mail', description: 'Sends mail', parameters: { type: 'object', properties: {} } },
  ];
  const client = clientOf('sandbox-fast');
  const forced = await client.call(ask('Anything', { tools, toolChoice: { tool: 'find_order' } }), {
    signal: never(),
  });
  expect(forced).toMatchObject({
    finishReason: 'tool-calls',
    toolCalls: [{ name: 'find_order', arguments: { id: 1 } }],
  });
  expect(lastBody()).toMatchObject({ tool_choice: { type: 'function', function: { name: 'find_order' } } });
  const streamed = await client.stream(ask('Please send mail to Ann', { tools }), {
    signal: never(),
    onText: () => undefined,
  });
  expect(streamed.toolCalls).toMatchObject([{ name: 'send_mail', arguments: {} }]);

  const [call] = forced.toolCalls;
  if (!call) throw new Error('no call');
  const after = await client.call(
    {
      ...ask(''),
      tools,
      messages: [
        { role: 'user', content: 'Find order 1' },
        { role: 'assistant', toolCalls: [call] },
        { role: 'tool', toolCallId: call.id, toolName: call.name, result: 'shipped' },
      ],
    },
    { signal: never() },
  );
  expect(after.text).toContain('The tool answered: shipped');
});

test('images go as bytes', async () => {
  const red =
    'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg==';
  const answer = await clientOf('sandbox-fast').call(
    {
      ...ask(''),
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Which colour?' },
            { type: 'image', bytes: Buffer.from(red, 'base64'), mediaType: 'image/png' },
          ],
        },
      ],
    },
    { signal: never() },
  );
  expect(answer.text).toContain('The image is red.');
  expect(lastCall()?.body).toContain(`data:image/png;base64,${red}`);
});

test('a file that the wire cannot carry is an unsupported feature', async () => {
  const file = {
    type: 'file',
    bytes: new Uint8Array([1]),
    mediaType: 'application/zip',
    name: 'a.zip',
  } as const;
  const error = await errorOf(
    clientOf('sandbox-fast').call(
      { ...ask(''), messages: [{ role: 'user', content: [file] }] },
      { signal: never() },
    ),
  );
  expect(error).toMatchObject({ kind: 'unsupported-feature' });
});

test("an idempotency key is sent, and OpenAI's own API gets max tokens under its newer name", async () => {
  await clientOf('sandbox-fast').call(ask('x', { idempotencyKey: 'step-1' }), { signal: never() });
  expect(lastCall()?.idempotencyKey).toBe('step-1');

  const bodies: string[] = [];
  const openAi: GuardedFetch = Object.assign(
    async (_input: unknown, init?: RequestInit) => {
      bodies.push(String(init?.body));
      return Response.json({ choices: [{ message: { content: 'hi' }, finish_reason: 'stop' }] });
    },
    { checkUrl: () => undefined, close: async () => undefined },
  );
  const answer = await clientOf('gpt-5', {
    settings: { baseUrl: 'https://api.openai.com/v1' },
    fetch: openAi,
  }).call(ask('x'), { signal: never() });
  expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ max_completion_tokens: 500 });
  expect(bodies[0]).not.toContain('max_tokens');
  expect(answer.usage).toEqual({ input: null, cachedInput: null, output: null, reasoning: null });
});

test('a count of tokens that can be none is not known, and loses nobody the answer', async () => {
  const usage = {
    prompt_tokens: 12.5,
    completion_tokens: 1e12,
    prompt_tokens_details: { cached_tokens: -1 },
    completion_tokens_details: { reasoning_tokens: 7 },
  };
  const careless: GuardedFetch = Object.assign(
    async () => Response.json({ choices: [{ message: { content: 'hi' }, finish_reason: 'stop' }], usage }),
    { checkUrl: () => undefined, close: async () => undefined },
  );
  const answer = await clientOf('careless', { fetch: careless }).call(ask('x'), { signal: never() });
  expect(answer).toMatchObject({
    text: 'hi',
    usage: { input: null, cachedInput: null, output: null, reasoning: 7 },
  });
});

test('an answer cut at max tokens says so', async () => {
  const answer = await clientOf('sandbox-fast').call(ask('Hello there', { maxOutputTokens: 2 }), {
    signal: never(),
  });
  expect(answer).toMatchObject({ finishReason: 'length', text: 'You aske' });
});

test.each([
  ['sandbox-429', 'rate-limit', { status: 429, retryAfterMs: 2_000 }],
  ['sandbox-500', 'outage', { status: 500 }],
  ['sandbox-quota', 'quota', {}],
  ['sandbox-refuses', 'content-refused', {}],
  ['sandbox-malformed', 'malformed-answer', { status: 200 }],
  ['sandbox-error-200', 'outage', { status: 503, providerText: 'Upstream is overloaded, says the sandbox.' }],
  ['sandbox-none', 'model-not-found', { status: 404 }],
])('%s fails as %s, streamed or not', async (modelId, kind, more) => {
  const client = clientOf(modelId);
  const called = await errorOf(client.call(ask('secret prompt'), { signal: never() }));
  const streamed = await errorOf(
    client.stream(ask('secret prompt'), { signal: never(), onText: () => undefined }),
  );
  for (const error of [called, streamed]) {
    expect(error).toMatchObject({ name: 'ProviderError', kind, ...more });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('secret prompt');
  }
});

test('a cut stream is not an answer: neither of half the events nor of half a body', async () => {
  const pieces: string[] = [];
  const error = await errorOf(
    clientOf('sandbox-cut').stream(ask('Hello'), { signal: never(), onText: (delta) => pieces.push(delta) }),
  );
  expect(error).toMatchObject({ kind: 'cut-stream' });
  expect(pieces.length).toBeGreaterThan(0);
  expect(await errorOf(clientOf('sandbox-cut').call(ask('Hello'), { signal: never() }))).toMatchObject({
    kind: 'reset',
  });
});

test('a stream that falls silent, one that does not begin, and a call that takes too long end in time', async () => {
  const options = { signal: never(), onText: () => undefined };
  const silent = await errorOf(
    clientOf('sandbox-silent').stream(ask('Hello'), { ...options, timeouts: { stallMs: 80 } }),
  );
  expect(silent).toMatchObject({ kind: 'stall', message: expect.stringContaining('0.08 s') });
  expect(
    await errorOf(
      clientOf('sandbox-delay-5000').stream(ask('Hello'), { ...options, timeouts: { firstPartMs: 50 } }),
    ),
  ).toMatchObject({ kind: 'timeout' });
  expect(
    await errorOf(
      clientOf('sandbox-delay-5000').call(ask('Hello'), { signal: never(), timeouts: { totalMs: 50 } }),
    ),
  ).toMatchObject({ kind: 'timeout' });
  const slow = clientOf('sandbox-chunks-1000-every-10ms').stream(ask('Hello'), {
    ...options,
    timeouts: { stallMs: 5_000, totalMs: 200 },
  });
  expect(await errorOf(slow)).toMatchObject({ kind: 'timeout' });
});

test("the caller's signal ends the call at the provider's end, with the caller's reason", async () => {
  const controller = new AbortController();
  const reason = new Error('the run was cancelled');
  const work = clientOf('sandbox-chunks-1000-every-10ms').stream(ask('Hello'), {
    signal: controller.signal,
    onText: () => controller.abort(reason),
  });
  expect(await errorOf(work)).toBe(reason);
  await expect.poll(() => lastCall()?.outcome).toBe('aborted');
  expect(await errorOf(clientOf('sandbox-fast').call(ask('x'), { signal: AbortSignal.abort(reason) }))).toBe(
    reason,
  );
});

test('a wrong key is told with the words of the provider, without the key', async () => {
  const secrets = { apiKey: new Secret('sk-wrong-but-long-enough') };
  const strict = createSandbox({ key: 'right' });
  const base = await listen(strict.server);
  closers.push(() => strict.close());
  const client = clientOf('sandbox-fast', {
    secrets,
    settings: { baseUrl: `${base}/v1` },
    fetch: guardFor(base),
  });
  const error = await errorOf(client.call(ask('x'), { signal: never() }));
  expect(error).toMatchObject({ kind: 'credentials', status: 401 });
  expect(error.providerText).toContain('Incorrect API key provided: [secret removed]');
  // Another file of this process may know a secret so short that the whole text is withheld.
  expect(scrubKnown('logged later: sk-wrong-but-long-enough')).not.toContain('sk-wrong');
});

test('an error in the midst of a stream, and a stream of something else, are told apart', async () => {
  const events =
    (...data: string[]): RequestListener =>
    (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .end(data.map((one) => `data: ${one}\n\n`).join(''));
  const failWith = async (listener: RequestListener) => {
    const server = await serve(listener);
    const client = clientOf('m', { settings: { baseUrl: server.base }, fetch: server });
    return errorOf(client.stream(ask('x'), { signal: never(), onText: () => undefined }));
  };
  const begin = '{"choices":[{"delta":{"content":"Hel"}}]}';
  expect(await failWith(events(begin, '{"error":{"message":"Overloaded","code":529}}'))).toMatchObject({
    kind: 'outage',
    providerText: 'Overloaded',
  });
  expect(
    await failWith(events(begin, '{"error":"Insufficient credits for sk-canary-0123456789"}')),
  ).toMatchObject({
    kind: 'quota',
    providerText: 'Insufficient credits for [secret removed]',
  });
  expect(await failWith(events(begin, 'not json'))).toMatchObject({ kind: 'malformed-answer' });
  expect(await failWith(events(begin, '[DONE]'))).toMatchObject({ kind: 'cut-stream' });
  expect(await failWith(events())).toMatchObject({ kind: 'cut-stream' });
  expect(
    await failWith((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>'),
    ),
  ).toMatchObject({ kind: 'malformed-answer', providerText: 'Welcome' });
  const filtered = await failWith(
    events(begin, '{"choices":[{"delta":{},"finish_reason":"content_filter"}]}'),
  );
  expect(filtered).toMatchObject({ kind: 'content-refused' });
  const badTool =
    '{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"t","arguments":"{oops"}}]},"finish_reason":"tool_calls"}]}';
  expect(await failWith(events(badTool))).toMatchObject({ kind: 'malformed-answer' });
});

test('a connection that is refused, or not allowed, never shows more than the address', async () => {
  const gone = clientOf('m', {
    settings: { baseUrl: 'http://127.0.0.1:5398/v1' },
    fetch: guardFor('http://127.0.0.1:5398'),
  });
  expect(await errorOf(gone.call(ask('x'), { signal: never() }))).toMatchObject({
    kind: 'unreachable',
    message: expect.stringContaining('127.0.0.1:5398'),
  });
  const denied = clientOf('m', { settings: { baseUrl: 'http://169.254.169.254/latest' } });
  expect(await errorOf(denied.call(ask('x'), { signal: never() }))).toMatchObject({ kind: 'egress-refused' });
});

test('a key that cannot be a header is refused without being quoted', async () => {
  for (const key of ['sk-“canary”-0123456789', 'sk-canary-01234\n56789', 'sk canary 0123456789']) {
    const client = clientOf('m', { secrets: { apiKey: new Secret(key) } });
    const error = await errorOf(client.call(ask('x'), { signal: never() }));
    expect(error).toMatchObject({ kind: 'credentials', message: expect.stringContaining('Copy it again') });
    expect(String(error)).not.toContain('canary');
  }
});

test('settings that are not of the described form are refused before any call', async () => {
  const client = clientOf('m', { settings: { baseUrl: 'https://a.example/v1?key=1' } });
  await expect(client.call(ask('x'), { signal: never() })).rejects.toThrow('query');
});

test('what a failed answer has used is told with the failure', async () => {
  const output = { kind: 'json', schema: { type: 'integer', multipleOf: 7 }, mode: 'native' } as const;
  const error = await errorOf(clientOf('sandbox-fast').call(ask('Rate it', { output }), { signal: never() }));
  expect(error).toMatchObject({ kind: 'invalid-json', usage: { input: expect.any(Number), output: 1 } });
  expect(await errorOf(clientOf('sandbox-500').call(ask('x'), { signal: never() }))).toMatchObject({
    usage: null,
  });
});

test("a model's answer is never altered, even where it repeats the key", async () => {
  const answer = await clientOf('sandbox-fast').call(ask('My key is sk-canary-0123456789'), {
    signal: never(),
  });
  expect(answer.text).toContain('sk-canary-0123456789');
});
