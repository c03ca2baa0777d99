import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { imagesOf, type ChatRequest } from './chat-request.ts';
import { composeReply, type Reply } from './compose-reply.ts';
import type { Behaviour, Feature } from './sandbox-models.ts';
import { fail, send } from './send.ts';

/** Answers one completion as the model behaves: whole or streamed, late, in part, or not at all. */
export async function completeChat(
  request: ChatRequest,
  behaviour: Behaviour,
  response: ServerResponse,
): Promise<void> {
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
  const lacking = behaviour.lacks.find((feature) => uses[feature](request));
  if (lacking) {
    return fail(
      response,
      400,
      'unsupported_feature',
      `The sandbox model ${request.model} does not support ${lacking}.`,
    );
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

const uses: Record<Feature, (request: ChatRequest) => boolean> = {
  images: ({ messages }) => messages.some(({ content }) => imagesOf(content).length > 0),
  tools: ({ tools }) => (tools ?? []).length > 0,
  'JSON schemas': ({ response_format: format }) => format?.type === 'json_schema',
};

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
