import { generateKeyPairSync } from 'node:crypto';
import { jsonInstruction } from '../json-answer.ts';
import { answerSchema, orderTool, redSquare } from './scenarios.ts';
import type { Wire } from './wire.ts';

const key = 'AIza-canary-0123456789';
const token = 'ya29.canary-0123456789';

const asked = (...parts: object[]) => ({ role: 'user', parts });
const said = (text: string) => asked({ text });

const body = (contents: object[], more: object = {}, generationConfig: object = {}) => ({
  contents,
  generationConfig: { maxOutputTokens: 500, ...generationConfig },
  ...more,
});

const tools = [
  {
    functionDeclarations: [
      {
        name: orderTool.name,
        description: orderTool.description,
        parametersJsonSchema: orderTool.parameters,
      },
    ],
  },
];
const calling = (functionCallingConfig: object) => ({ tools, toolConfig: { functionCallingConfig } });

/** Vertex AI knows no ids of calls. */
const bodiesWith = (id: object): Wire['bodies'] => ({
  text: body(
    [said('Say hello.')],
    { systemInstruction: { parts: [{ text: 'Be brief.' }] } },
    { temperature: 0.2 },
  ),
  forcedTool: body(
    [said('Where is order 7?')],
    calling({ mode: 'ANY', allowedFunctionNames: ['find_order'] }),
  ),
  someTool: body([said('Where is order 7?')], calling({ mode: 'ANY' })),
  toolResult: body(
    [
      said('Where is order 7?'),
      { role: 'model', parts: [{ functionCall: { ...id, name: 'find_order', args: { id: 7 } } }] },
      asked({
        functionResponse: {
          ...id,
          name: 'find_order',
          response: { name: 'find_order', content: 'shipped' },
        },
      }),
    ],
    calling({ mode: 'AUTO' }),
  ),
  nativeJson: body(
    [said('Rate it.')],
    {},
    { responseMimeType: 'application/json', responseJsonSchema: answerSchema },
  ),
  instructedJson: body([said('Rate it.')], {
    systemInstruction: { parts: [{ text: jsonInstruction(answerSchema) }] },
  }),
  image: body([asked({ text: 'Which colour?' }, { inlineData: { mimeType: 'image/png', data: redSquare } })]),
  reasoningBudget: body(
    [said('Why?')],
    {},
    { thinkingConfig: { thinkingBudget: 2048, includeThoughts: true } },
  ),
  reasoningEffort: body(
    [said('Why?')],
    {},
    { thinkingConfig: { thinkingLevel: 'low', includeThoughts: true } },
  ),
});

const common = {
  modelId: 'gemini-2.5-flash',
  streamed: (unary: object) => unary,
  events: {
    begun: [{ candidates: [{ content: { role: 'model', parts: [{ text: 'Hel' }] } }] }],
    error: { error: { code: 503, status: 'UNAVAILABLE', message: 'The model is overloaded.' } },
    kind: 'outage' as const,
    says: 'The model is overloaded.',
  },
  thinksAloud: true,
};

export const geminiWire: Wire = {
  ...common,
  title: 'Google Gemini',
  provider: 'gemini',
  settings: {},
  secrets: { apiKey: key },
  origin: 'https://generativelanguage.googleapis.com',
  path: '/v1beta/models/gemini-2.5-flash:generateContent',
  streamPath: '/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse',
  headers: { 'content-type': 'application/json', accept: 'application/json', 'x-goog-api-key': key },
  bodies: bodiesWith({ id: 'call_7' }),
};

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const models = '/projects/my-project-1/locations/us-central1/publishers/google/models';

export const vertexWire: Wire = {
  ...common,
  title: 'Google Vertex AI',
  provider: 'vertex',
  settings: { region: 'us-central1' },
  secrets: {
    serviceAccount: JSON.stringify({
      type: 'service_account',
      project_id: 'my-project-1',
      private_key_id: 'key-1',
      private_key: privateKey,
      client_email: 'caller@my-project-1.iam.gserviceaccount.com',
      token_uri: 'https://evil.example/token',
    }),
  },
  origin: 'https://us-central1-aiplatform.googleapis.com',
  path: `/v1beta1${models}/gemini-2.5-flash:generateContent`,
  streamPath: `/v1beta1${models}/gemini-2.5-flash:streamGenerateContent?alt=sse`,
  headers: {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${token}`,
  },
  bodies: bodiesWith({}),
  beforehand: ({ href }) =>
    href === 'https://oauth2.googleapis.com/token'
      ? Response.json({ access_token: token, expires_in: 3599, token_type: 'Bearer' })
      : null,
  // The fake knows the version before.
  farPath: (path) => path.replace(/^\/v1beta1\//, '/v1/'),
};
