import { jsonInstruction } from '../json-answer.ts';
import { answerSchema, orderTool, redSquare } from './scenarios.ts';
import type { Wire } from './wire.ts';

const key = 'sk-canary-0123456789';

const body = (input: unknown[], more: object = {}) => ({
  model: 'gpt-5-mini',
  input,
  max_output_tokens: 500,
  store: false,
  include: ['reasoning.encrypted_content'],
  ...more,
});

const user = (text: string) => ({ role: 'user', content: [{ type: 'input_text', text }] });

const tools = [
  {
    type: 'function',
    name: orderTool.name,
    description: orderTool.description,
    parameters: orderTool.parameters,
    // Left out it would mean true, which asks more of a schema than tools here promise.
    strict: false,
  },
];

export const responsesWire: Wire = {
  title: 'OpenAI, Responses',
  provider: 'openai',
  settings: {},
  secrets: { apiKey: key },
  modelId: 'gpt-5-mini',
  origin: 'https://api.openai.com',
  path: '/v1/responses',
  headers: {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${key}`,
  },
  bodies: {
    text: body([{ role: 'developer', content: 'Be brief.' }, user('Say hello.')], { temperature: 0.2 }),
    forcedTool: body([user('Where is order 7?')], {
      tools,
      tool_choice: { type: 'function', name: 'find_order' },
    }),
    someTool: body([user('Where is order 7?')], { tools, tool_choice: 'required' }),
    toolResult: body(
      [
        user('Where is order 7?'),
        { type: 'function_call', call_id: 'call_7', name: 'find_order', arguments: '{"id":7}' },
        { type: 'function_call_output', call_id: 'call_7', output: 'shipped' },
      ],
      { tools, tool_choice: 'auto' },
    ),
    nativeJson: body([user('Rate it.')], {
      text: { format: { type: 'json_schema', name: 'answer', schema: answerSchema, strict: true } },
    }),
    instructedJson: body([{ role: 'developer', content: jsonInstruction(answerSchema) }, user('Rate it.')]),
    image: body([
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'Which colour?' },
          { type: 'input_image', image_url: `data:image/png;base64,${redSquare}` },
        ],
      },
    ]),
    reasoningEffort: body([user('Why?')], {
      reasoning: { effort: 'low' },
    }),
  },
  refused: { reasoningBudget: 'not as a number of tokens' },
  streamed: (unary) => ({ ...unary, stream: true }),
  verbatim: { reasoningEffort: '"reasoning":{"effort":"low"}' },
  events: {
    begun: [
      { type: 'response.created', response: { id: 'resp_1', created_at: 1, model: 'gpt-5-mini' } },
      { type: 'response.output_item.added', output_index: 0, item: { type: 'message', id: 'msg_1' } },
      {
        type: 'response.output_text.delta',
        item_id: 'msg_1',
        output_index: 0,
        content_index: 0,
        delta: 'Hel',
      },
    ],
    error: {
      type: 'error',
      code: 'rate_limit_exceeded',
      message: 'Rate limit reached.',
      param: null,
      sequence_number: 3,
    },
    kind: 'rate-limit',
    says: 'Rate limit reached.',
  },
  thinksAloud: false,
};
