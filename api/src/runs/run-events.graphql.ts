import { GraphQLError } from 'graphql';
import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { followRun, type RunEvent } from './follow-run.ts';
import { findRun, RunNode } from './run.graphql.ts';
import { StepRunNode } from './step-run.graphql.ts';

type EventOf<Kind extends RunEvent['kind']> = Extract<RunEvent, { kind: Kind }>;

const RunChanged = builder.objectRef<EventOf<'run'>>('RunChanged').implement({
  description: 'The run as it is now.',
  fields: (t) => ({ run: t.expose('run', { type: RunNode }) }),
});

const RunStepChanged = builder.objectRef<EventOf<'step'>>('RunStepChanged').implement({
  description: 'A step as it is now.',
  fields: (t) => ({ step: t.expose('step', { type: StepRunNode }) }),
});

const RunTextAdded = builder.objectRef<EventOf<'text'>>('RunTextAdded').implement({
  description: "A piece of a step's text. It replaces whatever stands from its offset on.",
  fields: (t) => ({
    stepPath: t.exposeString('path', { description: 'The path of the step.' }),
    offset: t.exposeInt('offset', { description: 'In UTF-16 code units, as JavaScript counts.' }),
    text: t.exposeString('text'),
    startsOver: t.exposeBoolean('startsOver', {
      description: 'The answer broke off: what stood here is dropped, and it begins anew.',
    }),
  }),
});

const typeNames = { run: 'RunChanged', step: 'RunStepChanged', text: 'RunTextAdded' } as const;

const RunEventUnion = builder.unionType('RunEvent', {
  types: [RunChanged, RunStepChanged, RunTextAdded],
  resolveType: (event) => typeNames[event.kind],
});

builder.subscriptionField('runEvents', (t) =>
  t.field({
    type: RunEventUnion,
    description:
      'First the run as it stands, then what happens to it, until it ends. Resumable by Last-Event-ID.',
    authScopes: { may: reads },
    args: { runId: t.arg.globalID({ for: RunNode }) },
    subscribe: async (_root, { runId: { id } }, context): Promise<AsyncGenerator<RunEvent>> => {
      const run = await findRun(context, id);
      if (!run) {
        const extensions = { code: 'NOT_FOUND', status: 404 };
        throw new GraphQLError('There is no such run, or you have no access to it.', { extensions });
      }
      const { hub } = context.services;
      const seen = Number(context.lastEventId ?? 0);
      return followRun({
        hub,
        runId: id,
        after: Number.isSafeInteger(seen) ? seen : 0,
        transact: context.transact,
      });
    },
    resolve: (event) => event,
  }),
);
