// A service account signs a statement of who it is, and Google gives an access token for it, good for an hour.
import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { APICallError } from '@ai-sdk/provider';
import type { ServiceAccount } from '@patchbay/schema/providers/service-account.ts';
import { z } from 'zod';
import { registerLiveSecret } from '../credentials/known-secrets.ts';
import { Secret } from '../credentials/secret.ts';
import { ProviderError } from './provider-error.ts';

type Fetch = typeof globalThis.fetch;

/** Whatever the key file names as its `token_uri`: a file that somebody pastes chooses no host. */
const tokenUrl = 'https://oauth2.googleapis.com/token';
const scope = 'https://www.googleapis.com/auth/cloud-platform';
const longestMs = 15_000;
/** No call goes out with a token that ends on its way. */
const renewBeforeMs = 5 * 60_000;
const mostKept = 1_000;

type Kept = { token: Promise<Secret>; renewAt: number; release: () => void };

/**
 * By the key itself, whose possession is the right to the token: whoever lacks the key finds nothing here, of whatever
 * organisation. Calls that start at once share one request.
 */
const keptTokens = new WeakMap<Fetch, Map<string, Kept>>();

export async function googleAccessToken(
  account: ServiceAccount,
  fetch: Fetch,
  signal?: AbortSignal | null,
): Promise<Secret> {
  signal?.throwIfAborted();
  const tokens = keptTokens.get(fetch) ?? new Map<string, Kept>();
  keptTokens.set(fetch, tokens);
  const name = nameOf(account);
  let kept = tokens.get(name);
  if (!kept || kept.renewAt < Date.now()) {
    forget(tokens, name);
    kept = keep(tokens, name, ask(account, fetch));
    const [oldest] = tokens.keys();
    if (tokens.size > mostKept && oldest !== undefined) forget(tokens, oldest);
  }
  return untilAborted(kept.token, signal);
}

/** When Google no longer takes it, the next call asks for another. */
export function forgetGoogleAccessToken(account: ServiceAccount, fetch: Fetch): void {
  forget(keptTokens.get(fetch), nameOf(account));
}

function nameOf({ client_email, private_key }: ServiceAccount): string {
  return createHash('sha256')
    .update(JSON.stringify([client_email, private_key]))
    .digest('hex');
}

function keep(tokens: Map<string, Kept>, name: string, answer: Promise<Answer>): Kept {
  const kept: Kept = {
    token: answer.then(({ access_token, expires_in }) => {
      const secret = new Secret(access_token);
      kept.renewAt = Date.now() + expires_in * 1000 - renewBeforeMs;
      kept.release = registerLiveSecret(secret);
      return secret;
    }),
    renewAt: Number.POSITIVE_INFINITY,
    release: () => undefined,
  };
  tokens.set(name, kept);
  kept.token.catch(() => tokens.get(name) === kept && tokens.delete(name));
  return kept;
}

function forget(tokens: Map<string, Kept> | undefined, name: string): void {
  tokens?.get(name)?.release();
  tokens?.delete(name);
}

type Answer = z.infer<typeof answerShape>;

const answerShape = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** On a time of its own: of the calls that wait for it one may be cancelled, and the others still want it. */
async function ask(account: ServiceAccount, fetch: Fetch): Promise<Answer> {
  const form = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: assertionOf(account),
  });
  const timeout = new ProviderError('timeout', { detail: 'Google gave no access token in time.' });
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
    signal: signalAfter(longestMs, timeout),
  });
  const text = await response.text();
  const read = answerShape.safeParse(response.ok ? readJson(text) : null);
  if (read.success) return read.data;
  throw new APICallError({
    message: 'Google gave no access token.',
    url: tokenUrl,
    // The statement that was sent stands for the key for an hour.
    requestBodyValues: undefined,
    statusCode: response.status,
    responseHeaders: Object.fromEntries(response.headers),
    // A token that cannot be used may still be one.
    responseBody: response.ok ? 'Google answered without an access token that can be used.' : text,
  });
}

function assertionOf(account: ServiceAccount): string {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: 'RS256', typ: 'JWT', ...(account.private_key_id && { kid: account.private_key_id }) };
  const claims = { iss: account.client_email, scope, aud: tokenUrl, iat: now, exp: now + 3600 };
  const statement = [header, claims].map((part) => base64url(JSON.stringify(part))).join('.');
  return `${statement}.${base64url(sign('RSA-SHA256', Buffer.from(statement), keyOf(account)))}`;
}

function keyOf({ private_key }: ServiceAccount): KeyObject {
  try {
    const key = createPrivateKey(private_key);
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // Its message would be about the key's bytes.
  }
  throw new ProviderError('credentials', {
    detail: 'The private_key in the Service Account JSON cannot be read. Paste the key file again.',
  });
}

const base64url = (bytes: string | Buffer) => Buffer.from(bytes).toString('base64url');

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function signalAfter(milliseconds: number, reason: Error): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), milliseconds).unref();
  return controller.signal;
}

async function untilAborted<T>(work: Promise<T>, signal?: AbortSignal | null): Promise<T> {
  if (!signal) return work;
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
