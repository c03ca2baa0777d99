import { v7 as uuid } from 'uuid';
import { type Actor, requireAdmin } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import { SelfCheck } from './self-check.ts';

/** Once this is committed, hand it to Restate with `sendSelfCheck`. */
export function runSelfCheck(em: EntityManager, actor: Actor): SelfCheck {
  requireAdmin(actor);
  const check = em.create(SelfCheck, {
    id: uuid(),
    organizationId: actor.organizationId,
    requestedBy: actor.name,
    status: 'RUNNING',
    finishedAt: null,
    claim: null,
  });
  record(em, actor, 'selfCheck.run', { type: 'SelfCheck', id: check.id, name: 'Self-check' });
  return check;
}
