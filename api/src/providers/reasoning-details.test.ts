import { expect, test } from 'vitest';
import type { ModelAnswer, ModelRequest } from './model-client.ts';
import { wires } from './wires/index.ts';
import { openWire } from './wires/open-wire.ts';
import { scenarios } from './wires/scenarios.ts';
import { serve } from './wires/serve.ts';

const wire = wires.find(({ provider }) => provider === 'openrouter');
if (!wire) throw new Error('There is no wire of OpenRouter.');

const details = [
  {
    type: 'reasoning.text',
    text: 'Let me look it up.',
    signature: 'c2lnbmVk',
    format: 'anthropic-claude-v1',
    index: 0,
  },
  { type: 'reasoning.encrypted', data: 'c2VhbGVk', format: 'google-gemini-v1', index: 1 },
];
const call = { id: 'call_7', type: 'function', function: { name: 'find_order', arguments: '{"id":7}' } };

const whole = {
  id: 'gen-1',
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: null,
        reasoning: 'Let me look it up.',
        reasoning_details: details,
        tool_calls: [call],
      },
      finish_reason: 'tool_calls',
    },
  ],
};

const [text, sealed] = details;
const chunks = [
  { reasoning: 'Let me ', reasoning_details: [{ ...text, text: 'Let me ', signature: null }] },
  { reasoning: 'look it up.', reasoning_details: [{ ...text, text: 'look it up.', signature: null }] },
  { reasoning_details: [{ ...text, text: '' }] },
  { reasoning_details: [sealed] },
  { tool_calls: [{ index: 0, ...call }] },
].map((delta) => ({ id: 'gen-1', choices: [{ index: 0, delta, finish_reason: null }] }));
const last = { id: 'gen-1', choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] };

const { request } = scenarios.forcedTool;
const { signal } = new AbortController();

/** The same question, with what the model did and what the tool gave. */
function goOn({ thoughts, toolCalls }: ModelAnswer): ModelRequest {
  return {
    ...request,
    messages: [
      ...request.messages,
      { role: 'assistant', thoughts, toolCalls },
      { role: 'tool', toolCallId: 'call_7', toolName: 'find_order', result: 'shipped' },
    ],
  };
}

test('what the model thought stands in the conversation again, as it was, when a tool has answered', async () => {
  const far = await serve((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(whole)),
  );
  const { client, sent } = openWire(wire, far);
  const answer = await client.call(request, { signal });
  expect(answer.reasoning).toBe('Let me look it up.');
  await client.call(goOn(answer), { signal });
  expect(JSON.parse(sent[1]?.body ?? '').messages[1]).toEqual({
    role: 'assistant',
    content: null,
    tool_calls: [call],
    reasoning_details: details,
  });
});

test('thoughts that were streamed in pieces are put together before they are handed back', async () => {
  const far = await serve((_request, response) => {
    const events = [...chunks, last].map((event) => `data: ${JSON.stringify(event)}\n\n`);
    response.setHeader('content-type', 'text/event-stream').end([...events, 'data: [DONE]\n\n'].join(''));
  });
  const { client, sent } = openWire(wire, far);
  const answer = await client.stream(request, { signal, onText: () => undefined });
  expect(answer.reasoning).toBe('Let me look it up.');
  await client.stream(goOn(answer), { signal, onText: () => undefined });
  expect(JSON.parse(sent[1]?.body ?? '').messages[1]).toEqual({
    role: 'assistant',
    content: null,
    tool_calls: [call],
    reasoning_details: details,
  });
});
