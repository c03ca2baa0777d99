import { adminWrites } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { ConnectionTestNode } from './connection-test.graphql.ts';
import { ModelNode } from './model.graphql.ts';
import { ModelSetupInput, toSetup } from './model-setup.graphql.ts';
import {
  type ConnectionTestEvent,
  connectionTestStages,
  watchConnectionTest,
} from './watch-connection-test.ts';

const StageEnum = builder.enumType('ConnectionTestStage', {
  description: 'How far a connection test has come. A failure goes straight to DONE.',
  values: {
    RESOLVE: { description: connectionTestStages.RESOLVE },
    CONNECT: { description: connectionTestStages.CONNECT },
    REUSED: { description: connectionTestStages.REUSED },
    REQUEST: { description: connectionTestStages.REQUEST },
    FIRST_BYTE: { description: connectionTestStages.FIRST_BYTE },
    ANSWER: { description: connectionTestStages.ANSWER },
    DONE: { description: connectionTestStages.DONE },
  } as const satisfies Record<keyof typeof connectionTestStages, object>,
});

const ConnectionTestEventType = builder.objectRef<ConnectionTestEvent>('ConnectionTestEvent').implement({
  description:
    'What a connection test has just done. A provider with a server for sign-in repeats the stages for it.',
  fields: (t) => ({
    stage: t.expose('stage', { type: StageEnum }),
    detail: t.exposeString('detail', { description: 'In one sentence.' }),
    elapsedMs: t.exposeFloat('elapsedMs', { description: 'Since the test began.' }),
    test: t.field({
      type: ConnectionTestNode,
      nullable: true,
      description: 'As it was recorded; with DONE only.',
      resolve: ({ test }) => test,
    }),
  }),
});

builder.subscriptionField('connectionTest', (t) =>
  t.field({
    type: ConnectionTestEventType,
    description:
      'The test of testModelConnection, told as it goes on. Closing the stream ends the call, and nothing is recorded.',
    authScopes: { may: adminWrites },
    args: {
      setup: t.arg({ type: ModelSetupInput }),
      modelId: t.arg.globalID({
        for: ModelNode,
        required: false,
        description: 'The saved model that is being edited or tested again.',
      }),
      idempotencyKey: t.arg.string({
        description:
          'Chosen by you, e.g. a UUID, for each test that is really wanted. Coming back with it calls nothing again: it gives the recorded test, or says that the call was interrupted.',
      }),
    },
    subscribe: (_root, { setup, modelId, idempotencyKey }, { services, transact, signal }) =>
      watchConnectionTest(
        { services: services.models, transact },
        { setup: toSetup(setup), modelId: modelId?.id, idempotencyKey },
        signal,
      ),
    resolve: (event) => event,
  }),
);
