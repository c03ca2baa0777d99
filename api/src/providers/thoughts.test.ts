// Models that think sign their thoughts, and want them back when the results of their tools come.
import { expect, test } from 'vitest';
import type { ModelRequest } from './model-client.ts';
import { event } from './wires/amazon-events.ts';
import { anthropicWire } from './wires/anthropic-wire.ts';
import { bedrockPairWire } from './wires/bedrock-wires.ts';
import { geminiWire, vertexWire } from './wires/google-wires.ts';
import { openWire } from './wires/open-wire.ts';
import { orderTool } from './wires/scenarios.ts';
import { serve } from './wires/serve.ts';
import type { Wire } from './wires/wire.ts';

const asked: ModelRequest = {
  messages: [{ role: 'user', content: 'Where is order 7?' }],
  output: { kind: 'text' },
  maxOutputTokens: 4000,
  tools: [orderTool],
  reasoning: { maxTokens: 1024 },
};

/** Two calls: one that ends in a tool call, and one that goes on from it. Gives what went out the second time. */
async function goOn(wire: Wire, how: 'call' | 'stream', type: string, body: string | Buffer) {
  const { guard, url } = await serve((_request, response) =>
    response.writeHead(200, { 'content-type': type }).end(body),
  );
  const { client, sent } = openWire(wire, { guard, url }, asked);
  const options = { signal: new AbortController().signal, onText: () => undefined };
  const { thoughts, toolCalls, reasoning } = await client[how](asked, options);
  expect(reasoning).toBe('I must look.');
  const [call] = toolCalls;
  if (!call) throw new Error('There is no call.');
  const messages = [
    ...asked.messages,
    { role: 'assistant' as const, ...JSON.parse(JSON.stringify({ thoughts, toolCalls })) },
    { role: 'tool' as const, toolCallId: call.id, toolName: call.name, result: 'shipped' },
  ];
  await client[how]({ ...asked, messages }, options);
  return JSON.parse(sent[1]?.body ?? '') as {
    messages: { content: unknown[] }[];
    contents: { parts: unknown[] }[];
  };
}

const events = (...parts: object[]) => parts.map((part) => `data: ${JSON.stringify(part)}\n\n`).join('');

const claude = [
  { type: 'thinking', thinking: 'I must look.', signature: 'signed-thought' },
  { type: 'tool_use', id: 'call_7', name: 'find_order', input: { id: 7 } },
];
const claudeUsage = { input_tokens: 1, output_tokens: 1 };
const claudeMessage = { id: 'm', type: 'message', role: 'assistant', model: 'claude', usage: claudeUsage };

test.each([
  [
    'call',
    'application/json',
    JSON.stringify({ ...claudeMessage, content: claude, stop_reason: 'tool_use' }),
  ],
  [
    'stream',
    'text/event-stream',
    events(
      { type: 'message_start', message: { ...claudeMessage, content: [] } },
      { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'I must ' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'look.' } },
      {
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'signature_delta', signature: 'signed-thought' },
      },
      { type: 'content_block_stop', index: 0 },
      { type: 'content_block_start', index: 1, content_block: { ...claude[1], input: {} } },
      {
        type: 'content_block_delta',
        index: 1,
        delta: { type: 'input_json_delta', partial_json: '{"id":7}' },
      },
      { type: 'content_block_stop', index: 1 },
      { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: claudeUsage },
      { type: 'message_stop' },
    ),
  ],
] as const)('Anthropic (%s)', async (how, type, body) => {
  const { messages } = await goOn(anthropicWire, how, type, body);
  expect(messages[1]?.content).toEqual(claude);
});

const gemini = [
  { text: 'I must look.', thought: true },
  { functionCall: { name: 'find_order', args: { id: 7 } }, thoughtSignature: 'signed-call' },
];
const geminiAnswer = { candidates: [{ content: { role: 'model', parts: gemini }, finishReason: 'STOP' }] };

test.each([
  [geminiWire, 'call', 'application/json', JSON.stringify(geminiAnswer)],
  [geminiWire, 'stream', 'text/event-stream', events(geminiAnswer)],
  [vertexWire, 'stream', 'text/event-stream', events(geminiAnswer)],
] as const)('$title (%s)', async (wire, how, type, body) => {
  const { contents } = await goOn(wire, how, type, body);
  expect(contents[1]?.parts).toContainEqual(
    expect.objectContaining({
      functionCall: expect.objectContaining({ name: 'find_order', args: { id: 7 } }),
      thoughtSignature: 'signed-call',
    }),
  );
});

const bedrock = [
  { reasoningContent: { reasoningText: { text: 'I must look.', signature: 'signed-thought' } } },
  { toolUse: { toolUseId: 'call_7', name: 'find_order', input: { id: 7 } } },
];

test.each([
  [
    'call',
    'application/json',
    JSON.stringify({
      output: { message: { role: 'assistant', content: bedrock } },
      stopReason: 'tool_use',
      usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
    }),
  ],
  [
    'stream',
    'application/vnd.amazon.eventstream',
    Buffer.concat([
      event('contentBlockDelta', {
        contentBlockIndex: 0,
        delta: { reasoningContent: { text: 'I must look.' } },
      }),
      event('contentBlockDelta', {
        contentBlockIndex: 0,
        delta: { reasoningContent: { signature: 'signed-thought' } },
      }),
      event('contentBlockStop', { contentBlockIndex: 0 }),
      event('contentBlockStart', {
        contentBlockIndex: 1,
        start: { toolUse: { toolUseId: 'call_7', name: 'find_order' } },
      }),
      event('contentBlockDelta', { contentBlockIndex: 1, delta: { toolUse: { input: '{"id":7}' } } }),
      event('contentBlockStop', { contentBlockIndex: 1 }),
      event('messageStop', { stopReason: 'tool_use' }),
    ]),
  ],
] as const)('Bedrock (%s)', async (how, type, body) => {
  const { messages } = await goOn(bedrockPairWire, how, type, body);
  expect(messages[1]?.content).toEqual(bedrock);
});
