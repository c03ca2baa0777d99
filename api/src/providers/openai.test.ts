// What only OpenAI's Responses have.
import { expect, test } from 'vitest';
import type { ModelRequest } from './model-client.ts';
import { openWire } from './wires/open-wire.ts';
import { responsesWire } from './wires/responses-wire.ts';
import { scenarios } from './wires/scenarios.ts';
import { serve } from './wires/serve.ts';

const { signal } = new AbortController();

const thought = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'c2VhbGVk' };
const call = {
  type: 'function_call',
  id: 'fc_1',
  call_id: 'call_7',
  name: 'find_order',
  arguments: '{"id":7}',
};

const response = (output: object[], more: object = {}) => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  model: 'gpt-5-mini',
  status: 'completed',
  output,
  usage: { input_tokens: 11, output_tokens: 3 },
  ...more,
});

const said = (part: object) =>
  response([{ type: 'message', id: 'msg_1', role: 'assistant', content: [part] }]);

async function answering(body: object, wire = responsesWire, request: Partial<ModelRequest> = {}) {
  const far = await serve((_request, answer) =>
    answer.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
  );
  return openWire(wire, far, request);
}

test('sealed thoughts are asked for and handed back with the results of tools, as nothing is stored', async () => {
  const { client, sent } = await answering(response([thought, call]));
  const { request } = scenarios.forcedTool;
  const { thoughts, toolCalls } = await client.call(request, { signal });
  const messages: ModelRequest['messages'] = [
    ...request.messages,
    { role: 'assistant', thoughts, toolCalls },
    { role: 'tool', toolCallId: 'call_7', toolName: 'find_order', result: 'shipped' },
  ];
  await client.call({ ...request, messages }, { signal });
  const [first, second] = sent.map(({ body }) => JSON.parse(body));
  expect(first).toMatchObject({ store: false, include: ['reasoning.encrypted_content'] });
  expect(second.input.slice(1)).toEqual([
    thought,
    expect.objectContaining({ type: 'function_call', call_id: 'call_7', arguments: '{"id":7}' }),
    { type: 'function_call_output', call_id: 'call_7', output: 'shipped' },
  ]);
});

test.each(['gpt-4o', 'gpt-4.1-mini', 'gpt-5-chat-latest'])(
  '%s has no thoughts to ask for',
  async (modelId) => {
    const { client, sent } = await answering(said({ type: 'output_text', text: 'Hi.', annotations: [] }), {
      ...responsesWire,
      modelId,
    });
    await client.call(scenarios.text.request, { signal });
    expect(JSON.parse(sent[0]?.body ?? '')).not.toHaveProperty('include');
  },
);

test('a figure that OpenAI does not give is not known', async () => {
  const { client } = await answering(said({ type: 'output_text', text: 'Hi.', annotations: [] }));
  const { usage } = await client.call(scenarios.text.request, { signal });
  expect(usage).toEqual({ input: 11, cachedInput: null, output: 3, reasoning: null });
});

test('a temperature is not left out of a call that reasons: the call is refused', async () => {
  const request: ModelRequest = { ...scenarios.reasoningEffort.request, temperature: 0.2 };
  const { client, sent } = await answering(response([]), responsesWire, request);
  await expect(client.call(request, { signal })).rejects.toMatchObject({
    kind: 'unsupported-feature',
    message: expect.stringContaining('no temperature together with reasoning'),
  });
  expect(sent).toEqual([]);
});

test('an answer that is cut at max tokens says so', async () => {
  const cut = { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } };
  const { client } = await answering({
    ...said({ type: 'output_text', text: 'Hel', annotations: [] }),
    ...cut,
  });
  expect(await client.call(scenarios.text.request, { signal })).toMatchObject({
    text: 'Hel',
    finishReason: 'length',
  });
});

test('a response that failed is read by its error, whatever its status', async () => {
  const failed = { status: 'failed', error: { code: 'server_error', message: 'The model has stumbled.' } };
  const { client } = await answering(response([], failed));
  await expect(client.call(scenarios.text.request, { signal })).rejects.toMatchObject({
    kind: 'outage',
    providerText: 'The model has stumbled. (server_error)',
  });
  const event = { type: 'response.failed', sequence_number: 1, response: { ...response([]), ...failed } };
  const far = await serve((_request, answer) =>
    answer
      .setHeader('content-type', 'text/event-stream')
      .end(`event: response.failed\ndata: ${JSON.stringify(event)}\n\n`),
  );
  const stream = openWire(responsesWire, far).client.stream(scenarios.text.request, {
    signal,
    onText: () => undefined,
  });
  await expect(stream).rejects.toMatchObject({
    kind: 'outage',
    providerText: expect.stringContaining('stumbled'),
  });
});

test('a refusal is the content, not an answer', async () => {
  const { client } = await answering(said({ type: 'refusal', refusal: "I can't help with that." }));
  await expect(client.call(scenarios.nativeJson.request, { signal })).rejects.toMatchObject({
    kind: 'content-refused',
    providerText: "I can't help with that.",
  });
});
