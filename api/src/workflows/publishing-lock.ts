import type { Actor } from '../access/actor.ts';
import type { EntityManager } from '../orm.ts';

/**
 * Many publish at once; while a model is taken away nobody does. Who published before is seen by the one who takes it
 * away, who comes after finds it gone: so no live version can begin to name it unseen.
 */
export async function lockPublishing(
  em: EntityManager,
  { organizationId }: Actor,
  mode: 'publish' | 'retire',
): Promise<void> {
  const how = mode === 'publish' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await em.execute(`select ${how}(hashtextextended('publish:' || ?, 0))`, [organizationId]);
}
