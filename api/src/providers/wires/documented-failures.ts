// What providers document that they answer when they do not answer, and what it is for us.
import type { WireId } from '@patchbay/schema/providers/index.ts';
import type { ProviderErrorKind } from '../provider-error.ts';
import { ofAnthropic, ofBedrock, ofGemini, ofVertex } from './cloud-failures.ts';

export type DocumentedFailure = {
  provider: WireId;
  kind: ProviderErrorKind;
  status: number;
  body: object;
  headers?: Record<string, string>;
  /** Of the provider's own words, as they reach the reader. */
  says: string;
  retryAfterMs?: number;
};

const openAi = (message: string, code: string | null, type = 'invalid_request_error') => ({
  error: { message, type, param: null, code },
});

const ofOpenAi: Omit<DocumentedFailure, 'provider'>[] = [
  {
    kind: 'credentials',
    status: 401,
    body: openAi(
      'Incorrect API key provided: sk-canary-0123456789. You can find your API key at https://platform.openai.com/account/api-keys.',
      'invalid_api_key',
    ),
    says: 'Incorrect API key provided: [secret removed].',
  },
  {
    kind: 'quota',
    status: 429,
    body: openAi(
      'You exceeded your current quota, please check your plan and billing details.',
      'insufficient_quota',
      'insufficient_quota',
    ),
    says: 'check your plan and billing details. (insufficient_quota)',
  },
  {
    kind: 'quota',
    status: 429,
    body: openAi('Your account is not active, please check your billing details.', 'billing_not_active'),
    says: 'not active',
  },
  {
    kind: 'rate-limit',
    status: 429,
    headers: { 'retry-after': '7' },
    body: openAi(
      'Rate limit reached for gpt-5-mini on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000.',
      'rate_limit_exceeded',
      'tokens',
    ),
    says: 'Limit 30000',
    retryAfterMs: 7_000,
  },
  {
    kind: 'outage',
    status: 500,
    body: openAi('The server had an error while processing your request.', null, 'server_error'),
    says: 'server had an error',
  },
  {
    kind: 'outage',
    status: 503,
    headers: { 'retry-after-ms': '1500' },
    body: openAi('The engine is currently overloaded, please try again later.', null, 'server_error'),
    says: 'overloaded',
    retryAfterMs: 1_500,
  },
  {
    kind: 'model-not-found',
    status: 404,
    body: openAi('The model `gpt-9` does not exist or you do not have access to it.', 'model_not_found'),
    says: 'gpt-9',
  },
  {
    kind: 'model-not-found',
    status: 403,
    body: openAi('Project `proj_a` does not have access to model `gpt-5-mini`.', 'model_not_found'),
    says: 'proj_a',
  },
  {
    kind: 'bad-request',
    status: 400,
    body: openAi("This model's maximum context length is 8192 tokens.", 'context_length_exceeded'),
    says: '8192',
  },
  {
    kind: 'bad-request',
    status: 400,
    body: openAi("Invalid schema for response_format 'answer': 'additionalProperties' is required.", null),
    says: 'additionalProperties',
  },
  {
    kind: 'unsupported-feature',
    status: 400,
    body: openAi(
      "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
      'unsupported_value',
    ),
    says: 'temperature',
  },
  {
    kind: 'unsupported-feature',
    status: 400,
    body: openAi('Invalid content type. image_url is only supported by certain models.', null),
    says: 'image_url',
  },
  {
    kind: 'content-refused',
    status: 400,
    body: openAi('Your prompt was flagged as potentially violating our usage policy.', 'invalid_prompt'),
    says: 'flagged',
  },
];

const ofAzure: Omit<DocumentedFailure, 'provider'>[] = [
  {
    kind: 'credentials',
    status: 401,
    body: {
      error: {
        code: '401',
        message:
          'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription.',
      },
    },
    says: 'invalid subscription key',
  },
  {
    kind: 'model-not-found',
    status: 404,
    body: {
      error: {
        code: 'DeploymentNotFound',
        message: 'The API deployment for this resource does not exist.',
      },
    },
    says: 'DeploymentNotFound',
  },
  {
    kind: 'model-not-found',
    status: 404,
    body: { error: { code: '404', message: 'Resource not found' } },
    says: 'Resource not found',
  },
  {
    kind: 'rate-limit',
    status: 429,
    headers: { 'retry-after': '26' },
    body: {
      error: {
        code: '429',
        message:
          'Requests to the ChatCompletions_Create Operation have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 26 seconds.',
      },
    },
    says: 'pricing tier',
    retryAfterMs: 26_000,
  },
  {
    kind: 'content-refused',
    status: 400,
    body: {
      error: {
        message:
          "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
        type: null,
        param: 'prompt',
        code: 'content_filter',
        status: 400,
        innererror: { code: 'ResponsibleAIPolicyViolation' },
      },
    },
    says: 'content management policy',
  },
  {
    kind: 'unsupported-feature',
    status: 400,
    body: {
      error: {
        code: 'OperationNotSupported',
        message: 'The chatCompletion operation does not work with the specified model.',
      },
    },
    says: 'OperationNotSupported',
  },
  {
    kind: 'unsupported-feature',
    status: 400,
    body: {
      error: {
        code: 'BadRequest',
        message:
          'response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later',
      },
    },
    says: 'enabled only for',
  },
  {
    kind: 'outage',
    status: 503,
    body: { error: { code: 'ServiceUnavailable', message: 'The service is temporarily unable to process.' } },
    says: 'temporarily',
  },
];

const ofFireworks: Omit<DocumentedFailure, 'provider'>[] = [
  {
    kind: 'credentials',
    status: 401,
    body: {
      error: { object: 'error', code: 'UNAUTHORIZED', message: 'The API key you provided is invalid.' },
    },
    says: 'UNAUTHORIZED',
  },
  {
    kind: 'quota',
    status: 412,
    body: {
      error: {
        object: 'error',
        code: 'PRECONDITION_FAILED',
        message:
          'Account acme is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices.',
      },
    },
    says: 'suspended',
  },
  {
    kind: 'model-not-found',
    status: 404,
    body: {
      error: {
        object: 'error',
        code: 'NOT_FOUND',
        message: 'Model not found, inaccessible, and/or not deployed',
      },
    },
    says: 'not deployed',
  },
  {
    kind: 'unsupported-feature',
    status: 400,
    body: openAi("Extra inputs are not permitted, field: 'reasoning'", 'invalid_request_error'),
    says: 'Extra inputs',
  },
  {
    kind: 'rate-limit',
    status: 429,
    body: openAi('You have been rate limited.', 'rate_limit_exceeded'),
    says: 'rate limited',
  },
  {
    kind: 'outage',
    status: 503,
    body: openAi('The service is temporarily overloaded.', 'INTERNAL'),
    says: 'overloaded',
  },
];

const ofTogether: Omit<DocumentedFailure, 'provider'>[] = [
  {
    kind: 'credentials',
    status: 401,
    body: openAi(
      'Invalid API key provided. You can find your API key at api.together.ai.',
      'invalid_api_key',
    ),
    says: 'Invalid API key',
  },
  {
    kind: 'quota',
    status: 402,
    body: openAi('Credit limit exceeded, please navigate to billing to add credit.', null, 'credit_limit'),
    says: 'Credit limit',
  },
  {
    kind: 'model-not-found',
    status: 400,
    body: openAi(
      'Unable to access non-serverless model acme/llama. Please create and start a dedicated endpoint.',
      'model_not_available',
    ),
    says: 'dedicated endpoint',
  },
  {
    kind: 'bad-request',
    status: 422,
    body: openAi('Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193.', null),
    says: '8193',
  },
  {
    kind: 'rate-limit',
    status: 429,
    headers: { 'retry-after': '2' },
    body: openAi('You have reached the rate limit specific to this model.', null, 'model_rate_limit'),
    says: 'specific to this model',
    retryAfterMs: 2_000,
  },
];

const ofHuggingFace: Omit<DocumentedFailure, 'provider'>[] = [
  {
    kind: 'credentials',
    status: 401,
    body: { error: 'Invalid credentials in Authorization header' },
    says: 'Authorization header',
  },
  {
    kind: 'quota',
    status: 402,
    body: { error: 'You have exceeded your monthly included credits for Inference Providers.' },
    says: 'included credits',
  },
  {
    kind: 'model-not-found',
    status: 400,
    body: { error: 'Bad Request: Endpoint is paused, ask a maintainer to restart it' },
    says: 'paused',
  },
  {
    kind: 'outage',
    status: 503,
    body: { error: 'Model meta-llama/Llama-3 is currently loading', estimated_time: 20 },
    says: 'loading',
    retryAfterMs: 20_000,
  },
  {
    kind: 'rate-limit',
    status: 429,
    body: { error: 'Model is overloaded', error_type: 'overloaded' },
    says: 'overloaded',
  },
  {
    kind: 'outage',
    status: 424,
    body: { error: 'Request failed during generation: CUDA error', error_type: 'generation' },
    says: 'CUDA',
  },
  {
    kind: 'bad-request',
    status: 422,
    body: {
      error: 'Input validation error: `inputs` must have less than 4096 tokens.',
      error_type: 'validation',
    },
    says: '4096',
  },
  {
    kind: 'bad-request',
    status: 422,
    body: {
      detail: [{ loc: ['body', 'messages'], msg: 'field required', type: 'missing', input: 'Say hello.' }],
    },
    says: 'body.messages: field required',
  },
];

const ofOci: Omit<DocumentedFailure, 'provider'>[] = [
  {
    kind: 'credentials',
    status: 401,
    body: {
      code: 'NotAuthenticated',
      message: 'The required information to complete authentication was not provided or was incorrect.',
    },
    says: 'NotAuthenticated',
  },
  {
    kind: 'credentials',
    status: 404,
    body: {
      code: 'NotAuthorizedOrNotFound',
      message: 'Authorization failed or requested resource not found.',
    },
    says: 'Authorization failed',
  },
  {
    kind: 'rate-limit',
    status: 429,
    body: { code: 'TooManyRequests', message: 'Too many requests for the user.' },
    says: 'Too many requests',
  },
  {
    kind: 'quota',
    status: 400,
    body: { code: 'QuotaExceeded', message: 'The request cannot be completed.' },
    says: 'QuotaExceeded',
  },
  {
    kind: 'quota',
    status: 400,
    body: { code: 'LimitExceeded', message: 'The service limit of the tenancy is reached.' },
    says: 'service limit',
  },
  {
    kind: 'outage',
    status: 500,
    body: { code: 'InternalServerError', message: 'An internal server error occurred.' },
    says: 'internal server error',
  },
];

const ofOpenRouter: Omit<DocumentedFailure, 'provider'>[] = [
  {
    kind: 'credentials',
    status: 401,
    body: { error: { code: 401, message: 'No auth credentials found' } },
    says: 'No auth credentials',
  },
  {
    kind: 'quota',
    status: 402,
    body: { error: { code: 402, message: 'Insufficient credits.' } },
    says: 'Insufficient credits',
  },
  {
    kind: 'content-refused',
    status: 403,
    body: {
      error: {
        code: 403,
        message: 'Your chosen model requires moderation and your input was flagged.',
        metadata: { reasons: ['violence'], flagged_input: 'Say hello.', provider_name: 'X' },
      },
    },
    says: 'requires moderation',
  },
  {
    kind: 'rate-limit',
    status: 429,
    headers: { 'retry-after': '3' },
    body: { error: { code: 429, message: 'Rate limit exceeded: limit_rpm' } },
    says: 'limit_rpm',
    retryAfterMs: 3_000,
  },
  {
    kind: 'outage',
    status: 200,
    body: { error: { code: 502, message: 'Provider returned error', metadata: { raw: 'upstream is down' } } },
    says: 'Provider returned error: upstream is down',
  },
  {
    kind: 'rate-limit',
    status: 200,
    body: { error: { code: 429, message: 'Provider returned error', metadata: { raw: 'slow down' } } },
    says: 'slow down',
  },
  {
    kind: 'unsupported-feature',
    status: 404,
    body: { error: { code: 404, message: 'No endpoints found that support image input' } },
    says: 'image input',
  },
  {
    kind: 'unsupported-feature',
    status: 404,
    body: {
      error: { code: 404, message: 'No endpoints found that can handle the requested parameters.' },
    },
    says: 'requested parameters',
  },
  {
    kind: 'model-not-found',
    status: 400,
    body: { error: { code: 400, message: 'acme/none is not a valid model ID' } },
    says: 'acme/none',
  },
];

const of = (provider: WireId, failures: Omit<DocumentedFailure, 'provider'>[]): DocumentedFailure[] =>
  failures.map((failure) => ({ provider, ...failure }));

export const documentedFailures: DocumentedFailure[] = [
  ...of('openai', ofOpenAi),
  ...of('azure-openai', ofAzure),
  ...of('fireworks', ofFireworks),
  ...of('together', ofTogether),
  ...of('huggingface', ofHuggingFace),
  ...of('oci', ofOci),
  ...of('openrouter', ofOpenRouter),
  ...of('anthropic', ofAnthropic),
  ...of('gemini', ofGemini),
  ...of('vertex', ofVertex),
  ...of('bedrock', ofBedrock),
];
