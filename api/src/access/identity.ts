// People and their passwords. They live in the schema `auth`, which the application's role cannot reach.
import { v7 as uuid } from 'uuid';
import { ConflictError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';

/**
 * Runs `work` as the role of sign-in, within the caller's transaction, so that a person and their membership come
 * about together or not at all. An error leaves the role as it is: the transaction has to roll back anyway.
 */
export async function asIdentity<T>(em: EntityManager, work: () => Promise<T>): Promise<T> {
  await em.execute(`select set_config('role', 'patchbay_auth', true)`);
  const result = await work();
  await em.execute(`select set_config('role', 'patchbay_app', true)`);
  return result;
}

export type NewPerson = { email: string; name: string; passwordHash: string | null };

/** Call as identity. Without a password the person comes in by links only. */
export async function createPerson(em: EntityManager, person: NewPerson): Promise<string> {
  const id = uuid();
  const created = await em.execute(
    `insert into auth."user" (id, name, email, "emailVerified") values (?, ?, ?, false)
     on conflict (email) do nothing returning id`,
    [id, person.name, person.email],
  );
  if (created.length === 0)
    throw new ConflictError('There is an account for this address already. Sign in first.', ['email']);
  await insertAccount(em, id, person.passwordHash);
  return id;
}

/** Call as identity. Whoever knows the old password, or sits at a signed-in browser, is out. */
export async function replacePassword(
  em: EntityManager,
  userId: string,
  passwordHash: string,
): Promise<void> {
  const changed = await em.execute(
    `update auth.account set password = ?, "updatedAt" = now()
     where "userId" = ? and "providerId" = 'credential' returning id`,
    [passwordHash, userId],
  );
  if (changed.length === 0) await insertAccount(em, userId, passwordHash);
  await em.execute('delete from auth.session where "userId" = ?', [userId]);
}

/** Call as identity. */
export async function findPersonByEmail(em: EntityManager, address: string): Promise<string | null> {
  const [found] = await em.execute<{ id: string }[]>('select id from auth."user" where email = ?', [address]);
  return found?.id ?? null;
}

/** Call as identity. */
export async function emailOf(em: EntityManager, userId: string): Promise<string | null> {
  const [found] = await em.execute<{ email: string }[]>('select email from auth."user" where id = ?', [
    userId,
  ]);
  return found?.email ?? null;
}

/** Call as identity. */
export async function anybody(em: EntityManager): Promise<boolean> {
  const [found] = await em.execute<{ exists: boolean }[]>('select exists (select from auth."user")');
  return found?.exists === true;
}

async function insertAccount(em: EntityManager, userId: string, passwordHash: string | null): Promise<void> {
  await em.execute(
    `insert into auth.account (id, "accountId", "providerId", "userId", password) values (?, ?, 'credential', ?, ?)`,
    [uuid(), userId, userId, passwordHash],
  );
}
