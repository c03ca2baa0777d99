import { adminReads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { OrganizationNode } from '../organizations/organization.graphql.ts';
import { pageOf } from '../page.ts';
import { AuditEvent } from './audit-event.ts';

const AuditEventNode = builder.loadableNode(AuditEvent, {
  name: 'AuditEvent',
  id: { resolve: (event) => event.id },
  authScopes: { may: adminReads },
  load: (ids: string[], context) => context.transact((em) => em.find(AuditEvent, { id: ids })),
  sort: (event: AuditEvent) => event.id,
  fields: (t) => ({
    at: t.field({ type: 'DateTime', resolve: (event) => event.at }),
    actorKind: t.exposeString('actorKind', { description: 'person, key or operator' }),
    actorName: t.exposeString('actorName'),
    action: t.exposeString('action', { description: 'What happened, e.g. "member.invited".' }),
    subjectType: t.exposeString('subjectType'),
    subjectName: t.exposeString('subjectName'),
    details: t.field({ type: 'JSON', resolve: (event) => event.details }),
  }),
});

builder.objectField(OrganizationNode, 'auditEvents', (t) =>
  t.connection({
    type: AuditEventNode,
    description: 'Newest first. Admins only.',
    authScopes: { may: adminReads },
    args: {
      action: t.arg.string({
        required: false,
        description: 'An action, or the start of one: "member." finds all of members.',
      }),
      subjectType: t.arg.string({ required: false }),
    },
    resolve: (_organization, args, context) => {
      const wanted = {
        ...(args.action && { action: { $like: `${args.action.replace(/[\\%_]/g, '\\$&')}%` } }),
        ...(args.subjectType && { subjectType: args.subjectType }),
      };
      return pageOf(context, AuditEvent, args, 'desc', wanted);
    },
  }),
);
