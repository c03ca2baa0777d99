import { defineEntity, p } from '@mikro-orm/core';
import { isFinished, type RunError, type RunStatus } from '@patchbay/schema/run-event.ts';

const schema = defineEntity({
  name: 'Run',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    projectId: p.uuid(),
    workflowId: p.uuid(),
    /** Null for a run of a draft. */
    versionNumber: p.integer().nullable(),
    /** Megabytes at the most: read where it is asked for, not with every row. */
    graph: p.json().columnType('json').$type<Record<string, unknown>>().lazy(),
    input: p.json().$type<Record<string, unknown>>(),
    output: p.json().$type<Record<string, unknown>>().nullable(),
    error: p.json().$type<RunError>().nullable(),
    status: p.text().$type<RunStatus>().default('QUEUED'),
    epoch: p.integer().default(0),
    claim: p.uuid().nullable(),
    change: p.bigint('number').default(1),
    idempotencyKey: p.text().nullable(),
    requestedBy: p.text(),
    /** The step of the draft that this run is about; null where it goes through all of them. */
    onlyStep: p.text().nullable(),
    /** The run that this one goes through again. */
    rerunOf: p.uuid().nullable(),
    /** Of a run that waits: when it has something to do by itself. */
    wakeAt: p.datetime().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    admittedAt: p.datetime().nullable(),
    claimedAt: p.datetime().nullable(),
    seenAt: p.datetime().nullable(),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
    cancelRequestedAt: p.datetime().nullable(),
  },
});

export class Run extends schema.class {
  hasEnded(): boolean {
    return isFinished(this.status);
  }
}
schema.setClass(Run);

/** What happens to a run is told here: rows that changed (no payload) and pieces of streamed text. */
export const runTopic = (runId: string) => `run:${runId}`;
/** Workers listen here for runs whose calls in flight they should abort. */
export const cancelTopic = 'cancel-run';
/** And for runs in which somebody has decided. */
export const decidedTopic = 'decided-run';
