import { z } from 'zod';
import type { Secrets } from '../credentials/credential-store.ts';
import type { Credential } from '../credentials/credential.ts';
import { createScrubber } from '../credentials/scrub.ts';
import { Secret } from '../credentials/secret.ts';
import { findFetchFailure } from '../providers/egress-errors.ts';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';
import { readText } from '../providers/read-text.ts';
import type { Connection } from './connection.ts';
import { ConnectionUnusable } from './connection-unusable.ts';

type Token = { value: string; until: number };

/** A token is let go this long before it ends, so that none ends on its way. */
const aheadMs = 60_000;
/** Where the server does not say how long it holds. */
const unsaidMs = 5 * 60_000;
const mostTokens = 1_000;
const fetchMs = 20_000;
const longestAnswer = 64 * 1024;

const answerShape = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  token_type: z.string().nullish(),
  expires_in: z.coerce.number().positive().nullish().catch(null),
});

/** Access tokens of this process, each kept until shortly before it ends. */
export function createTokenStore(fetch: GuardedFetch) {
  const tokens = new Map<string, Token>();

  return {
    async tokenOf(
      connection: Connection,
      { id, updatedAt }: Credential,
      secrets: Secrets,
      signal?: AbortSignal,
    ): Promise<string> {
      const { organizationId, settings } = connection;
      // By all that it was fetched with: a changed secret, scope or place is another token.
      const key = JSON.stringify([organizationId, id, updatedAt.getTime(), connection.audience(), settings]);
      const known = tokens.get(key);
      if (known && known.until > Date.now()) return known.value;
      const token = await fetchToken(fetch, connection, secrets, signal);
      tokens.delete(key);
      tokens.set(key, token);
      const [oldest] = tokens.keys();
      if (tokens.size > mostTokens && oldest !== undefined) tokens.delete(oldest);
      return token.value;
    },
  };
}

async function fetchToken(
  fetch: GuardedFetch,
  { settings }: Connection,
  secrets: Secrets,
  signal: AbortSignal | undefined,
): Promise<Token> {
  const { tokenUrl = '', clientId = '', scope } = settings;
  const { host } = new URL(tokenUrl);
  const secret = secrets.clientSecret?.reveal() ?? '';
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString(
    'base64',
  );
  const scrubber = createScrubber([new Secret(secret), new Secret(basic)]);
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) });
  const deadline = AbortSignal.timeout(fetchMs);
  try {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      headers: {
        authorization: `Basic ${basic}`,
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body: body.toString(),
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    const { text } = await readText(response, longestAnswer);
    if (!response.ok) {
      throw new ConnectionUnusable(
        `${host} gave no access token: it answered ${response.status}. ${scrubber.scrub(text).slice(0, 300)}`.trim(),
      );
    }
    const read = answerShape.safeParse(parse(text));
    if (!read.success || (read.data.token_type ?? 'bearer').toLowerCase() !== 'bearer')
      throw new ConnectionUnusable(`${host} answered with no bearer token. Check the token URL.`);
    const { access_token: value, expires_in: seconds } = read.data;
    const holdsMs = seconds == null ? unsaidMs : seconds * 1000 - aheadMs;
    return { value, until: Date.now() + holdsMs };
  } catch (error) {
    signal?.throwIfAborted();
    if (deadline.aborted) throw new ConnectionUnusable(`${host} gave no access token within 20 s.`);
    const failure = findFetchFailure(error, host);
    if (failure) throw new ConnectionUnusable(failure.message);
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
