import { v7 as uuid } from 'uuid';
import type { EntityManager } from '../orm.ts';
import { Credential } from './credential.ts';
import type { KeyRing } from './key-ring.ts';
import { maskSecret } from './mask.ts';
import { OrganizationKeyRow } from './organization-key-row.ts';
import { generateOrganizationKey, open, type OrganizationKey, seal } from './seal.ts';
import type { Secret } from './secret.ts';

/** By the name of the provider's field. */
export type Secrets = Readonly<Record<string, Secret>>;

/** A credential with the key that opens it, both still closed: it is opened outside the transaction that read it. */
export type SealedCredential = { credential: Credential; wrappedKey: string };

class WrongAudienceError extends Error {
  override readonly name = 'WrongAudienceError';
}

/** The organisation's own key. It comes about when the first secret is stored. */
export async function organizationKey(
  em: EntityManager,
  ring: KeyRing,
  organizationId: string,
): Promise<OrganizationKey> {
  const known = await em.findOne(OrganizationKeyRow, { organizationId });
  if (known) return ring.unwrap(known.wrapped, organizationId);
  const wrapped = await ring.wrap(generateOrganizationKey(), organizationId);
  // Of two who store the first secret at once, one key wins and both use it: the other statement waits for its commit.
  await em.execute(
    `insert into organization_key (id, organization_id, wrapped) values (?, ?, ?)
     on conflict (organization_id) do nothing`,
    [uuid(), organizationId, wrapped],
  );
  const stored = await em.findOneOrFail(OrganizationKeyRow, { organizationId });
  return ring.unwrap(stored.wrapped, organizationId);
}

/** Puts secrets into a row of their own. Reusing those of another model makes a new row too: each can go by itself. */
export async function storeSecrets(
  em: EntityManager,
  ring: KeyRing,
  owner: { organizationId: string; provider: string; audience: string },
  secrets: Secrets,
): Promise<Credential> {
  const credential = em.create(Credential, { id: uuid(), ...owner, sealed: {}, masks: {} });
  await replaceSecrets(em, ring, credential, secrets);
  return credential;
}

/** Seals the given ones anew; the others stay as they are. */
export async function replaceSecrets(
  em: EntityManager,
  ring: KeyRing,
  credential: Credential,
  secrets: Secrets,
): Promise<void> {
  const key = await organizationKey(em, ring, credential.organizationId);
  const given = Object.entries(secrets);
  const sealed = given.map(([field, secret]) => [field, seal(key, secret, credential.placeOf(field))]);
  const masks = given.map(([field, secret]) => [field, maskSecret(secret)]);
  credential.sealed = { ...credential.sealed, ...Object.fromEntries(sealed) };
  credential.masks = { ...credential.masks, ...Object.fromEntries(masks) };
}

export async function loadCredentials(
  em: EntityManager,
  ids: string[],
): Promise<Map<string, SealedCredential>> {
  if (ids.length === 0) return new Map();
  return sealedOf(
    em,
    await em.execute<Sealed[]>(
      'select c.*, k.wrapped from credential c join organization_key k using (organization_id) where c.id in (?)',
      [ids],
    ),
  );
}

/** Those of the models that an ancestor offers. They are opened with the key of their owner, and shown to nobody. */
export async function loadGranted(em: EntityManager): Promise<Map<string, SealedCredential>> {
  return sealedOf(em, await em.execute<Sealed[]>('select * from granted_credentials()'));
}

type Sealed = { id: string; wrapped: string } & Record<string, unknown>;

/** Apart from what this transaction knows: nothing of it may be found here by its id. */
function sealedOf(em: EntityManager, rows: readonly Sealed[]): Map<string, SealedCredential> {
  const apart = em.fork();
  return new Map(
    rows.map(({ wrapped, ...columns }) => [
      columns.id,
      { credential: apart.map(Credential, columns), wrappedKey: wrapped },
    ]),
  );
}

/** Opened only for the audience that the secrets were stored for. */
export async function openSecrets(
  ring: KeyRing,
  { credential, wrappedKey }: SealedCredential,
  audience: string,
): Promise<Secrets> {
  const refusal = credential.refusalFor(audience);
  if (refusal) throw new WrongAudienceError(refusal);
  const key = await ring.unwrap(wrappedKey, credential.organizationId);
  const opened = Object.entries(credential.sealed).map(([field, sealed]) => [
    field,
    open(key, sealed, credential.placeOf(field)),
  ]);
  return Object.fromEntries(opened);
}
