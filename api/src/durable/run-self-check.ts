import { v7 as uuid } from 'uuid';
import { type Actor, requireAdmin } from '../access/actor.ts';
import type { EntityManager } from '../orm.ts';
import { SelfCheck } from './self-check.ts';

/** Once this is committed, hand it to Restate with `sendSelfCheck`. */
export function runSelfCheck(em: EntityManager, actor: Actor): SelfCheck {
  requireAdmin(actor);
  return em.create(SelfCheck, {
    id: uuid(),
    organizationId: actor.organizationId,
    requestedBy: actor.name,
    status: 'RUNNING',
    finishedAt: null,
    claim: null,
  });
}
