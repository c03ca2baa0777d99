import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'AuditEvent',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    at: p.datetime().onCreate(() => new Date()),
    actorKind: p.text().$type<'person' | 'key' | 'operator'>(),
    actorId: p.uuid().nullable(),
    actorName: p.text(),
    action: p.text(),
    subjectType: p.text(),
    subjectId: p.uuid().nullable(),
    subjectName: p.text(),
    details: p.json().$type<Record<string, unknown>>(),
  },
});

export class AuditEvent extends schema.class {}
schema.setClass(AuditEvent);
