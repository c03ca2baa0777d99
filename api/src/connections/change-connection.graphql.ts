import type { Access } from '../access/rules.ts';
import { expectedRevision } from '../audit/refuse-outdated.ts';
import { builder, ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../builder.ts';
import { ProjectNode } from '../organizations/project.graphql.ts';
import { ConnectionKindEnum, ConnectionNode } from './connection.graphql.ts';
import { createConnection } from './create-connection.ts';
import { type ConnectionCheck, testConnection } from './test-connection.ts';
import { updateConnection } from './update-connection.ts';

const projectAdmin: Access = { scope: 'WRITE', project: 'ADMIN' };

const ConnectionFieldInput = builder.inputType('ConnectionFieldInput', {
  fields: (t) => ({
    name: t.string({
      description:
        'BEARER: token. HEADER: headerName, value. BASIC: user, password. OAUTH: tokenUrl, clientId, clientSecret, scope.',
    }),
    value: t.string({
      description: 'Of a saved connection a blank secret, or its mask as it was shown, keeps the saved one.',
    }),
  }),
});

builder.relayMutationField(
  'createConnection',
  {
    inputFields: (t) => ({
      projectId: t.globalID({ for: ProjectNode }),
      name: t.string(),
      origin: t.string({ description: 'Scheme, host and port, e.g. https://api.example.com.' }),
      kind: t.field({ type: ConnectionKindEnum }),
      fields: t.field({ type: [ConnectionFieldInput] }),
    }),
  },
  {
    authScopes: { may: projectAdmin },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: (_root, { input }, { services, transact }) =>
      transact((em, actor) =>
        createConnection(em, actor, { ...input, projectId: input.projectId.id }, services.models),
      ),
  },
  {
    outputFields: (t) => ({
      connection: t.field({ type: ConnectionNode, resolve: (connection) => connection }),
    }),
  },
);

builder.relayMutationField(
  'updateConnection',
  {
    inputFields: (t) => ({
      connectionId: t.globalID({ for: ConnectionNode }),
      expectedRevision: t.int(expectedRevision),
      name: t.string(),
      origin: t.string(),
      kind: t.field({ type: ConnectionKindEnum }),
      fields: t.field({ type: [ConnectionFieldInput] }),
    }),
  },
  {
    description:
      'Changes it as a whole. A saved secret stays where it was saved for: with another origin, token URL, user or header it is entered again.',
    authScopes: { may: projectAdmin },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: (_root, { input }, { services, transact }) =>
      transact((em, actor) =>
        updateConnection(em, actor, { ...input, connectionId: input.connectionId.id }, services.models),
      ),
  },
  {
    outputFields: (t) => ({
      connection: t.field({ type: ConnectionNode, resolve: (connection) => connection }),
    }),
  },
);

const ConnectionCheckType = builder.objectRef<ConnectionCheck>('ConnectionCheck').implement({
  fields: (t) => ({
    passed: t.exposeBoolean('passed', { description: 'It answered, and not with an error.' }),
    status: t.exposeInt('status', { nullable: true, description: 'Null where there was no answer.' }),
    message: t.exposeString('message'),
    latencyMs: t.exposeFloat('latencyMs'),
  }),
});

builder.relayMutationField(
  'testConnection',
  {
    inputFields: (t) => ({
      connectionId: t.globalID({ for: ConnectionNode }),
      path: t.string({ defaultValue: '/', description: 'Of the origin.' }),
    }),
  },
  {
    description:
      'Sends a GET with the saved secret, for at most 25 seconds. A failure is no error: the check says what happened.',
    authScopes: { may: { scope: 'RUN', project: 'CONTRIBUTOR' } },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError] },
    resolve: (_root, { input }, { services, transact, signal }) =>
      testConnection(
        { transact, ...services.tools },
        { ...input, connectionId: input.connectionId.id },
        signal,
      ),
  },
  { outputFields: (t) => ({ check: t.field({ type: ConnectionCheckType, resolve: (check) => check }) }) },
);
