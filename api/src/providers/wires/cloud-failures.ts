// What Anthropic, Google and AWS document, as the failures of the others stand in documented-failures.ts.
import type { DocumentedFailure } from './documented-failures.ts';

type Failures = Omit<DocumentedFailure, 'provider'>[];

const claude = (type: string, message: string) => ({ type: 'error', error: { type, message } });

export const ofAnthropic: Failures = [
  {
    kind: 'credentials',
    status: 401,
    body: claude('authentication_error', 'invalid x-api-key: sk-ant-canary-0123456789'),
    says: 'invalid x-api-key: [secret removed] (authentication_error)',
  },
  {
    kind: 'credentials',
    status: 403,
    body: claude('permission_error', 'Your API key does not have permission to use the specified resource.'),
    says: 'does not have permission',
  },
  {
    kind: 'quota',
    status: 400,
    body: claude(
      'invalid_request_error',
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing.',
    ),
    says: 'credit balance',
  },
  {
    kind: 'quota',
    status: 400,
    body: claude(
      'invalid_request_error',
      'You have reached your specified API usage limits. You will regain access on 2026-12-01.',
    ),
    says: '2026-12-01',
  },
  {
    kind: 'quota',
    status: 402,
    body: claude('billing_error', 'There is an issue with your billing.'),
    says: 'billing_error',
  },
  {
    kind: 'rate-limit',
    status: 429,
    headers: { 'retry-after': '12' },
    body: claude(
      'rate_limit_error',
      'This request would exceed the rate limit for your organization of 40,000 input tokens per minute.',
    ),
    says: '40,000',
    retryAfterMs: 12_000,
  },
  {
    kind: 'model-not-found',
    status: 404,
    body: claude('not_found_error', 'model: claude-none'),
    says: 'claude-none',
  },
  {
    kind: 'bad-request',
    status: 400,
    body: claude('invalid_request_error', 'prompt is too long: 205000 tokens > 200000 maximum'),
    says: '205000',
  },
  {
    kind: 'bad-request',
    status: 400,
    body: claude(
      'invalid_request_error',
      'max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for claude-sonnet-4-5',
    ),
    says: '64000',
  },
  {
    kind: 'bad-request',
    status: 400,
    body: claude('invalid_request_error', '`max_tokens` must be greater than `thinking.budget_tokens`.'),
    says: 'budget_tokens',
  },
  {
    kind: 'unsupported-feature',
    status: 400,
    body: claude(
      'invalid_request_error',
      '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort".',
    ),
    says: 'thinking.type.adaptive',
  },
  {
    kind: 'unsupported-feature',
    status: 400,
    body: claude('invalid_request_error', '`temperature` may only be set to 1 when thinking is enabled.'),
    says: 'temperature',
  },
  {
    kind: 'unsupported-feature',
    status: 400,
    body: claude('invalid_request_error', 'Thinking may not be enabled when tool_choice forces tool use.'),
    says: 'tool_choice',
  },
  {
    kind: 'outage',
    status: 529,
    body: claude('overloaded_error', 'Overloaded'),
    says: 'Overloaded (overloaded_error)',
  },
  {
    kind: 'outage',
    status: 500,
    body: claude('api_error', 'Internal server error'),
    says: 'api_error',
  },
];

const google = (code: number, status: string, message: string, details?: object[]) => ({
  error: { code, message, status, ...(details && { details }) },
});

const quota = (quotaId: string, retryDelay?: string) => [
  { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ quotaId }] },
  ...(retryDelay ? [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay }] : []),
];

const exceeded = 'You exceeded your current quota, please check your plan and billing details.';

const ofBothGoogles: Failures = [
  {
    kind: 'bad-request',
    status: 400,
    body: google(400, 'INVALID_ARGUMENT', 'The input token count (2000000) exceeds the maximum (1048576).'),
    says: '1048576',
  },
  {
    kind: 'unsupported-feature',
    status: 400,
    body: google(400, 'INVALID_ARGUMENT', 'Thinking level is not supported for this model.'),
    says: 'Thinking level',
  },
  {
    kind: 'outage',
    status: 503,
    body: google(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
    says: 'overloaded',
  },
  {
    kind: 'outage',
    status: 500,
    body: google(500, 'INTERNAL', 'An internal error has occurred.'),
    says: 'internal error',
  },
  {
    kind: 'outage',
    status: 504,
    body: google(504, 'DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.'),
    says: 'Deadline',
  },
];

export const ofGemini: Failures = [
  ...ofBothGoogles,
  {
    kind: 'credentials',
    status: 400,
    body: google(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.'),
    says: 'API key not valid',
  },
  {
    kind: 'credentials',
    status: 403,
    body: google(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked: AIza-canary-0123456789'),
    says: 'leaked: [secret removed]',
  },
  {
    kind: 'rate-limit',
    status: 429,
    body: google(
      429,
      'RESOURCE_EXHAUSTED',
      exceeded,
      quota('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '32s'),
    ),
    says: 'PerMinute',
    retryAfterMs: 32_000,
  },
  {
    kind: 'quota',
    status: 429,
    body: google(
      429,
      'RESOURCE_EXHAUSTED',
      exceeded,
      quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier'),
    ),
    says: 'PerDay',
  },
  { kind: 'quota', status: 429, body: google(429, 'RESOURCE_EXHAUSTED', exceeded), says: 'billing details' },
  {
    kind: 'model-not-found',
    status: 404,
    body: google(404, 'NOT_FOUND', 'models/gemini-9 is not found for API version v1beta.'),
    says: 'gemini-9',
  },
];

export const ofVertex: Failures = [
  ...ofBothGoogles,
  {
    kind: 'credentials',
    status: 401,
    body: google(401, 'UNAUTHENTICATED', 'Request had invalid credentials: ya29.canary-0123456789'),
    says: 'credentials: [secret removed]',
  },
  {
    kind: 'credentials',
    status: 403,
    body: google(
      403,
      'PERMISSION_DENIED',
      "Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform.googleapis.com/projects/my-project-1'.",
    ),
    says: 'aiplatform.endpoints.predict',
  },
  {
    kind: 'quota',
    status: 403,
    body: google(403, 'PERMISSION_DENIED', 'This API method requires billing to be enabled.'),
    says: 'billing',
  },
  {
    kind: 'rate-limit',
    status: 429,
    body: google(429, 'RESOURCE_EXHAUSTED', 'Resource exhausted. Please try again later.'),
    says: 'try again later',
  },
  {
    kind: 'rate-limit',
    status: 429,
    body: google(
      429,
      'RESOURCE_EXHAUSTED',
      'Quota exceeded for aiplatform.googleapis.com/generate_content_requests_per_minute_per_project_per_base_model.',
    ),
    says: 'per_minute',
  },
  {
    kind: 'model-not-found',
    status: 404,
    body: google(
      404,
      'NOT_FOUND',
      'Publisher Model `projects/my-project-1/.../gemini-9` was not found or your project does not have access to it.',
    ),
    says: 'gemini-9',
  },
];

const amazon = (type: string, status: number, message: string) => ({
  status,
  headers: { 'x-amzn-errortype': `${type}:http://internal.amazon.com/coral/com.amazon.bedrock/` },
  body: { message },
});

export const ofBedrock: Failures = [
  {
    kind: 'rate-limit',
    ...amazon('ThrottlingException', 429, 'Too many requests, please wait before trying again.'),
    says: 'Too many requests, please wait before trying again. (ThrottlingException)',
  },
  {
    kind: 'quota',
    ...amazon('ThrottlingException', 429, 'Too many tokens per day, please wait before trying again.'),
    says: 'per day',
  },
  {
    kind: 'quota',
    ...amazon('ServiceQuotaExceededException', 400, 'Your request exceeds the service quota.'),
    says: 'ServiceQuotaExceededException',
  },
  {
    kind: 'credentials',
    ...amazon(
      'AccessDeniedException',
      403,
      "You don't have access to the model with the specified model ID.",
    ),
    says: "You don't have access",
  },
  {
    kind: 'credentials',
    status: 403,
    headers: { 'x-amzn-errortype': 'AccessDeniedException' },
    body: { Message: 'Authentication failed: Please make sure your API Key is valid.' },
    says: 'make sure your API Key is valid',
  },
  {
    kind: 'credentials',
    ...amazon('UnrecognizedClientException', 403, 'The security token included in the request is invalid.'),
    says: 'UnrecognizedClientException',
  },
  {
    kind: 'credentials',
    ...amazon('ExpiredTokenException', 403, 'The security token included in the request is expired'),
    says: 'expired',
  },
  {
    kind: 'credentials',
    status: 403,
    body: { Message: 'Bearer Token has expired' },
    says: 'expired',
  },
  {
    kind: 'credentials',
    ...amazon(
      'InvalidSignatureException',
      403,
      'The request signature we calculated does not match the signature you provided: canary/0123456789+abcdef, bedrock-canary-0123456789.',
    ),
    says: 'provided: ',
  },
  {
    kind: 'model-not-found',
    ...amazon('ValidationException', 400, 'The provided model identifier is invalid.'),
    says: 'identifier',
  },
  {
    kind: 'model-not-found',
    ...amazon(
      'ValidationException',
      400,
      'Invocation of model ID anthropic.claude-x with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
    ),
    says: 'inference profile',
  },
  {
    kind: 'model-not-found',
    ...amazon('ResourceNotFoundException', 404, 'This model version has reached the end of its life.'),
    says: 'end of its life',
  },
  {
    kind: 'unsupported-feature',
    ...amazon('ValidationException', 400, "This model doesn't support tool use."),
    says: 'tool use',
  },
  {
    kind: 'bad-request',
    ...amazon('ValidationException', 400, 'Input is too long for requested model.'),
    says: 'too long',
  },
  {
    kind: 'bad-request',
    ...amazon(
      'ValidationException',
      400,
      'The maximum tokens you requested exceeds the model limit of 4096. Try again with a maximum tokens value that is lower than 4096.',
    ),
    says: '4096',
  },
  {
    kind: 'outage',
    ...amazon('ModelNotReadyException', 429, 'The model is not ready for inference.'),
    says: 'not ready',
  },
  {
    kind: 'outage',
    ...amazon('ModelErrorException', 424, 'The model returned an error.'),
    says: 'ModelErrorException',
  },
  {
    kind: 'timeout',
    ...amazon('ModelTimeoutException', 408, 'The model timed out.'),
    says: 'timed out',
  },
  {
    kind: 'outage',
    ...amazon('InternalServerException', 500, 'An unexpected error occurred.'),
    says: 'unexpected',
  },
  {
    kind: 'outage',
    ...amazon('ServiceUnavailableException', 503, 'The service is temporarily unavailable.'),
    says: 'temporarily',
  },
];
