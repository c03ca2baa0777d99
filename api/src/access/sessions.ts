import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';

export type Person = { userId: string; name: string; email: string; sessionId: string };

const keptForMs = 5_000;
const keptAtMost = 10_000;

export type Sessions = {
  personOf(headers: Headers): Promise<Person | null>;
  /** Call after anything that ends sessions or renames people: from now on this process asks the database again. */
  forget(): void;
};

/**
 * Who is signed in, by one query, or by none within five seconds of the last. So a session that was ended is dead at
 * once in the process that ended it, and after five seconds at most in the others.
 */
export function createSessions(pool: pg.Pool, cookie: { name: string; secret: string }): Sessions {
  let known = new Map<string, { person: Person; until: number }>();

  return {
    async personOf(headers) {
      const value = readCookie(headers.get('cookie'), cookie.name);
      if (value === null) return null;
      // Only what we signed is ever kept, under the whole of it: what is found needs no second look.
      const key = createHash('sha256').update(value).digest('base64');
      const kept = known.get(key);
      if (kept && kept.until > Date.now()) return kept.person;
      const token = readToken(value, cookie.secret);
      if (token === null) return null;

      // A lookup that began before a `forget` writes into the map that was thrown away.
      const knownAtStart = known;
      const { rows } = await pool.query<Person & { expiresAt: Date }>({
        name: 'person-of-session',
        text: `select u.id "userId", u.name, u.email, s.id "sessionId", s."expiresAt"
               from auth.session s join auth."user" u on u.id = s."userId"
               where s.token = $1 and s."expiresAt" > now()`,
        values: [token],
      });
      const found = rows[0];
      if (!found) return null;
      const { expiresAt, ...person } = found;
      if (knownAtStart.size >= keptAtMost) knownAtStart.clear();
      knownAtStart.set(key, { person, until: Math.min(Date.now() + keptForMs, expiresAt.getTime()) });
      return person;
    },
    forget() {
      known = new Map();
    },
  };
}

function readCookie(cookies: string | null, name: string): string | null {
  const pair = cookies?.split(/; */).find((text) => text.startsWith(`${name}=`));
  return pair ? decode(pair.slice(name.length + 1)) : null;
}

/** The session's token out of the value of better-auth's signed cookie, or null where we did not sign it. */
function readToken(value: string, secret: string): string | null {
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), 'base64');
  const right = createHmac('sha256', secret).update(token).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
