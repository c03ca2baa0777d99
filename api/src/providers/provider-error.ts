import type { ModelUsage } from './model-usage.ts';

/**
 * Why a call to a model failed. The set is closed; whether to try again, and where, is decided by the kind, so it is
 * decided where the error is born.
 *
 * again   the same candidate, where no other follows
 * next    the next candidate: always, only with the organisation's substitution switched on, or never
 */
type Disposition = {
  again: boolean;
  next: 'always' | 'substitution' | 'never';
  title: string;
  fix: string;
};

export const providerErrorKinds = {
  'rate-limit': {
    again: true,
    next: 'always',
    title: 'The provider limits how often it is called',
    fix: 'Wait a little, ask the provider for a higher limit, or set a fallback model.',
  },
  outage: {
    again: true,
    next: 'always',
    title: 'The provider has a fault of its own',
    fix: 'Try again later; the status page of the provider may say more.',
  },
  unreachable: {
    again: true,
    next: 'always',
    title: 'The server cannot be reached',
    fix: 'Check the address and the port, and that the server runs and can be reached from here.',
  },
  reset: {
    again: true,
    next: 'always',
    title: 'The server closed the connection',
    fix: 'Try again. If it stays so, a proxy in between may be closing long calls.',
  },
  timeout: {
    again: true,
    next: 'always',
    title: 'The model took too long',
    fix: 'Give the step more time, lower its max tokens, or choose a faster model.',
  },
  stall: {
    again: true,
    next: 'always',
    title: 'The model began to answer and fell silent',
    fix: 'Try again. If it stays so, choose another model.',
  },
  'cut-stream': {
    again: true,
    next: 'always',
    title: 'The answer broke off before its end',
    fix: 'Try again. If it stays so, a proxy in between may be cutting streams.',
  },
  'malformed-answer': {
    again: true,
    next: 'always',
    title: 'The answer is not in the form it was asked for',
    fix: 'Check that the address, where one was entered, speaks the API of this provider.',
  },
  // Once more it has been asked already, and told what was wrong.
  'invalid-json': {
    again: false,
    next: 'always',
    title: 'The answer is not the JSON that the step asked for',
    fix: 'Simplify the schema, raise max tokens, or choose a model with JSON mode.',
  },
  'unsupported-feature': {
    again: false,
    next: 'always',
    title: 'The model does not support something the call uses',
    fix: "Switch the capability off in the model's settings, or choose another model for this step.",
  },
  quota: {
    again: false,
    next: 'always',
    title: "The provider account's quota or credit is used up",
    fix: 'Add credit or raise the limit at the provider.',
  },
  credentials: {
    again: false,
    next: 'substitution',
    title: 'The provider refused the credentials',
    fix: 'Check the key, and that it may use this model.',
  },
  'model-not-found': {
    again: false,
    next: 'substitution',
    title: 'The provider does not know this model or address',
    fix: 'Check the provider model id, and what is called besides: a base URL (most end in /v1), a deployment, a region.',
  },
  'egress-refused': {
    again: false,
    next: 'substitution',
    title: 'The address may not be called',
    fix: 'Use a public https:// address, or ask the operator to allow this one.',
  },
  'bad-request': {
    again: false,
    next: 'never',
    title: 'The provider refused the request',
    fix: "Read the provider's message: the prompt may be too long, or a setting out of range.",
  },
  'content-refused': {
    again: false,
    next: 'never',
    title: 'The provider refused the content',
    fix: 'Change the prompt or the input.',
  },
} as const satisfies Record<string, Disposition>;

export type ProviderErrorKind = keyof typeof providerErrorKinds;

export type ProviderErrorDetails = {
  /** The provider's own words, without secrets; null where it said nothing. */
  providerText?: string | null;
  /** The HTTP status, where there was one. */
  status?: number | null;
  retryAfterMs?: number | null;
  /** What the call used all the same, where it came so far. */
  usage?: ModelUsage | null;
  /** More about this one case than the kind says. */
  detail?: string;
};

const longestProviderText = 2_000;

/** Carries what the provider said and never what it was asked: the prompt is the customer's. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly kind: ProviderErrorKind;
  readonly providerText: string | null;
  readonly status: number | null;
  readonly retryAfterMs: number | null;
  readonly usage: ModelUsage | null;

  constructor(
    kind: ProviderErrorKind,
    { providerText, status, retryAfterMs, usage, detail }: ProviderErrorDetails = {},
  ) {
    const said = providerText ? cutAt(providerText, longestProviderText) : null;
    super([detail ?? `${providerErrorKinds[kind].title}.`, said].filter((part) => part !== null).join(' '));
    this.kind = kind;
    this.providerText = said;
    this.status = status ?? null;
    this.retryAfterMs = retryAfterMs ?? null;
    this.usage = usage ?? null;
  }

  /** Whether and where to try again. */
  get disposition(): Disposition {
    return providerErrorKinds[this.kind];
  }
}

function cutAt(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).toWellFormed()}... (${text.length - length} more characters)`;
}
