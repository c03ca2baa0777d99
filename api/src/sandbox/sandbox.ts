import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { chatRequestSchema } from './chat-request.ts';
import { completeChat } from './complete-chat.ts';
import { answerDemonstration, isDemonstration } from './demonstration.ts';
import { behaviourOf, sandboxModelIds } from './sandbox-models.ts';
import { fail, send } from './send.ts';

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
  const { pathname } = new URL(call.path, 'http://sandbox');
  if (isDemonstration(pathname)) return answerDemonstration(request, response, call.body);
  const path = pathname.replace(/^\/v1/, '');
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
  await completeChat(read.data, behaviour, response);
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
