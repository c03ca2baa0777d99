import { APICallError, InvalidResponseDataError } from '@ai-sdk/provider';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { EgressRefused, FetchFailure } from './egress-errors.ts';
import { mapCallError, mapErrorBody, retryAfterMs } from './map-call-error.ts';
import { ProviderError, providerErrorKinds } from './provider-error.ts';

const context = {
  scrub: (text: string) => text.replaceAll('sk-canary', '[secret removed]'),
  host: 'api.example.com',
};

function answered(status: number, body: unknown, headers: Record<string, string> = {}): unknown {
  const error = new APICallError({
    message: 'the message of the SDK',
    url: 'https://api.example.com/v1/chat/completions',
    requestBodyValues: { messages: [{ content: 'PROMPT' }] },
    statusCode: status,
    responseHeaders: headers,
    responseBody: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return mapCallError(error, context);
}

const openAi = (message: string, code: string | number | null = null) => ({
  error: { message, type: 'invalid_request_error', param: null, code },
});

test.each([
  // OpenAI and those that speak like it
  [401, openAi('Incorrect API key provided: sk-canary.', 'invalid_api_key'), 'credentials'],
  [
    429,
    openAi(
      'You exceeded your current quota, please check your plan and billing details.',
      'insufficient_quota',
    ),
    'quota',
  ],
  [
    429,
    openAi('Rate limit reached for gpt-5 in organization org-x on tokens per min.', 'rate_limit_exceeded'),
    'rate-limit',
  ],
  [
    404,
    openAi('The model `gpt-9` does not exist or you do not have access to it.', 'model_not_found'),
    'model-not-found',
  ],
  [
    400,
    openAi("This model's maximum context length is 8192 tokens.", 'context_length_exceeded'),
    'bad-request',
  ],
  [
    400,
    openAi("Unsupported parameter: 'max_tokens' is not supported with this model.", 'unsupported_parameter'),
    'unsupported-feature',
  ],
  [400, openAi('Invalid value for temperature: must be at most 2.', 'invalid_value'), 'bad-request'],
  [
    400,
    openAi('Your request was rejected as a result of our safety system.', 'content_policy_violation'),
    'content-refused',
  ],
  [500, openAi('The server had an error while processing your request.'), 'outage'],
  [503, openAi('The engine is currently overloaded.'), 'outage'],
  [403, openAi('Project has no access.'), 'credentials'],
  // Azure, Anthropic, Gemini, OpenRouter, vLLM, Ollama, FastAPI
  [
    400,
    {
      error: {
        code: 'content_filter',
        message: "The response was filtered due to Azure OpenAI's content management policy.",
      },
    },
    'content-refused',
  ],
  [
    400,
    {
      type: 'error',
      error: {
        type: 'invalid_request_error',
        message: 'Your credit balance is too low to access the Anthropic API.',
      },
    },
    'quota',
  ],
  [529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, 'outage'],
  [
    400,
    {
      error: {
        code: 400,
        message: 'API key not valid. Please pass a valid API key.',
        status: 'INVALID_ARGUMENT',
      },
    },
    'credentials',
  ],
  [
    402,
    { error: { code: 402, message: 'Insufficient credits. Add more using https://openrouter.ai/credits' } },
    'quota',
  ],
  [
    404,
    { error: { code: 404, message: 'No endpoints found that support image input' } },
    'unsupported-feature',
  ],
  [
    404,
    { object: 'error', message: 'The model `x` does not exist.', type: 'NotFoundError', code: 404 },
    'model-not-found',
  ],
  [404, { error: 'model "llama9" not found, try pulling it first' }, 'model-not-found'],
  [404, { detail: 'Not Found' }, 'model-not-found'],
  [400, { error: 'registry.ollama.ai/library/gemma does not support tools' }, 'unsupported-feature'],
  // Proxies and gateways
  [
    502,
    '<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>',
    'outage',
  ],
  [504, '', 'outage'],
  [408, '', 'timeout'],
  [413, '<h1>413 Request Entity Too Large</h1>', 'bad-request'],
  [200, { error: { message: 'Provider returned error', code: 502 } }, 'outage'],
  [200, { error: { message: 'Rate limited upstream', code: 429 } }, 'rate-limit'],
  [200, { error: { message: 'Insufficient credits', code: 402 } }, 'quota'],
  [200, { greeting: 'hello' }, 'malformed-answer'],
  [200, '<!doctype html><title>Welcome</title>', 'malformed-answer'],
  [200, '', 'malformed-answer'],
] as const)('%i %j is %s', (status, body, kind) => {
  const error = answered(status, body);
  expect(error).toBeInstanceOf(ProviderError);
  expect(error).toMatchObject({ kind });
});

test("the provider's own words are kept, without secrets, and the prompt is nowhere", () => {
  const error = answered(
    401,
    openAi('Incorrect API key provided: sk-canary. Find yours at platform.openai.com.', 'invalid_api_key'),
  );
  expect(error).toMatchObject({
    status: 401,
    providerText:
      'Incorrect API key provided: [secret removed]. Find yours at platform.openai.com. (invalid_api_key)',
  });
  const everything = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + String(error);
  expect(everything).not.toContain('PROMPT');
  expect(everything).not.toContain('sk-canary');
  expect(error).not.toHaveProperty('cause');
});

test('an error page is reduced to its words, and a long text cut with its length said', () => {
  expect(answered(502, '<html><style>x{}</style><h1>502 Bad\n Gateway</h1><hr>nginx</html>')).toMatchObject({
    providerText: '502 Bad Gateway nginx',
  });
  const long = answered(500, openAi('x'.repeat(5_000)));
  expect(long).toMatchObject({
    providerText: expect.stringMatching(/^x{2000}\.\.\. \(30\d\d more characters\)$/),
  });
});

test('of a text too long to read whole, no secret survives at the cut', () => {
  const secret = 'sk-canary';
  const text = 'x'.repeat(256 * 1024 - 4) + secret;
  const error = answered(500, text);
  expect(String(error)).not.toContain('sk-c');
});

test('how long to wait is read in every form it is given', () => {
  expect(answered(429, openAi('slow down'), { 'retry-after': '3' })).toMatchObject({
    kind: 'rate-limit',
    retryAfterMs: 3_000,
  });
  expect(answered(503, '', { 'retry-after': '1' })).toMatchObject({ kind: 'outage', retryAfterMs: 1_000 });
  const now = Date.parse('2026-11-20T10:00:00Z');
  expect(retryAfterMs({ 'retry-after-ms': '250', 'retry-after': '9' }, now)).toBe(250);
  expect(retryAfterMs({ 'retry-after': 'Fri, 20 Nov 2026 10:00:05 GMT' }, now)).toBe(5_000);
  expect(retryAfterMs({ 'retry-after': 'Fri, 20 Nov 2026 09:00:00 GMT' }, now)).toBe(0);
  const unclear: (Record<string, string> | undefined)[] = [
    undefined,
    {},
    { 'retry-after': '' },
    { 'retry-after': 'soon' },
    { 'retry-after': '-1' },
  ];
  for (const headers of unclear) expect(retryAfterMs(headers, now)).toBeNull();
});

test('what happens on the way is told apart, also below wrappings', () => {
  const wrapped = (cause: unknown) =>
    new APICallError({
      message: 'Cannot connect to API',
      url: 'x',
      requestBodyValues: {},
      cause: new TypeError('terminated', { cause }),
    });
  expect(mapCallError(wrapped(new FetchFailure('stall', 'h')), context)).toMatchObject({ kind: 'stall' });
  expect(mapCallError(wrapped(new FetchFailure('too-large', 'h')), context)).toMatchObject({
    kind: 'malformed-answer',
  });
  expect(
    mapCallError(wrapped(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })), context),
  ).toMatchObject({
    kind: 'unreachable',
  });
  const refused = mapCallError(new EgressRefused('address', 'h is not public.'), context);
  expect(refused).toMatchObject({ kind: 'egress-refused', message: 'h is not public.' });
  expect(
    mapCallError(
      new InvalidResponseDataError({
        data: undefined,
        message: 'Response stream ended without a finish reason.',
      }),
      context,
    ),
  ).toMatchObject({ kind: 'cut-stream' });
});

test('an error inside a stream is read like one in a body, by its words where it has no status', () => {
  expect(mapErrorBody({ message: 'Upstream went away' }, context)).toMatchObject({
    kind: 'outage',
    status: null,
  });
  expect(mapErrorBody({ message: 'Too many requests', type: 'error' }, context)).toMatchObject({
    kind: 'rate-limit',
  });
  expect(mapErrorBody({ message: 'Overloaded', code: 529 }, context)).toMatchObject({
    kind: 'outage',
    providerText: 'Overloaded',
    status: 529,
  });
  expect(mapErrorBody('sk-canary is wrong: invalid api key', context)).toMatchObject({
    kind: 'credentials',
    providerText: expect.stringContaining('[secret removed]'),
  });
});

test('an unknown error stays unknown', () => {
  const error = new RangeError('a fault of our own');
  expect(mapCallError(error, context)).toBe(error);
});

test('the next candidate answers as the table of failures says', () => {
  const next = (wanted: string) =>
    Object.entries(providerErrorKinds)
      .filter(([, { next }]) => next === wanted)
      .map(([kind]) => kind);
  expect(next('never')).toEqual(['bad-request', 'content-refused']);
  expect(next('substitution')).toEqual(['credentials', 'model-not-found', 'egress-refused']);
  const once = Object.entries(providerErrorKinds)
    .filter(([, { again, next }]) => !again && next === 'always')
    .map(([kind]) => kind);
  expect(once).toEqual(['invalid-json', 'unsupported-feature', 'quota']);
});
