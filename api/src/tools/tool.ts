import { defineEntity, p } from '@mikro-orm/core';
import type { ToolDefinition } from '@patchbay/schema/tools/tool-definition.ts';
import { originOfTemplate } from '@patchbay/schema/tools/url-template.ts';

/** What a prompt step may offer its model, described once for a project. */
const schema = defineEntity({
  name: 'Tool',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    projectId: p.uuid(),
    /** What the model calls it. */
    name: p.text(),
    description: p.text(),
    connectionId: p.uuid().nullable(),
    definition: p.json().columnType('json').$type<ToolDefinition>(),
    /** Counts what was saved of it. */
    revision: p.integer().default(1),
    createdBy: p.text(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
});

export class Tool extends schema.class {
  origin(): string {
    return originOfTemplate(this.definition.url);
  }

  /** Why it cannot be called with its connection, whose secret is for one origin; null where it can. */
  originFault(connectionOrigin: string): string | null {
    if (connectionOrigin === this.origin()) return null;
    return `The tool calls ${this.origin()}, and its connection is for ${connectionOrigin} alone. Change one of them under Settings > Tools.`;
  }
}
schema.setClass(Tool);
