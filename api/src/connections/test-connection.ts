import type { Context } from '../context.ts';
import { InvalidInputError } from '../errors.ts';
import { createScrubber } from '../credentials/scrub.ts';
import { Secret } from '../credentials/secret.ts';
import { findFetchFailure } from '../providers/egress-errors.ts';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';
import { readText } from '../providers/read-text.ts';
import { ConnectionUnusable } from './connection-unusable.ts';
import { findConnection } from './find-connection.ts';
import type { OpenConnectionOf } from './open-connection.ts';

export type ConnectionCheck = {
  /** It answered, and neither refused the secret nor failed. */
  passed: boolean;
  message: string;
  status: number | null;
  latencyMs: number;
};

type Tools = { transact: Context['transact']; openConnection: OpenConnectionOf; fetch: GuardedFetch };

const longestMs = 25_000;

/** A GET of a path of the origin, signed in just as tools and steps are. No transaction is held meanwhile. */
export async function testConnection(
  { transact, openConnection, fetch }: Tools,
  { connectionId, path }: { connectionId: string; path: string },
  signal: AbortSignal,
): Promise<ConnectionCheck> {
  const { organizationId, projectId, origin } = await transact((em, actor) =>
    findConnection(em, actor, connectionId, 'CONTRIBUTOR'),
  );
  const url = URL.parse(path.startsWith('/') ? origin + path : '');
  if (!url || url.origin !== origin)
    throw InvalidInputError.at('path', 'Write a path of the origin, beginning with "/".');
  const deadline = AbortSignal.timeout(longestMs);
  const started = performance.now();
  const done = (passed: boolean, status: number | null, message: string): ConnectionCheck => ({
    passed,
    status,
    message,
    latencyMs: performance.now() - started,
  });
  const ends = AbortSignal.any([signal, deadline]);
  let secrets: string[] = [];
  try {
    const opened = await openConnection(organizationId, projectId, connectionId);
    secrets = opened.secrets;
    const headers = await opened.headers(ends);
    const response = await fetch(url.href, { headers: { ...headers, accept: '*/*' }, signal: ends });
    const { text } = await readText(response, 2_000);
    const { status } = response;
    if (status < 400) return done(true, status, `It answered ${status}.`);
    const said = createScrubber(secrets.map((one) => new Secret(one)))
      .scrub(text)
      .slice(0, 300);
    return done(false, status, `${verdictOf(status)} ${said && `It says: ${said}`}`.trim());
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.aborted) return done(false, null, `${url.host} did not answer within 25 s.`);
    if (error instanceof ConnectionUnusable) return done(false, null, error.message);
    const failure = findFetchFailure(error, url.host);
    if (failure) return done(false, null, failure.message);
    throw error;
  }
}

function verdictOf(status: number): string {
  if (status === 401 || status === 403) return `It answered ${status}: it refuses this secret.`;
  if (status === 404) return 'It answered 404: there is nothing at this path. Try another one.';
  return `It answered ${status}.`;
}
