import { defineEntity, p } from '@mikro-orm/core';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';

/**
 * Draft      the graph that people edit. `revision` counts its changes, and only those
 * Version    a published graph: numbered, immutable
 * Live       the version that runs unless another is asked for
 */
const schema = defineEntity({
  name: 'Workflow',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    projectId: p.uuid(),
    name: p.text(),
    description: p.text(),
    draft: p.json().columnType('json').$type<WorkflowGraph>(),
    revision: p.integer().default(1),
    draftBy: p.text(),
    draftAt: p.datetime().onCreate(() => new Date()),
    liveVersionId: p.uuid().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    archivedAt: p.datetime().nullable(),
  },
});

export class Workflow extends schema.class {
  /** Whether this is the draft already, word for word. */
  holds(graph: WorkflowGraph): boolean {
    return JSON.stringify(graph) === JSON.stringify(this.draft);
  }

  keepDraft(graph: WorkflowGraph, by: string): void {
    this.draft = graph;
    this.revision += 1;
    this.draftBy = by;
    this.draftAt = new Date();
  }
}
schema.setClass(Workflow);
