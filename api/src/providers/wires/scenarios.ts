// What is asked of every provider in the same words; how it must go out stands in the wire of each.
import type { ModelAnswer, ModelRequest, ToolCall } from '../model-client.ts';

type Scenario = { request: ModelRequest; answer: Partial<ModelAnswer> };

const ask = (content: string): ModelRequest => ({
  messages: [{ role: 'user', content }],
  output: { kind: 'text' },
  maxOutputTokens: 500,
});

export const orderTool = {
  name: 'find_order',
  description: 'Finds an order',
  parameters: {
    type: 'object',
    properties: { id: { type: 'integer' } },
    required: ['id'],
    additionalProperties: false,
  },
};

export const answerSchema = {
  type: 'object',
  properties: { status: { type: 'string' } },
  required: ['status'],
  additionalProperties: false,
};

export const redSquare =
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg==';

const orderCall: ToolCall = { id: 'call_7', name: 'find_order', arguments: { id: 7 } };

export const scenarios = {
  text: {
    request: { ...ask('Say hello.'), system: 'Be brief.', temperature: 0.2 },
    answer: { text: 'Hello there.', finishReason: 'stop', toolCalls: [] },
  },
  forcedTool: {
    request: { ...ask('Where is order 7?'), tools: [orderTool], toolChoice: { tool: 'find_order' } },
    answer: { toolCalls: [{ ...orderCall }], finishReason: 'tool-calls' },
  },
  someTool: {
    request: { ...ask('Where is order 7?'), tools: [orderTool], toolChoice: 'required' },
    answer: { toolCalls: [{ ...orderCall }], finishReason: 'tool-calls' },
  },
  toolResult: {
    request: {
      ...ask(''),
      tools: [orderTool],
      messages: [
        { role: 'user', content: 'Where is order 7?' },
        { role: 'assistant', toolCalls: [orderCall] },
        { role: 'tool', toolCallId: orderCall.id, toolName: orderCall.name, result: 'shipped' },
      ],
    },
    answer: { text: 'It has been shipped.', finishReason: 'stop' },
  },
  nativeJson: {
    request: { ...ask('Rate it.'), output: { kind: 'json', schema: answerSchema, mode: 'native' } },
    answer: { object: { status: 'ok' } },
  },
  instructedJson: {
    request: { ...ask('Rate it.'), output: { kind: 'json', schema: answerSchema, mode: 'instructed' } },
    answer: { object: { status: 'ok' } },
  },
  image: {
    request: {
      ...ask(''),
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Which colour?' },
            { type: 'image', bytes: Buffer.from(redSquare, 'base64'), mediaType: 'image/png' },
          ],
        },
      ],
    },
    answer: { text: 'Red.' },
  },
  reasoningBudget: {
    request: { ...ask('Why?'), reasoning: { maxTokens: 2048 } },
    answer: { text: 'Because.' },
  },
  reasoningEffort: {
    request: { ...ask('Why?'), reasoning: { effort: 'low' } },
    answer: { text: 'Because.' },
  },
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;
