import { defineEntity, p } from '@mikro-orm/core';
import type { RunError } from '@patchbay/schema/run-event.ts';

const schema = defineEntity({
  name: 'Attempt',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    /** Of a step of a run, or else of a trial. */
    runId: p.uuid().nullable(),
    stepId: p.uuid().nullable(),
    liveCallId: p.uuid().nullable(),
    position: p.integer(),
    reference: p.text(),
    reason: p.text(),
    provider: p.text(),
    modelSlug: p.text(),
    providerModelId: p.text(),
    /** "answered", or the kind of the failure. */
    outcome: p.text(),
    error: p.json().$type<RunError>().nullable(),
    /** What it has said, where that is not the step's answer. */
    said: p.text().nullable(),
    startedAt: p.datetime(),
    firstTokenAt: p.datetime().nullable(),
    finishedAt: p.datetime(),
    inputTokens: p.integer().nullable(),
    cachedTokens: p.integer().nullable(),
    outputTokens: p.integer().nullable(),
    reasoningTokens: p.integer().nullable(),
    inputPrice: p.decimal('string').nullable(),
    outputPrice: p.decimal('string').nullable(),
    /** Null means unpriced, never free. */
    cost: p.decimal('string').nullable(),
  },
});

export class Attempt extends schema.class {
  /** It broke off after it had begun to answer: what had come was dropped, and the next began anew. */
  wasDiscarded(): boolean {
    return this.outcome !== 'answered' && this.firstTokenAt != null;
  }
}
schema.setClass(Attempt);
