import { expect } from 'vitest';
import { jsonInstruction } from '../json-answer.ts';
import { framed } from './frames.ts';
import { answerSchema, orderTool, redSquare } from './scenarios.ts';
import type { Wire } from './wire.ts';

const said = (text: string) => ({ role: 'user', content: [{ text }] });

const tool = ({
  name,
  description,
  parameters,
}: {
  name: string;
  description: string;
  parameters: object;
}) => ({
  toolSpec: { name, description, inputSchema: { json: parameters } },
});
const tools = [tool(orderTool)];
const jsonTool = tool({ name: 'json', description: 'Respond with a JSON object.', parameters: answerSchema });

const body = (messages: object[], more: object = {}, inferenceConfig: object = {}) => ({
  system: [],
  messages,
  inferenceConfig: { maxTokens: 500, ...inferenceConfig },
  ...more,
});

const common: Wire['bodies'] = {
  text: body([said('Say hello.')], { system: [{ text: 'Be brief.' }] }, { temperature: 0.2 }),
  forcedTool: body([said('Where is order 7?')], {
    toolConfig: { tools, toolChoice: { tool: { name: 'find_order' } } },
  }),
  someTool: body([said('Where is order 7?')], { toolConfig: { tools, toolChoice: { any: {} } } }),
  toolResult: body(
    [
      said('Where is order 7?'),
      {
        role: 'assistant',
        content: [{ toolUse: { toolUseId: 'call_7', name: 'find_order', input: { id: 7 } } }],
      },
      { role: 'user', content: [{ toolResult: { toolUseId: 'call_7', content: [{ text: 'shipped' }] } }] },
    ],
    { toolConfig: { tools, toolChoice: { auto: {} } } },
  ),
  instructedJson: body([said('Rate it.')], { system: [{ text: jsonInstruction(answerSchema) }] }),
  image: body([
    {
      role: 'user',
      content: [{ text: 'Which colour?' }, { image: { format: 'png', source: { bytes: redSquare } } }],
    },
  ]),
};

const ofClaude = (bodies: Wire['bodies']): Wire['bodies'] =>
  Object.fromEntries(
    Object.entries(bodies).map(([name, sent]) => [
      name,
      { ...sent, additionalModelResponseFieldPaths: ['/delta/stop_sequence'] },
    ]),
  );

const claudeBodies = ofClaude({
  ...common,
  nativeJson: body([said('Rate it.')], {
    additionalModelRequestFields: {
      output_config: { format: { type: 'json_schema', schema: answerSchema } },
    },
  }),
  // Max tokens are the cap of the whole, thoughts included: the budget is not added.
  reasoningBudget: body([said('Why?')], {
    additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 2048 } },
  }),
  reasoningEffort: body([said('Why?')], {
    additionalModelRequestFields: {
      thinking: { type: 'adaptive', display: 'summarized' },
      output_config: { effort: 'low' },
    },
  }),
});

const json = { 'content-type': 'application/json', accept: 'application/json' };

const paths = (modelId: string) => ({
  modelId,
  path: `/model/${encodeURIComponent(modelId)}/converse`,
  streamPath: `/model/${encodeURIComponent(modelId)}/converse-stream`,
  streamAccept: 'application/vnd.amazon.eventstream',
  streamed: (unary: object) => unary,
  frame: framed,
  events: {
    begun: [
      { messageStart: { role: 'assistant' } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'Hel' } } },
    ],
    error: { serviceUnavailableException: { message: 'Not now' } },
    kind: 'outage' as const,
    says: 'Not now',
  },
});

export const bedrockPairWire: Wire = {
  ...paths('us.anthropic.claude-sonnet-4-5-20250929-v1:0'),
  title: 'Bedrock, IAM key pair',
  provider: 'bedrock',
  settings: {
    region: 'us-west-2',
    authenticationMethod: 'iam-key-pair',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  },
  secrets: { secretAccessKey: 'canary/0123456789+abcdef' },
  origin: 'https://bedrock-runtime.us-west-2.amazonaws.com',
  // What it signs is checked where the signature is.
  headers: {
    ...json,
    authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/\d{8}\/us-west-2\/bedrock\/aws4_request, /,
    ),
    'x-amz-date': expect.stringMatching(/^\d{8}T\d{6}Z$/),
  },
  bodies: claudeBodies,
  verbatim: { reasoningBudget: '"thinking":{"type":"enabled","budget_tokens":2048}' },
  thinksAloud: true,
};

const bearer = 'bedrock-canary-0123456789';

export const bedrockKeyWire: Wire = {
  ...paths('meta.llama3-1-70b-instruct-v1:0'),
  title: 'Bedrock, API key',
  provider: 'bedrock',
  settings: { region: 'eu-central-1', authenticationMethod: 'api-key' },
  secrets: { bedrockApiKey: bearer },
  origin: 'https://bedrock-runtime.eu-central-1.amazonaws.com',
  headers: { ...json, authorization: `Bearer ${bearer}` },
  bodies: {
    ...common,
    // Without a form of its own for JSON: a tool whose arguments are the answer.
    nativeJson: body([said('Rate it.')], { toolConfig: { tools: [jsonTool], toolChoice: { any: {} } } }),
    reasoningEffort: body([said('Why?')], {
      additionalModelRequestFields: { reasoningConfig: { maxReasoningEffort: 'low' } },
    }),
  },
  refused: { reasoningBudget: 'only Claude takes a number of tokens' },
  thinksAloud: true,
};
