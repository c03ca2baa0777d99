import { defineEntity, p } from '@mikro-orm/core';
import type { SentPrompt } from './sent-prompt.ts';
import type { StepCall } from './step-call.ts';
import type { RunError, StepOrigin, StepStatus } from '@patchbay/schema/run-event.ts';

const schema = defineEntity({
  name: 'StepRun',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    runId: p.uuid(),
    path: p.text(),
    /** Of a step inside another: that step, or the item of a map. */
    parent: p.text().nullable(),
    nodeId: p.text(),
    kind: p.text(),
    status: p.text().$type<StepStatus>(),
    origin: p.text().$type<StepOrigin>().default('RAN'),
    /** The run that its output was taken from. */
    sourceRunId: p.uuid().nullable(),
    change: p.bigint('number'),
    output: p.json().$type<Record<string, unknown>>().nullable(),
    error: p.json().$type<RunError>().nullable(),
    /** The text streamed so far, while the step runs. */
    partial: p.text().nullable(),
    calls: p.json().$type<StepCall[]>().nullable(),
    sent: p.json().$type<SentPrompt>().nullable(),
    /** How far a map has come. */
    items: p.json().$type<{ total: number; done: number; failed: number }>().nullable(),
    startedAt: p.datetime(),
    finishedAt: p.datetime().nullable(),
  },
});

export class StepRun extends schema.class {}
schema.setClass(StepRun);
