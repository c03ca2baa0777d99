import { defineEntity, p } from '@mikro-orm/core';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';

/** The database grants no update of it: what was published stays what it was. */
const schema = defineEntity({
  name: 'WorkflowVersion',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    workflowId: p.uuid(),
    number: p.integer(),
    graph: p.json().columnType('json').$type<WorkflowGraph>(),
    /** The revision of the draft that was published. */
    revision: p.integer(),
    message: p.text(),
    author: p.text(),
    /** Whose changes it holds beside those of its author. */
    alsoBy: p.array().onCreate(() => []),
    publishedAt: p.datetime().onCreate(() => new Date()),
  },
});

export class WorkflowVersion extends schema.class {}
schema.setClass(WorkflowVersion);
