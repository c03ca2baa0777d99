import { defineEntity, p } from '@mikro-orm/core';

/**
 * Pin   an output that stands in for a step of the draft: runs from the canvas use it, and do not run the step. It is
 *       a tool of whoever builds the workflow: the draft's revision does not know of it, and no version holds it
 */
const schema = defineEntity({
  name: 'StepPin',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    workflowId: p.uuid(),
    nodeId: p.text(),
    output: p.json().$type<Record<string, unknown>>(),
    /** Of the output as JSON. */
    bytes: p.integer(),
    pinnedBy: p.text(),
    pinnedAt: p.datetime().onCreate(() => new Date()),
  },
});

export class StepPin extends schema.class {}
schema.setClass(StepPin);
