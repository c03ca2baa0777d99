// A self-check proves, by doing it, that the parts work together: a run in miniature.
import { defineEntity, p } from '@mikro-orm/core';

export const selfCheckStatuses = ['RUNNING', 'PASSED', 'FAILED'] as const;
type SelfCheckStatus = (typeof selfCheckStatuses)[number];

const checkSchema = defineEntity({
  name: 'SelfCheck',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    requestedBy: p.text(),
    status: p.text().$type<SelfCheckStatus>(),
    createdAt: p.datetime().onCreate(() => new Date()),
    finishedAt: p.datetime().nullable(),
    /** When it was last handed to Restate. */
    sentAt: p.datetime().onCreate(() => new Date()),
    /** The token of the attempt that may write; an older attempt that wakes up finds another's and stops. */
    claim: p.uuid().nullable(),
  },
});

export class SelfCheck extends checkSchema.class {}
checkSchema.setClass(SelfCheck);

const stepSchema = defineEntity({
  name: 'SelfCheckStep',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    selfCheckId: p.uuid(),
    position: p.integer(),
    name: p.text(),
    passed: p.boolean(),
    detail: p.text(),
    latencyMs: p.double().$type<number>(),
    at: p.datetime().onCreate(() => new Date()),
  },
});

export class SelfCheckStep extends stepSchema.class {}
stepSchema.setClass(SelfCheckStep);

export const selfCheckTopic = (selfCheckId: string) => `self-check:${selfCheckId}`;
