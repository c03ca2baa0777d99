import { createHash } from 'node:crypto';
import type { Access } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { InvalidInputError } from '../errors.ts';
import type { Presence, PresentPerson } from '../live/presence.ts';
import { findWorkflow } from './find-workflow.ts';
import { WorkflowNode } from './workflow.graphql.ts';

/** A key is nobody who could be met. */
const readsInPerson: Access = { scope: 'READ', personOnly: true };

const stay = { least: 100, most: 60_000 };

const PresentPersonType = builder.objectRef<PresentPerson>('PresentPerson').implement({
  fields: (t) => ({
    key: t.string({
      description: 'Tells two people of one name apart.',
      resolve: ({ id }) => createHash('sha256').update(id).digest('base64url').slice(0, 12),
    }),
    name: t.exposeString('name'),
    isViewer: t.boolean({ resolve: ({ id }, _args, context) => id === context.requireActor().id }),
    visits: t.exposeInt('visits', { description: 'In how many tabs they have it open.' }),
  }),
});

const PresenceType = builder.objectRef<Presence>('WorkflowPresence').implement({
  fields: (t) => ({
    people: t.field({
      type: [PresentPersonType],
      description: 'By name, the viewer among them.',
      resolve: ({ people }) => people,
    }),
    more: t.exposeInt('more', { description: 'How many others there are that are not listed.' }),
    draftRevision: t.int({
      description: 'Of the draft as it was saved last, whoever saved it.',
      resolve: ({ news }) => news,
    }),
  }),
});

builder.subscriptionField('workflowPresence', (t) =>
  t.field({
    type: PresenceType,
    description:
      'Who has the workflow open, now and whenever it changes, and when its draft is saved. The viewer is among them as long as they listen.',
    authScopes: { may: readsInPerson },
    args: {
      workflowId: t.arg.globalID({ for: WorkflowNode }),
      stayMs: t.arg.int({
        defaultValue: 45_000,
        description:
          'The stream completes after so many milliseconds: open it again to stay. Whoever vanished without a word is gone by then.',
      }),
    },
    subscribe: async (_root, { workflowId, stayMs }, context): Promise<AsyncGenerator<Presence>> => {
      if (stayMs < stay.least || stayMs > stay.most)
        throw InvalidInputError.at('stayMs', `"stayMs" is between ${stay.least} and ${stay.most}.`);
      const { id, name } = context.requireActor();
      const workflow = await context.transact((em, actor) =>
        findWorkflow(em, actor, workflowId.id, 'VIEWER'),
      );
      return context.services.presence.visit(
        workflow.id,
        { id, name },
        {
          signal: context.signal,
          stayMs,
          news: workflow.revision,
        },
      );
    },
    resolve: (presence) => presence,
  }),
);
