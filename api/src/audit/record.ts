import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import type { EntityManager } from '../orm.ts';
import { AuditEvent } from './audit-event.ts';

export type AuditSubject = { type: string; id: string | null; name: string };

/**
 * Adds one event to the organisation's history, in the transaction of the change itself: no change without its event.
 * `details` says what changed, by field; never put a secret's value in it.
 */
export function record(
  em: EntityManager,
  actor: Actor,
  action: string,
  subject: AuditSubject,
  details: Record<string, unknown> = {},
): void {
  em.create(AuditEvent, {
    id: uuid(),
    organizationId: actor.organizationId,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    action,
    subjectType: subject.type,
    subjectId: subject.id,
    subjectName: subject.name,
    details,
  });
}
