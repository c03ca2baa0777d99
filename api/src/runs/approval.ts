import { defineEntity, p } from '@mikro-orm/core';

export const decisions = ['approved', 'rejected', 'expired', 'withdrawn'] as const;

const schema = defineEntity({
  name: 'Approval',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    projectId: p.uuid(),
    runId: p.uuid(),
    /** Of the step that asks. */
    path: p.text(),
    stepName: p.text(),
    message: p.text(),
    /** Ids of users; none: whoever may run the workflow. */
    assignees: p.json().$type<string[]>(),
    askedAt: p.datetime().onCreate(() => new Date()),
    expiresAt: p.datetime().nullable(),
    /** Null while nobody has decided. Withdrawn: the run ended before. */
    decision: p.text().$type<(typeof decisions)[number]>().nullable(),
    comment: p.text().default(''),
    decidedBy: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
  },
});

/** A question that a run asks of a person. */
export class Approval extends schema.class {}
schema.setClass(Approval);
