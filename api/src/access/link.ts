// Links that a person hands on. The token stands after the #, so it never reaches a server's log on the way.
import { v7 as uuid } from 'uuid';
import type { EntityManager } from '../orm.ts';
import { SpentLinkError } from './auth-errors.ts';
import { hashToken, newToken } from './token.ts';

const minute = 60;
const hour = 60 * minute;

/** kind -> the page it opens, and how long it is good for. */
const links = {
  entry: { page: '/enter', seconds: 10 * minute },
  reset: { page: '/reset-password', seconds: 24 * hour },
  setup: { page: '/setup', seconds: 24 * hour },
} as const;

const invitation = { page: '/invitation', seconds: 7 * 24 * hour } as const;

type StoredKind = keyof typeof links;
export type LinkKind = StoredKind | 'invitation';

export const invitationDays = invitation.seconds / (24 * hour);

export function linkUrl(publicUrl: string, kind: LinkKind, token: string): string {
  const { page } = kind === 'invitation' ? invitation : links[kind];
  return `${publicUrl}${page}#${token}`;
}

/** Call as identity. Returns the token, which is not stored and cannot be had again. */
export async function issueLink(
  em: EntityManager,
  kind: StoredKind,
  { userId = null, issuedBy = null }: { userId?: string | null; issuedBy?: string | null } = {},
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + links[kind].seconds * 1000);
  await em.execute('delete from auth.link where expires_at < now()');
  await em.execute(
    'insert into auth.link (id, kind, token_hash, user_id, issued_by, expires_at) values (?, ?, ?, ?, ?, ?)',
    [uuid(), kind, hashToken(token), userId, issuedBy, expiresAt],
  );
  return { token, expiresAt };
}

type Link = { userId: string | null; issuedBy: string | null };

/** Call as identity. Of two uses at once one finds the row already used: the update is the claim. */
export async function useLink(em: EntityManager, kind: StoredKind, token: string): Promise<Link> {
  const [link] = await em.execute<Link[]>(
    `update auth.link set used_at = now() where ${usable} returning user_id "userId", issued_by "issuedBy"`,
    [kind, hashToken(token)],
  );
  if (!link) throw new SpentLinkError();
  return link;
}

/** Call as identity. Looks without using, so that a mistake in the form does not cost the link. */
export async function lookAtLink(em: EntityManager, kind: StoredKind, token: string): Promise<Link> {
  const [link] = await em.execute<Link[]>(
    `select user_id "userId", issued_by "issuedBy" from auth.link where ${usable}`,
    [kind, hashToken(token)],
  );
  if (!link) throw new SpentLinkError();
  return link;
}

const usable = 'kind = ? and token_hash = ? and used_at is null and expires_at > now()';
