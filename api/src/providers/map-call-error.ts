import {
  AISDKError,
  APICallError,
  EmptyResponseBodyError,
  InvalidResponseDataError,
  JSONParseError,
  TypeValidationError,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider';
import { classifyProviderFailure } from './classify-provider-failure.ts';
import { EgressRefused, findFetchFailure, type FetchFailureKind } from './egress-errors.ts';
import { readErrorBody } from './error-body.ts';
import { ProviderError, type ProviderErrorKind } from './provider-error.ts';

export type ErrorContext = {
  /** Takes the credentials of this call out of a text. */
  scrub: (text: string) => string;
  /** The server that was called, as it is named in messages. */
  host: string;
};

/**
 * Turns whatever a call threw into a ProviderError. The AI SDK's errors carry the prompt: only the provider's answer is
 * taken from them. What is not understood is returned as it is: an unknown error stays unknown.
 */
export function mapCallError(error: unknown, context: ErrorContext): unknown {
  if (error instanceof ProviderError) return error;
  const failure = findFetchFailure(error, context.host);
  if (failure instanceof EgressRefused)
    return new ProviderError('egress-refused', { detail: failure.message });
  if (failure) return new ProviderError(kindOfFetchFailure[failure.kind], { detail: failure.message });
  if (APICallError.isInstance(error)) return fromAnswer(error, context);
  if (UnsupportedFunctionalityError.isInstance(error)) {
    return new ProviderError('unsupported-feature', {
      detail: `This provider cannot be sent: ${error.functionality}.`,
    });
  }
  if (isCut(error)) return new ProviderError('cut-stream');
  if (TypeValidationError.isInstance(error)) return fromBody(error.value, 200, null, context);
  if (JSONParseError.isInstance(error)) return malformed(error.text, 200, context);
  if (InvalidResponseDataError.isInstance(error) || EmptyResponseBodyError.isInstance(error)) {
    return new ProviderError('malformed-answer', { detail: 'The answer holds no result that can be read.' });
  }
  if (AISDKError.isInstance(error) || isUnreadable(error))
    return new ProviderError('malformed-answer', { detail: 'The answer could not be read.' });
  return error;
}

function isCut(error: unknown): boolean {
  if (InvalidResponseDataError.isInstance(error)) return /finish reason/.test(error.message);
  return error instanceof Error && /^Incomplete .+ frame/.test(error.message);
}

const unreadableWords = /checksum|message (length|overhead)|header type tag|normalized \w+ stream error/i;

/** The SDK's plain errors: of a frame that its length or checksum gives away, of a stream that begins with nonsense. */
function isUnreadable(error: unknown): boolean {
  return error instanceof Error && unreadableWords.test(error.message);
}

/** An error that a provider put into its answer: the `error` of a 200, or of one event of a stream. */
export function mapErrorBody(body: unknown, context: ErrorContext): ProviderError {
  return fromBody({ error: body }, 200, null, context);
}

/** A body that was promised to be an answer and is none: an error that stands in its place, or nothing that is known. */
export function mapAnswerBody(body: unknown, context: ErrorContext): ProviderError {
  return fromBody(body, 200, null, context);
}

function fromAnswer(error: APICallError, context: ErrorContext): ProviderError {
  const read: unknown = error.responseBody;
  // An error inside a 200 of OpenAI's Responses is given by the SDK as it was read, with a status that nobody sent.
  if (typeof read === 'object' && read !== null)
    return fromBody(read, 200, retryAfterMs(error.responseHeaders), context);
  const status = error.statusCode ?? 0;
  const text = error.responseBody ?? '';
  const code = amazonCode(error.responseHeaders);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return status >= 400
      ? failed({ status, code, message: text }, retryAfterMs(error.responseHeaders), context)
      : malformed(text, status, context);
  }
  return fromBody(body, status, retryAfterMs(error.responseHeaders), context, code);
}

/** AWS names the kind of failure beside the body: "ThrottlingException:http://internal.amazon.com/...". */
function amazonCode(headers: Record<string, string> | undefined): string {
  return headers?.['x-amzn-errortype']?.split(':', 1)[0] ?? '';
}

function fromBody(
  body: unknown,
  status: number,
  retryAfter: number | null,
  context: ErrorContext,
  besideCode = '',
): ProviderError {
  const read = readErrorBody(body);
  if (!read) {
    const text = JSON.stringify(body) ?? '';
    return status >= 400
      ? failed({ status, code: besideCode, message: text }, retryAfter, context)
      : malformed(text, status, context);
  }
  const { message, status: saidStatus, waitMs } = read;
  const code = besideCode || read.code;
  // Gateways answer 200 and put the real status into the body.
  const failure = { status: status >= 400 ? status : saidStatus, code, message };
  return failed(failure, retryAfter ?? waitMs, context);
}

function failed(
  failure: { status: number; code: string; message: string },
  retryAfter: number | null,
  { scrub }: ErrorContext,
): ProviderError {
  const { status, message } = failure;
  const code = scrub(failure.code);
  const words = readable(message, scrub);
  const named = code !== '' && !words.includes(code) ? `${words} (${code})` : words;
  return new ProviderError(classifyProviderFailure(failure), {
    providerText: named || null,
    status: status || null,
    retryAfterMs: retryAfter,
  });
}

function malformed(text: string, status: number, { scrub }: ErrorContext): ProviderError {
  return new ProviderError('malformed-answer', { providerText: readable(text, scrub) || null, status });
}

const kindOfFetchFailure = {
  dns: 'unreachable',
  refused: 'unreachable',
  unreachable: 'unreachable',
  tls: 'unreachable',
  'connect-timeout': 'unreachable',
  'not-http': 'malformed-answer',
  reset: 'reset',
  'no-answer': 'timeout',
  deadline: 'timeout',
  stall: 'stall',
  'too-large': 'malformed-answer',
  compressed: 'malformed-answer',
} satisfies Record<FetchFailureKind, ProviderErrorKind>;

/** Seconds or a date, as HTTP has it, or milliseconds, as some providers add. */
export function retryAfterMs(headers: Record<string, string> | undefined, now = Date.now()): number | null {
  const milliseconds = Number(headers?.['retry-after-ms'] || Number.NaN);
  if (milliseconds >= 0) return milliseconds;
  const text = headers?.['retry-after'];
  if (!text) return null;
  const seconds = Number(text);
  if (seconds >= 0) return seconds * 1000;
  const date = /^[A-Z][a-z]+,/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

const longestRead = 256 * 1024;

/** A provider's text without secrets, a proxy's error page reduced to its words. */
function readable(text: string, scrub: (text: string) => string): string {
  // Of a text that is cut only the first half is used: a secret that the cut went through would not be recognised.
  const clean =
    text.length > longestRead ? scrub(text.slice(0, longestRead)).slice(0, longestRead / 2) : scrub(text);
  if (!/^\s*</.test(clean)) return clean.trim();
  return clean
    .replace(/<(script|style)\b[^<]*<\/\1>/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
