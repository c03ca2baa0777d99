// A provider that does what the id of the model says, and keeps count of who called: the far end of the table of failures.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Told whether the caller wants a stream. */
type Answer = (response: ServerResponse, streamed: boolean) => void;

const refusing =
  (status: number, message: string, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message, type: 'scripted' } }));
  };

const usage = { prompt_tokens: 11, completion_tokens: 3 };

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: '1', choices: [{ index: 0, delta, finish_reason: finish }], ...(finish && { usage }) })}\n\n`;

const whole = (content: string | null, finish: string) =>
  JSON.stringify({
    id: '1',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
  });

/** The same in pieces, or in one. */
const saying =
  (parts: string[], body: string): Answer =>
  (response, streamed) => {
    response.writeHead(200, { 'content-type': streamed ? 'text/event-stream' : 'application/json' });
    for (const part of streamed ? parts : [body]) response.write(part);
    response.end();
  };

const breakingOff =
  (part: string, body: string): Answer =>
  (response, streamed) => {
    response.writeHead(200, { 'content-type': streamed ? 'text/event-stream' : 'application/json' });
    response.write(streamed ? part : body.slice(0, 20));
    setTimeout(() => response.socket?.destroy(), 20);
  };

const fault = { error: { message: 'the server had an error', code: 500 } };

/** By the id under which a model is registered. */
export const scripts = {
  answers: saying(
    [chunk({ content: 'All is well.' }), chunk({}, 'stop'), 'data: [DONE]\n\n'],
    whole('All is well.', 'stop'),
  ),
  'is-401': refusing(401, 'Incorrect API key provided'),
  'is-403': refusing(403, 'permission denied'),
  'is-404': refusing(404, 'The model does not exist'),
  'is-408': refusing(408, 'request timed out'),
  'is-429': refusing(429, 'Rate limit reached'),
  'is-429-for-an-hour': refusing(429, 'Rate limit reached', { 'retry-after': '3600' }),
  'is-out-of-credit': refusing(429, 'You exceeded your current quota'),
  'is-400': refusing(400, 'temperature is out of range'),
  'refuses-content': refusing(400, 'flagged by our content policy'),
  'lacks-a-feature': refusing(400, 'response_format is not supported by this model'),
  'is-500': refusing(500, 'internal error'),
  'is-503': refusing(503, 'overloaded'),
  'says-nonsense': saying(['data: {"choices": [\n\n'], '{"choices": ['),
  'fails-inside': saying(
    [chunk({ content: 'All is' }), `data: ${JSON.stringify(fault)}\n\n`],
    JSON.stringify(fault),
  ),
  'ends-early': saying([chunk({ content: 'All is' })], whole('All is', 'stop').slice(0, 40)),
  'hangs-up': (response) => response.socket?.destroy(),
  'breaks-off': breakingOff(chunk({ content: 'All is' }), whole('All is', 'stop')),
} satisfies Record<string, Answer>;

export type Script = keyof typeof scripts;

const isScript = (id: string): id is Script => Object.hasOwn(scripts, id);

export async function startScriptedProvider() {
  const calls: { model: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const { model, stream = false } = JSON.parse(body) as { model: string; stream?: boolean };
    calls.push({ model, body });
    if (isScript(model)) scripts[model](response, stream);
    else refusing(404, `There is no script ${model}`)(response, stream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    /** The models that were called for a run, in order: the run's text stands in its prompts. */
    calledFor: (text: string) => calls.filter(({ body }) => body.includes(text)).map(({ model }) => model),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}
