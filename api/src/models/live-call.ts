import { defineEntity, p } from '@mikro-orm/core';

/**
 * Live call   a call of a model that somebody asked for and watches: a connection test, a probe of capabilities, a trial.
 *             Leaving it ends it. Its key makes sure that it happens once, however often its watcher comes back.
 */
const schema = defineEntity({
  name: 'LiveCall',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    kind: p.text().$type<LiveCallKind>(),
    /** Chosen by the caller. */
    idempotencyKey: p.text(),
    requestedBy: p.text(),
    requestedById: p.uuid(),
    beganAt: p.datetime().onCreate(() => new Date()),
    /** Whatever came of it; null while it goes on, and for ever where the process died. */
    endedAt: p.datetime().nullable(),
  },
});

export type LiveCallKind = 'TEST' | 'PROBE' | 'TRIAL';

export class LiveCall extends schema.class {}
schema.setClass(LiveCall);
