import { z } from 'zod';
import { jsonInstruction } from '../json-answer.ts';
import { answerSchema, orderTool, redSquare, type ScenarioName } from './scenarios.ts';
import type { Wire } from './wire.ts';

const tools = [
  {
    type: 'function',
    function: {
      name: orderTool.name,
      description: orderTool.description,
      parameters: orderTool.parameters,
    },
  },
];

type Variant = {
  model: string;
  limit?: 'max_tokens' | 'max_completion_tokens';
  /** What this provider is always told besides. */
  always?: object;
  budget: object | null;
  effort: object;
};

/** The bodies of a chat completion, in the form that OpenAI documents and others took over. */
export function chatBodies({
  model,
  limit = 'max_tokens',
  always = {},
  budget,
  effort,
}: Variant): Wire['bodies'] {
  const user = (content: unknown) => ({ role: 'user', content });
  const body = (messages: unknown[], more: object = {}) => ({
    model,
    messages,
    [limit]: 500,
    ...always,
    ...more,
  });
  const bodies: Partial<Record<ScenarioName, object>> = {
    text: body([{ role: 'system', content: 'Be brief.' }, user('Say hello.')], { temperature: 0.2 }),
    forcedTool: body([user('Where is order 7?')], {
      tools,
      tool_choice: { type: 'function', function: { name: 'find_order' } },
    }),
    someTool: body([user('Where is order 7?')], { tools, tool_choice: 'required' }),
    toolResult: body(
      [
        user('Where is order 7?'),
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id: 'call_7', type: 'function', function: { name: 'find_order', arguments: '{"id":7}' } },
          ],
        },
        { role: 'tool', tool_call_id: 'call_7', content: 'shipped' },
      ],
      { tools, tool_choice: 'auto' },
    ),
    nativeJson: body([user('Rate it.')], {
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'answer', schema: answerSchema, strict: true },
      },
    }),
    instructedJson: body([{ role: 'system', content: jsonInstruction(answerSchema) }, user('Rate it.')]),
    image: body([
      user([
        { type: 'text', text: 'Which colour?' },
        { type: 'image_url', image_url: { url: `data:image/png;base64,${redSquare}` } },
      ]),
    ]),
    reasoningEffort: body([user('Why?')], effort),
  };
  return budget ? { ...bodies, reasoningBudget: body([user('Why?')], budget) } : bodies;
}

export const streamedChat = (body: object) => ({
  ...body,
  stream: true,
  stream_options: { include_usage: true },
});

export const chatEvents: Wire['events'] = {
  begun: [
    { id: 'x', choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] },
    { id: 'x', choices: [{ index: 0, delta: { content: 'Hel' }, finish_reason: null }] },
  ],
  error: { error: { message: 'Upstream has gone away.', type: 'server_error', code: null } },
  kind: 'outage',
  says: 'Upstream has gone away.',
};

const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: z.string() }),
  z.strictObject({
    role: z.literal('user'),
    content: z.union([
      z.string(),
      z.array(
        z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('text'), text: z.string() }),
          z.strictObject({ type: z.literal('image_url'), image_url: z.strictObject({ url: z.string() }) }),
        ]),
      ),
    ]),
  }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z.string().nullable(),
    tool_calls: z.array(
      z.strictObject({
        id: z.string(),
        type: z.literal('function'),
        function: z.strictObject({ name: z.string(), arguments: z.string() }),
      }),
    ),
  }),
  z.strictObject({ role: z.literal('tool'), tool_call_id: z.string(), content: z.string() }),
]);

const documented = z.strictObject({
  model: z.string(),
  messages: z.array(message).min(1),
  max_tokens: z.int().optional(),
  temperature: z.number().optional(),
  response_format: z
    .strictObject({
      type: z.literal('json_schema'),
      json_schema: z.strictObject({ name: z.string(), schema: z.looseObject({}), strict: z.boolean() }),
    })
    .optional(),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('function'),
        function: z.strictObject({
          name: z.string(),
          description: z.string(),
          parameters: z.looseObject({}),
        }),
      }),
    )
    .optional(),
  tool_choice: z
    .union([
      z.enum(['auto', 'required']),
      z.strictObject({ type: z.literal('function'), function: z.strictObject({ name: z.string() }) }),
    ])
    .optional(),
  stream: z.boolean().optional(),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
});

const effort = z.enum(['low', 'medium', 'high']);

/** The fields by which reasoning is asked for, one provider and another. */
export const reasoningFields = {
  reasoning_effort: effort.optional(),
  thinking: z.strictObject({ type: z.literal('enabled'), budget_tokens: z.int().min(1024) }).optional(),
  reasoning: z.union([z.strictObject({ max_tokens: z.int() }), z.strictObject({ effort })]).optional(),
};

/** Refuses whatever is not documented, in the words in which the provider refuses it. */
export function strictChat(
  fields: readonly (keyof typeof reasoningFields)[],
  refusal: (field: string) => { status: number; body: object },
): NonNullable<Wire['fault']> {
  const shape = documented.extend(Object.fromEntries(fields.map((field) => [field, reasoningFields[field]])));
  return (body) => {
    const [issue] = shape.safeParse(body).error?.issues ?? [];
    if (!issue) return null;
    const [unknown] = issue.code === 'unrecognized_keys' ? issue.keys : [];
    return refusal(unknown ?? issue.path.join('.'));
  };
}
