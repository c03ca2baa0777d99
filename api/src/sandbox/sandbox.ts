import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { chatRequestSchema, type ChatRequest } from './chat-request.ts';
import { composeReply, type Reply } from './compose-reply.ts';
import { behaviourOf, sandboxModelIds, type Behaviour } from './sandbox-models.ts';

/**
 * A local OpenAI-compatible server without a language model. A newcomer tries the product on it, and tests use it as the
 * far end of the wire: its log says what really arrived there, and when, and whether the caller hung up.
 */
export type SandboxCall = {
  at: number;
  path: string;
  model: string;
  authorization: string | null;
  idempotencyKey: string | null;
  /** Exactly as it came. */
  body: string;
  status: number | null;
  /** Answered to the end, broken off by the caller, or still under way. */
  outcome: 'answered' | 'aborted' | 'open';
  endedAt: number | null;
};

export type Sandbox = { server: Server; calls: SandboxCall[]; close(): Promise<void> };

export type SandboxOptions = {
  /** With a key, every other one is refused; without, only the key "wrong" is. */
  key?: string;
  log?: (call: SandboxCall) => void;
  /** How many calls are remembered. */
  remember?: number;
};

export function createSandbox({ key, log, remember = 100_000 }: SandboxOptions = {}): Sandbox {
  const calls: SandboxCall[] = [];
  const server = createServer((request, response) => {
    const call: SandboxCall = {
      at: Date.now(),
      path: request.url ?? '',
      model: '',
      authorization: request.headers.authorization ?? null,
      idempotencyKey: header(request, 'idempotency-key'),
      body: '',
      status: null,
      outcome: 'open',
      endedAt: null,
    };
    calls.push(call);
    if (calls.length > remember) calls.shift();
    response.once('close', () => {
      call.status = response.headersSent ? response.statusCode : null;
      call.outcome = response.writableFinished ? 'answered' : 'aborted';
      call.endedAt = Date.now();
      log?.(call);
    });
    answer(request, response, call, key).catch(() => response.destroy());
  });
  return {
    server,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  call: SandboxCall,
  key: string | undefined,
): Promise<void> {
  for await (const chunk of request.setEncoding('utf8')) call.body += chunk;
  const path = new URL(call.path, 'http://sandbox').pathname.replace(/^\/v1/, '');
  if (request.method === 'GET' && (path === '/healthz' || path === '' || path === '/'))
    return send(response, 200, { status: 'ok', what: 'Patchbay sandbox models' });
  const given = call.authorization?.replace(/^Bearer\s+/i, '') ?? '';
  if (given === 'wrong' || (key !== undefined && given !== key)) {
    return fail(
      response,
      401,
      'invalid_api_key',
      `Incorrect API key provided: ${given || '(none)'}. This is the sandbox: any key but "wrong" will do.`,
    );
  }
  if (request.method === 'GET' && path === '/models') {
    return send(response, 200, {
      object: 'list',
      data: sandboxModelIds.map((id) => ({ id, object: 'model', created: 0, owned_by: 'patchbay-sandbox' })),
    });
  }
  if (request.method !== 'POST' || path !== '/chat/completions') {
    return fail(
      response,
      404,
      'not_found',
      `The sandbox knows no ${request.method} ${path}; it serves GET /v1/models and POST /v1/chat/completions.`,
    );
  }
  const read = chatRequestSchema.safeParse(parse(call.body));
  if (!read.success) {
    const [issue] = read.error.issues;
    return fail(
      response,
      400,
      'invalid_request_error',
      `The request is malformed at "${issue?.path.join('.')}": ${issue?.message}.`,
    );
  }
  call.model = read.data.model;
  const behaviour = behaviourOf(read.data.model);
  if (!behaviour) {
    return fail(
      response,
      404,
      'model_not_found',
      `The model "${read.data.model}" does not exist. The sandbox has ${sandboxModelIds.join(', ')}.`,
    );
  }
  await complete(read.data, behaviour, response);
}

async function complete(request: ChatRequest, behaviour: Behaviour, response: ServerResponse): Promise<void> {
  if (behaviour.delayMs > 0) await sleep(behaviour.delayMs);
  if (response.destroyed) return;
  switch (behaviour.fault) {
    case 'rate-limit':
      response.setHeader('retry-after', '2');
      return fail(
        response,
        429,
        'rate_limit_exceeded',
        'The sandbox model sandbox-429 is always called too often.',
      );
    case 'quota':
      return fail(response, 429, 'insufficient_quota', 'You exceeded your current quota, says the sandbox.');
    case 'outage':
      return fail(response, 500, 'server_error', 'The sandbox model sandbox-500 always fails.');
    case 'content-refused':
      return fail(response, 400, 'content_filter', 'The sandbox model sandbox-refuses refuses all content.');
    case 'malformed':
      return send(response, 200, { greeting: 'This is no completion.' });
    case 'error-in-200':
      return send(response, 200, {
        error: { message: 'Upstream is overloaded, says the sandbox.', code: 503 },
      });
    case 'cut':
    case 'silence':
    case null:
      break;
  }
  const reply = composeReply(request, behaviour.reasons);
  if (request.stream) return streamReply(request, reply, behaviour, response);
  if (behaviour.fault === 'silence') return;
  if (behaviour.fault === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"id":"sandbox","choices":[');
    return void response.destroy();
  }
  const { text, reasoning, toolCalls } = limited(reply, request);
  send(response, 200, {
    id: 'chatcmpl-sandbox',
    object: 'chat.completion',
    created: 0,
    model: request.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: toolCalls.length > 0 ? null : text,
          ...(reasoning === null ? {} : { reasoning }),
          ...(toolCalls.length > 0 ? { tool_calls: toolCalls.map(toToolCall) } : {}),
        },
        finish_reason: finishReasonOf(reply, request),
      },
    ],
    usage: usageOf(request, reply),
  });
}

async function streamReply(
  request: ChatRequest,
  reply: Reply,
  behaviour: Behaviour,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  const event = (rest: object) => {
    const chunk = {
      id: 'chatcmpl-sandbox',
      object: 'chat.completion.chunk',
      created: 0,
      model: request.model,
      ...rest,
    };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  const delta = (content: object, finishReason: string | null = null) =>
    event({ choices: [{ index: 0, delta: content, finish_reason: finishReason }] });
  const { text, reasoning, toolCalls } = limited(reply, request);
  const deltas = [
    ...piecesOf(reasoning ?? '', 'words').map((piece) => ({ reasoning: piece })),
    ...piecesOf(text, behaviour.chunks).map((piece) => ({ content: piece })),
  ];
  delta({ role: 'assistant', content: '' });
  const stopAfter = behaviour.fault === null ? deltas.length : Math.ceil(deltas.length / 2);
  for (const [index, content] of deltas.slice(0, stopAfter).entries()) {
    if (index > 0 && behaviour.everyMs > 0) await sleep(behaviour.everyMs);
    if (response.destroyed) return;
    delta(content);
  }
  if (behaviour.fault === 'silence') return;
  if (behaviour.fault === 'cut') return void response.end();
  for (const [index, call] of toolCalls.entries())
    delta({ tool_calls: [{ index, ...toToolCall(call, index) }] });
  delta({}, finishReasonOf(reply, request));
  if (request.stream_options?.include_usage) event({ choices: [], usage: usageOf(request, reply) });
  response.end('data: [DONE]\n\n');
}

/** About four characters to a token: near enough to be believed, and the same each time. */
function tokensIn(text: string): number {
  return Math.ceil(text.length / 4);
}

function usageOf(request: ChatRequest, reply: Reply) {
  const { text, toolCalls } = limited(reply, request);
  const prompt = tokensIn(JSON.stringify(request.messages));
  const reasoning = tokensIn(reply.reasoning ?? '');
  const completion =
    reasoning + tokensIn(text) + toolCalls.reduce((sum, call) => sum + tokensIn(call.arguments), 0);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}

/** Honours the token limit, cutting the text where it is reached. */
function limited(reply: Reply, request: ChatRequest): Reply {
  const most = request.max_completion_tokens ?? request.max_tokens;
  return most && tokensIn(reply.text) > most ? { ...reply, text: reply.text.slice(0, most * 4) } : reply;
}

function finishReasonOf(reply: Reply, request: ChatRequest): string {
  if (reply.toolCalls.length > 0) return 'tool_calls';
  return limited(reply, request).text === reply.text ? 'stop' : 'length';
}

function toToolCall(call: Reply['toolCalls'][number], index: number) {
  return { id: `call_sandbox_${index}`, type: 'function', function: call };
}

/** The text in pieces that join to it again: by words, or in so many parts. */
function piecesOf(text: string, chunks: 'words' | number): string[] {
  if (chunks === 'words') return text.match(/\s*\S+\s*$|\s*\S+/g) ?? [];
  const characters = [...text.padEnd(chunks, '.')];
  return Array.from({ length: chunks }, (_, index) =>
    characters
      .slice(
        Math.floor((index * characters.length) / chunks),
        Math.floor(((index + 1) * characters.length) / chunks),
      )
      .join(''),
  );
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function fail(response: ServerResponse, status: number, code: string, message: string): void {
  send(response, status, { error: { message, type: code, param: null, code } });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}
