import { defineEntity, p } from '@mikro-orm/core';
import { audienceOfConnection, type ConnectionKind } from '@patchbay/schema/connections/index.ts';

/** A sealed secret for one origin. Whoever may use it never sees the secret. */
const schema = defineEntity({
  name: 'Connection',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    projectId: p.uuid(),
    name: p.text(),
    origin: p.text(),
    kind: p.text().$type<ConnectionKind>(),
    /** The fields of its kind that are no secrets. */
    settings: p.json().$type<Record<string, string>>(),
    credentialId: p.uuid(),
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

export class Connection extends schema.class {
  audience(): string {
    return audienceOfConnection(this.kind, this.origin, this.settings);
  }
}
schema.setClass(Connection);
