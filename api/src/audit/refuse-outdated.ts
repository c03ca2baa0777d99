import { ConflictError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { AuditEvent } from './audit-event.ts';
import type { AuditSubject } from './record.ts';

/** Of a change to such a thing. */
export type Expecting = {
  /** The revision that the sender saw last. Left out: whatever was saved meanwhile. */
  expectedRevision?: number | null;
};

/** The field of a mutation's input that says it. */
export const expectedRevision = {
  required: false,
  description:
    'The revision that you saw last. Where somebody has saved in between, nothing is changed and a CONFLICT says what.',
} as const;

/** What is saved as a whole and may be edited by several at once. */
export interface Revised {
  subject: AuditSubject;
  /** Counts what was saved of it. */
  revision: number;
  /** The events that count. */
  actions: readonly string[];
  /** The fields that such an event tells of, as people know them. */
  fieldsOf(details: Record<string, unknown>): readonly string[];
}

/** Refuses a change by somebody who saw an older state, and says who was quicker, and at what. */
export async function refuseOutdated(
  em: EntityManager,
  expected: Expecting['expectedRevision'],
  { subject: { type, id }, revision, actions, fieldsOf }: Revised,
): Promise<void> {
  if (expected == null || expected === revision) return;
  const latest = await em.findOne(
    AuditEvent,
    { subjectType: type, subjectId: id, action: { $in: [...actions] } },
    { orderBy: { id: 'desc' } },
  );
  const fields = latest ? fieldsOf(latest.details) : [];
  const at = fields.length > 0 ? ` (${fields.join(', ')})` : '';
  throw new ConflictError(
    `${latest?.actorName ?? 'Somebody'} has changed this ${type.toLowerCase()} meanwhile${at}. ` +
      'Look at it as it is now, and save again.',
    ['expectedRevision'],
  );
}
