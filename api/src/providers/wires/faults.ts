// What can go wrong at the far end, as it comes over the wire of each provider: what the matrix of faults is made of.
import type { ServerResponse } from 'node:http';
import type { WireId } from '@patchbay/schema/providers/index.ts';
import { sent } from './frames.ts';
import type { ScenarioName } from './scenarios.ts';
import type { Wire } from './wire.ts';

export type Fault = {
  /** Null: nobody listens. */
  answer: ((response: ServerResponse, wire: Wire, streamed: boolean) => void) | null;
  /** What is asked, where it is not just a text. */
  asks?: (wire: Wire) => ScenarioName;
  /** Only a deadline ends it. */
  endless?: true;
};

type Said = { body: object; headers?: Record<string, string> };

/** How each puts a failure into words. The code is that of its documents for the status. */
const forms: Record<WireId, (status: number, message: string) => Said> = {
  openai: openAi,
  fireworks: openAi,
  together: openAi,
  'openai-compatible': openAi,
  'azure-openai': (status, message) => ({ body: { error: { code: String(status), message } } }),
  openrouter: (status, message) => ({ body: { error: { code: status, message } } }),
  huggingface: (_status, message) => ({ body: { error: message, error_type: 'generation' } }),
  oci: (status, message) => ({ body: { code: `Code${status}`, message } }),
  anthropic: (status, message) => ({
    body: { type: 'error', error: { type: claudeTypes[status] ?? 'invalid_request_error', message } },
  }),
  gemini: google,
  vertex: google,
  bedrock: (status, message) => ({
    body: { message },
    headers: {
      'x-amzn-errortype': `${amazonTypes[status] ?? 'ValidationException'}:http://internal.amazon.com/`,
    },
  }),
};

function openAi(_status: number, message: string): Said {
  return { body: { error: { message, type: 'invalid_request_error', param: null, code: null } } };
}

function google(status: number, message: string): Said {
  return { body: { error: { code: status, message, status: googleNames[status] ?? 'INVALID_ARGUMENT' } } };
}

const claudeTypes: Record<number, string> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  503: 'overloaded_error',
};

const googleNames: Record<number, string> = {
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

const amazonTypes: Record<number, string> = {
  401: 'UnrecognizedClientException',
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  408: 'ModelTimeoutException',
  429: 'ThrottlingException',
  500: 'InternalServerException',
  503: 'ServiceUnavailableException',
};

const refusing =
  (status: number, message: string, more: Record<string, string> = {}): NonNullable<Fault['answer']> =>
  (response, { provider }) => {
    const { body, headers } = forms[provider](status, message);
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers, ...more })
      .end(JSON.stringify(body));
  };

const begin = (response: ServerResponse, { streamAccept }: Wire, streamed: boolean) =>
  response.writeHead(200, {
    'content-type': streamed ? (streamAccept ?? 'text/event-stream') : 'application/json',
  });

const bytesOf = ({ frame = sent }: Wire, events: readonly object[]) => Buffer.concat(events.map(frame));

function eventsOf({ events, title }: Wire) {
  if (!events) throw new Error(`${title} says nothing of how it streams.`);
  return events;
}

/** Begins well, where it streams; else with the first bytes of a body. Then `next` has its turn. */
const beginning =
  (next: (response: ServerResponse, wire: Wire, streamed: boolean) => void): NonNullable<Fault['answer']> =>
  (response, wire, streamed) => {
    begin(response, wire, streamed);
    const first = streamed ? bytesOf(wire, eventsOf(wire).begun) : '{"choices": [{"index": 0, "mess';
    response.write(first, () => next(response, wire, streamed));
  };

/** A byte now and then, of an event or a body that has no end. */
const dripping: NonNullable<Fault['answer']> = (response, wire, streamed) => {
  begin(response, wire, streamed);
  const endless = { contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'x'.repeat(10_000) } } };
  const bytes =
    streamed && wire.frame
      ? wire.frame(endless)
      : Buffer.from(streamed ? ':'.repeat(10_000) : ' '.repeat(10_000));
  let at = 0;
  const timer = setInterval(() => response.write(bytes.subarray(at, ++at)), 25);
  response.on('close', () => clearInterval(timer));
};

const malformed: NonNullable<Fault['answer']> = (response, wire, streamed) => {
  begin(response, wire, streamed);
  if (!streamed) return void response.end('{"choices": [');
  if (!wire.frame) return void response.end('data: {"choices": [\n\n');
  const bytes = bytesOf(wire, eventsOf(wire).begun);
  bytes[bytes.length - 9] = 0;
  response.end(bytes);
};

const gateway: NonNullable<Fault['answer']> = (response) =>
  response
    .writeHead(502, { 'content-type': 'text/html' })
    .end('<html><head><title>502</title></head><body><h1>Bad gateway</h1></body></html>');

/** An error where an answer was promised: among the events, or as the whole body. */
const failingInside: NonNullable<Fault['answer']> = (response, wire, streamed) => {
  if (streamed)
    return beginning(() => response.end(bytesOf(wire, [eventsOf(wire).error])))(response, wire, streamed);
  begin(response, wire, streamed);
  response.end(JSON.stringify(forms[wire.provider](503, 'Upstream is overloaded.').body));
};

const reasoningOf = ({ refused }: Wire): ScenarioName =>
  refused?.reasoningBudget ? 'reasoningEffort' : 'reasoningBudget';

/** By what the far end does. */
export const faults = {
  '401': { answer: refusing(401, 'These credentials are not known.') },
  '403': { answer: refusing(403, 'You may not use this.') },
  '404': { answer: refusing(404, 'There is nothing here.') },
  '408': { answer: refusing(408, 'It took too long.') },
  '429': { answer: refusing(429, 'Slow down.') },
  '429, Retry-After: 2': { answer: refusing(429, 'Slow down.', { 'retry-after': '2' }) },
  '429, Retry-After: 3600': { answer: refusing(429, 'Slow down.', { 'retry-after': '3600' }) },
  '429, out of credit': { answer: refusing(429, 'Your credit balance is too low.') },
  '500': { answer: refusing(500, 'Something broke.') },
  '502, a page': { answer: gateway },
  '503': { answer: refusing(503, 'Come back later.') },
  refused: { answer: null },
  reset: { answer: (response) => response.socket?.destroy() },
  hang: { answer: () => {}, endless: true },
  drip: { answer: dripping, endless: true },
  'silence after n chunks': { answer: beginning(() => {}), endless: true },
  'cut after n chunks': { answer: beginning((response) => response.end()) },
  'reset after n chunks': {
    answer: beginning((response) => setTimeout(() => response.destroy(), 20)),
  },
  'malformed JSON': { answer: malformed },
  '200 with an error inside': { answer: failingInside },
  'unsupported json': {
    answer: refusing(400, 'A JSON schema is not supported by this model.'),
    asks: () => 'nativeJson',
  },
  'unsupported tools': {
    answer: refusing(400, 'This model does not support tools.'),
    asks: () => 'forcedTool',
  },
  'unsupported vision': { answer: refusing(400, 'Image input is unsupported.'), asks: () => 'image' },
  'unsupported reasoning': {
    answer: refusing(400, 'Reasoning is not enabled for this model.'),
    asks: reasoningOf,
  },
  'oversize answer': {
    answer: (response, wire, streamed) => {
      begin(response.setHeader('content-length', 10 ** 11), wire, streamed);
      response.write(' ');
    },
  },
  'oversize prompt': { answer: refusing(413, 'The prompt is too long.') },
  '400': { answer: refusing(400, 'The temperature is out of range.') },
  'content refused': { answer: refusing(400, 'This was flagged by our content policy.') },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
