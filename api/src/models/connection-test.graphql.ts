import { adminReads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { providerErrorKinds } from '../providers/provider-error.ts';
import { ConnectionTest } from './connection-test.ts';

export const ConnectionTestNode = builder.loadableNode(ConnectionTest, {
  name: 'ConnectionTest',
  description: 'A real call to a model, and what came of it.',
  id: { resolve: (test) => test.id },
  authScopes: { may: adminReads },
  load: (ids: string[], context) => context.transact((em) => em.find(ConnectionTest, { id: ids })),
  sort: (test: ConnectionTest) => test.id,
  fields: (t) => ({
    passed: t.exposeBoolean('passed'),
    message: t.exposeString('message', {
      description: '"Connection test passed.", or what the provider said, without secrets.',
    }),
    errorKind: t.exposeString('errorKind', { nullable: true, description: 'Null when it passed.' }),
    cause: t.string({
      nullable: true,
      description: 'The likely cause of a failure.',
      resolve: ({ errorKind }) => errorKind && providerErrorKinds[errorKind].title,
    }),
    fix: t.string({
      nullable: true,
      description: 'What to do about it.',
      resolve: ({ errorKind }) => errorKind && providerErrorKinds[errorKind].fix,
    }),
    httpStatus: t.exposeInt('status', {
      nullable: true,
      description: 'What the provider answered, where it did.',
    }),
    latencyMs: t.exposeFloat('latencyMs'),
    provider: t.exposeString('provider'),
    providerModelId: t.exposeString('providerModelId'),
    requestedBy: t.exposeString('requestedBy'),
    at: t.field({ type: 'DateTime', resolve: (test) => test.at }),
  }),
});
