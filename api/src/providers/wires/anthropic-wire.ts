import { jsonInstruction } from '../json-answer.ts';
import { answerSchema, orderTool, redSquare } from './scenarios.ts';
import type { Wire } from './wire.ts';

const key = 'sk-ant-canary-0123456789';

const body = (messages: object[], more: object = {}) => ({
  model: 'claude-sonnet-4-5',
  max_tokens: 500,
  messages,
  ...more,
});

const user = (...content: object[]) => ({ role: 'user', content });
const said = (text: string) => user({ type: 'text', text });

const tools = [
  { name: orderTool.name, description: orderTool.description, input_schema: orderTool.parameters },
];

/** The SDK's, from before it was for all. */
const withTools = { 'anthropic-beta': 'structured-outputs-2025-11-13' };

export const anthropicWire: Wire = {
  title: 'Anthropic',
  provider: 'anthropic',
  settings: {},
  secrets: { apiKey: key },
  modelId: 'claude-sonnet-4-5',
  origin: 'https://api.anthropic.com',
  path: '/v1/messages',
  headers: {
    'content-type': 'application/json',
    accept: 'application/json',
    'anthropic-version': '2023-06-01',
    'x-api-key': key,
  },
  moreHeaders: { forcedTool: withTools, someTool: withTools, toolResult: withTools },
  bodies: {
    text: body([said('Say hello.')], {
      system: [{ type: 'text', text: 'Be brief.' }],
      temperature: 0.2,
    }),
    forcedTool: body([said('Where is order 7?')], {
      tools,
      tool_choice: { type: 'tool', name: 'find_order' },
    }),
    someTool: body([said('Where is order 7?')], { tools, tool_choice: { type: 'any' } }),
    toolResult: body(
      [
        said('Where is order 7?'),
        {
          role: 'assistant',
          content: [{ type: 'tool_use', id: 'call_7', name: 'find_order', input: { id: 7 } }],
        },
        user({ type: 'tool_result', tool_use_id: 'call_7', content: 'shipped' }),
      ],
      { tools, tool_choice: { type: 'auto' } },
    ),
    nativeJson: body([said('Rate it.')], {
      output_config: { format: { type: 'json_schema', schema: answerSchema } },
    }),
    instructedJson: body([said('Rate it.')], {
      system: [{ type: 'text', text: jsonInstruction(answerSchema) }],
    }),
    image: body([
      user(
        { type: 'text', text: 'Which colour?' },
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: redSquare } },
      ),
    ]),
    // Max tokens are the cap of the whole, thoughts included: the budget is not added.
    reasoningBudget: body([said('Why?')], { thinking: { type: 'enabled', budget_tokens: 2048 } }),
    reasoningEffort: body([said('Why?')], {
      thinking: { type: 'adaptive', display: 'summarized' },
      output_config: { effort: 'low' },
    }),
  },
  streamed: (unary) => ({ ...unary, stream: true }),
  verbatim: {
    reasoningBudget: '"thinking":{"type":"enabled","budget_tokens":2048}',
    reasoningEffort: '"output_config":{"effort":"low"}',
  },
  events: {
    begun: [
      {
        type: 'message_start',
        message: {
          id: 'm',
          model: 'claude-sonnet-4-5',
          role: 'assistant',
          type: 'message',
          content: [],
          usage: { input_tokens: 9, output_tokens: 1 },
        },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hel' } },
    ],
    error: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
    kind: 'outage',
    says: 'Overloaded',
  },
  thinksAloud: true,
};
