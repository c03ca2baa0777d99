import { adminReads } from '../access/rules.ts';
import { AuditEvent } from '../audit/audit-event.ts';
import { builder } from '../builder.ts';
import { pageOf } from '../page.ts';
import {
  type FieldChange,
  fieldChangesOf,
  isModelAction,
  modelActions,
  modelChangeKinds,
  modelSubjectType,
} from './model-audit.ts';
import { ModelNode } from './model.graphql.ts';

const FieldChangeType = builder.objectRef<FieldChange>('ModelFieldChange').implement({
  fields: (t) => ({
    field: t.exposeString('field'),
    label: t.exposeString('label', { description: 'As the form calls it.' }),
    secret: t.exposeBoolean('secret', {
      description: 'It was replaced, and that is all that is told: `from` and `to` are null.',
    }),
    from: t.expose('from', { type: 'JSON', nullable: true }),
    to: t.expose('to', { type: 'JSON', nullable: true }),
  }),
});

const ChangeType = builder.objectRef<AuditEvent>('ModelChange').implement({
  description: 'What somebody did to the model.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime' }),
    by: t.exposeString('actorName', { description: 'The name of the person or of the API key.' }),
    kind: t.field({
      type: builder.enumType('ModelChangeKind', { values: Object.values(modelChangeKinds) }),
      resolve: ({ action }) => {
        if (isModelAction(action)) return modelChangeKinds[action];
        throw new Error(`No change of a model is called ${action}.`);
      },
    }),
    fields: t.field({
      type: [FieldChangeType],
      description: 'Which fields were changed; of a new model those that were filled in.',
      resolve: ({ details }) => fieldChangesOf(details),
    }),
  }),
});

builder.objectField(ModelNode, 'changes', (t) =>
  t.connection({
    type: ChangeType,
    description: 'Who changed what, newest first. Admins only; empty for platform models.',
    authScopes: { may: adminReads },
    resolve: ({ id }, args, context) =>
      pageOf(context, AuditEvent, args, 'desc', {
        subjectType: modelSubjectType,
        subjectId: id,
        action: { $in: [...modelActions] },
      }),
  }),
);
