import { acrossOrganizations, inOrganization, type MikroORM } from '../orm.ts';
import { type KeyRing, wrappedBy } from './key-ring.ts';
import { OrganizationKeyRow } from './organization-key-row.ts';

type Rewrapping = {
  rewrapped: number;
  /** Whose keys do not open, with the reason; they stay as they are. */
  failed: { organizationId: string; reason: string }[];
};

const batch = 500;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Wraps every organisation's key by the current key of the ring, while all goes on: only wrappings change, no secret is
 * opened. What is done stays done, so it may be stopped, repeated, and run twice at once.
 */
export async function rewrapKeys(orm: MikroORM, ring: KeyRing): Promise<Rewrapping> {
  const current = await ring.currentId();
  const failed: Rewrapping['failed'] = [];
  let rewrapped = 0;
  for (let behind: string | undefined = beforeAll; behind;) {
    const sql = 'select organizations_not_wrapped_by(?, ?, ?) as id';
    const found: { id: string }[] = await acrossOrganizations(orm, (em) =>
      em.execute(sql, [current, behind, batch]),
    );
    for (const { id } of found) {
      try {
        if (await rewrap(orm, ring, current, id)) rewrapped++;
      } catch (error) {
        failed.push({ organizationId: id, reason: error instanceof Error ? error.message : String(error) });
      }
    }
    behind = found.at(-1)?.id;
  }
  return { rewrapped, failed };
}

/** False when another rotation was quicker: only what was read is replaced. */
async function rewrap(
  orm: MikroORM,
  ring: KeyRing,
  current: string,
  organizationId: string,
): Promise<boolean> {
  const { wrapped } = await inOrganization(orm, organizationId, (em) =>
    em.findOneOrFail(OrganizationKeyRow, { organizationId }),
  );
  if (wrappedBy(wrapped) === current) return false;
  const anew = await ring.wrap(await ring.unwrap(wrapped, organizationId), organizationId);
  const replaced = await inOrganization(orm, organizationId, (em) =>
    em.nativeUpdate(OrganizationKeyRow, { organizationId, wrapped }, { wrapped: anew }),
  );
  return replaced === 1;
}

/** How many organisations' keys each key of the ring wraps. */
export function keyRingUse(orm: MikroORM): Promise<{ ringId: string; organizations: number }[]> {
  return acrossOrganizations(orm, (em) =>
    em.execute('select ring_id as "ringId", organizations from key_ring_use()'),
  );
}
