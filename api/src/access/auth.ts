// Signing in: better-auth behind a door of our own, which opens only the listed routes, checks what is sent and counts
// what fails.
import { betterAuth } from 'better-auth';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { isDatabaseAway } from '../database-away.ts';
import type { Env } from '../env.ts';
import { DeclaredError, InvalidInputError, NotFoundError, SignedOutError } from '../errors.ts';
import type { Log } from '../log.ts';
import { acrossOrganizations, type MikroORM } from '../orm.ts';
import { createAttempts } from './attempts.ts';
import { answerError, answerRefusal } from './auth-answers.ts';
import { ForeignOriginError, UnavailableError } from './auth-errors.ts';
import { addressHeader, findRoute, inputs } from './auth-routes.ts';
import { anybody, asIdentity } from './identity.ts';
import { parseInput, refuseEmailAsPassword } from './input.ts';
import { issueLink, type LinkKind, linkUrl } from './link.ts';
import { linksPlugin } from './links-plugin.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { createSessions, type Person } from './sessions.ts';

export { registerAuth } from './register-auth.ts';

export type Auth = {
  handle(request: Request): Promise<Response>;
  personOf(headers: Headers): Promise<Person | null>;
  linkTo(kind: LinkKind, token: string): string;
  /** The link to the page where the first admin is made; null as soon as there is anybody. */
  offerSetup(): Promise<string | null>;
  close(): Promise<void>;
};

type AuthEnv = Pick<Env<'api'>, 'DATABASE_URL' | 'PUBLIC_URL' | 'AUTH_SECRET'>;

const day = 24 * 60 * 60;

export function createAuth(env: AuthEnv, orm: MikroORM, log: Log): Auth {
  const pool = new pg.Pool({
    connectionString: env.DATABASE_URL,
    options: '-c role=patchbay_auth -c search_path=auth',
    max: 10,
    connectionTimeoutMillis: 5_000,
  });
  // An idle connection that breaks is replaced; the next query says so if it cannot be.
  pool.on('error', (error) => log.warn({ err: error }, 'a connection of sign-in was lost'));

  const inner = createBetterAuth(env, orm, pool, log);
  const attempts = createAttempts(pool);
  const cookieName = `${env.PUBLIC_URL.startsWith('https:') ? '__Secure-' : ''}patchbay.session_token`;
  const sessions = createSessions(pool, { name: cookieName, secret: env.AUTH_SECRET });
  const origin = new URL(env.PUBLIC_URL).origin;

  async function answer(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.replace(/^\/auth/, '');
    const route = findRoute(request.method, path);
    if (!route) throw new NotFoundError('page');
    refuseForeignOrigin(request);
    const given = route.input && parseInput(route.input, await readJson(request));
    const { body, account } = await prepare(path, given, request.headers);

    const address = request.headers.get(addressHeader) ?? 'unknown';
    const attempt = route.counted && (await attempts.begin({ account, address }));
    // better-auth takes a sign-out for done when the database is away: ask first.
    if (!attempt) await pool.query('select 1');

    const response = await inner.handler(innerRequest(request, path, body));
    if (!response.ok) return answerRefusal(response);
    await attempt?.succeeded();
    return response;
  }

  /** Completes what better-auth is told, and says whose password is being tried. */
  async function prepare(
    path: string,
    given: unknown,
    headers: Headers,
  ): Promise<{ body: unknown; account?: string }> {
    if (path === '/sign-in/email') return { body: given, account: inputs.signIn.parse(given).email };
    if (path !== '/change-password') return { body: given };
    const person = await sessions.personOf(headers);
    if (!person) throw new SignedOutError('Sign in first.');
    const change = inputs.changePassword.parse(given);
    refuseEmailAsPassword(change.newPassword, person.email, 'newPassword');
    return { body: { ...change, revokeOtherSessions: true }, account: person.email };
  }

  function refuseForeignOrigin(request: Request): void {
    const from = request.headers.get('origin');
    if (request.method === 'POST' && from !== null && from !== origin)
      throw new ForeignOriginError(env.PUBLIC_URL);
  }

  function innerRequest(request: Request, path: string, body: unknown): Request {
    const headers = new Headers(request.headers);
    headers.delete('content-length');
    if (body === null) return new Request(`${env.PUBLIC_URL}/auth${path}`, { headers });
    headers.set('content-type', 'application/json');
    return new Request(`${env.PUBLIC_URL}/auth${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
  }

  return {
    async handle(request) {
      try {
        return await answer(request);
      } catch (error) {
        if (error instanceof DeclaredError) return answerError(error);
        if (isDatabaseAway(error)) return answerError(new UnavailableError());
        throw error;
      } finally {
        if (request.method === 'POST') sessions.forget();
      }
    },
    personOf: (headers) => sessions.personOf(headers),
    offerSetup: async () => {
      const token = await acrossOrganizations(orm, (em) =>
        asIdentity(em, async () => ((await anybody(em)) ? null : (await issueLink(em, 'setup')).token)),
      );
      return token && linkUrl(env.PUBLIC_URL, 'setup', token);
    },
    linkTo: (kind, token) => linkUrl(env.PUBLIC_URL, kind, token),
    close: () => pool.end(),
  };
}

function createBetterAuth(env: AuthEnv, orm: MikroORM, pool: pg.Pool, log: Log) {
  return betterAuth({
    appName: 'Patchbay',
    baseURL: env.PUBLIC_URL,
    basePath: '/auth',
    secret: env.AUTH_SECRET,
    trustedOrigins: [env.PUBLIC_URL],
    database: pool,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    // Any session may list and end its person's sessions, however old it is: somebody who fears a thief must be able to.
    session: { expiresIn: 30 * day, updateAge: day, freshAge: 0 },
    databaseHooks: {
      session: {
        create: {
          // Whoever comes back sweeps up after themselves: no session that has expired is kept for long.
          before: async ({ userId }) => {
            await pool.query('delete from session where "userId" = $1 and "expiresAt" < now()', [userId]);
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'patchbay',
      useSecureCookies: env.PUBLIC_URL.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // The migration made the tables; a look at each start would fail while the database is away.
      database: { generateId: () => uuid(), validateSchema: false },
    },
    // Ours counts per account too, and in the database.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message, error) => log.error({ err: error }, message) },
    onAPIError: { throw: true },
    plugins: [linksPlugin(orm)],
  });
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInputError([{ path: [], message: 'The body is not JSON.' }]);
  }
}
