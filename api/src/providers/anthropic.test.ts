import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ModelRequest } from './model-client.ts';
import { anthropicWire } from './wires/anthropic-wire.ts';
import { FarEnd } from './wires/far-end.ts';
import { openWire } from './wires/open-wire.ts';

const farEnd = new FarEnd();
beforeAll(() => farEnd.start());
afterAll(() => farEnd.stop());

async function bodyOf(request: Partial<ModelRequest>, modelId = anthropicWire.modelId) {
  const whole: ModelRequest = {
    messages: [{ role: 'user', content: 'Why?' }],
    output: { kind: 'text' },
    maxOutputTokens: 500,
    ...request,
  };
  const { client, sent } = openWire({ ...anthropicWire, modelId }, farEnd.address, whole);
  await client.call(whole, { signal: new AbortController().signal });
  return JSON.parse(sent[0]?.body ?? '') as unknown;
}

test.each([
  ['claude-3-haiku-20240307', 100_000],
  ['claude-haiku-4-5', 1],
  ['claude-of-next-year', 2_000_000],
])(
  'max tokens of %s go out as they were entered, were they too many (%i)',
  async (modelId, maxOutputTokens) => {
    expect(await bodyOf({ maxOutputTokens }, modelId)).toMatchObject({
      model: modelId,
      max_tokens: maxOutputTokens,
    });
  },
);

test.each(['claude-sonnet-4-5', 'claude-opus-4-8', 'claude-of-next-year'])(
  'a budget for thinking goes to %s as it was asked for, and is taken out of max tokens',
  async (modelId) => {
    expect(await bodyOf({ reasoning: { maxTokens: 2048 } }, modelId)).toMatchObject({
      max_tokens: 500,
      thinking: { type: 'enabled', budget_tokens: 2048 },
    });
  },
);

test('a temperature and a choice of tools go out as they were asked for: whether they are taken, Anthropic says', async () => {
  const tools = [
    { name: 'find_order', description: 'Finds', parameters: { type: 'object', properties: {} } },
  ];
  const asked = { temperature: 0.3, tools, toolChoice: { tool: 'find_order' } };
  const sent = { temperature: 0.3, tool_choice: { type: 'tool', name: 'find_order' } };
  expect(await bodyOf(asked, 'claude-opus-4-8')).toMatchObject(sent);
  expect(await bodyOf({ ...asked, reasoning: { maxTokens: 1024 } })).toMatchObject(sent);
});

test('an older model answers in JSON by a tool', async () => {
  const schema = { type: 'object', properties: { status: { type: 'string' } }, required: ['status'] };
  const messages = [{ role: 'user', content: 'Rate it.' }] as const;
  const output = { kind: 'json', schema, mode: 'native' } as const;
  expect(await bodyOf({ messages, output }, 'claude-3-haiku-20240307')).toMatchObject({
    tools: [{ name: 'json', input_schema: schema }],
    tool_choice: { type: 'any' },
  });
});

test('documents go as bytes, with their name', async () => {
  const file = {
    type: 'file',
    bytes: Buffer.from('%PDF-1.7'),
    mediaType: 'application/pdf',
    name: 'Bill 7.pdf',
  } as const;
  const content = [{ type: 'text', text: 'Why?' }, file] as const;
  expect(await bodyOf({ messages: [{ role: 'user', content }] })).toMatchObject({
    messages: [
      {
        content: [
          { type: 'text' },
          {
            type: 'document',
            title: 'Bill 7.pdf',
            source: { type: 'base64', media_type: 'application/pdf', data: file.bytes.toString('base64') },
          },
        ],
      },
    ],
  });
});

test('a failed tool says so to the model', async () => {
  const call = { id: 'call_7', name: 'find_order', arguments: {} };
  const tools = [
    { name: 'find_order', description: 'Finds', parameters: { type: 'object', properties: {} } },
  ];
  const messages = [
    { role: 'user', content: 'Why?' },
    { role: 'assistant', text: 'I look.', toolCalls: [call] },
    { role: 'tool', toolCallId: 'call_7', toolName: 'find_order', result: 'No such order.', failed: true },
  ] as const;
  expect(await bodyOf({ tools, messages })).toMatchObject({
    messages: [
      {},
      {
        content: [
          { type: 'text', text: 'I look.' },
          { type: 'tool_use', id: 'call_7' },
        ],
      },
      { content: [{ type: 'tool_result', content: 'No such order.', is_error: true }] },
    ],
  });
});
