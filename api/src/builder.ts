import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import DataloaderPlugin from '@pothos/plugin-dataloader';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import ValidationPlugin from '@pothos/plugin-validation';
import { GraphQLError } from 'graphql';
import { type Access, checkAccess, reads } from './access/rules.ts';
import type { Context } from './context.ts';
import { plainDecimal } from './decimal.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from './errors.ts';

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: true;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  AuthScopes: { may: Access };
  Connection: { totalCount: () => Promise<number> };
  Scalars: {
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
    Decimal: { Input: string; Output: string };
  };
}>({
  // The errors plugin stands first, so that a refused access becomes a declared error too.
  plugins: [ErrorsPlugin, ScopeAuthPlugin, RelayPlugin, DataloaderPlugin, ValidationPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  defaultInputFieldRequiredness: true,
  relay: {
    clientMutationId: 'omit',
    nodesOnConnection: true,
    edgesFieldOptions: { nullable: false },
    nodeFieldOptions: { nullable: false },
    // A foreign id, an unknown one and a malformed one get one answer.
    nodeQueryOptions: { authScopes: { may: reads } },
    nodesQueryOptions: { authScopes: { may: reads } },
    decodeGlobalID: (globalId) => {
      const [typename = '', id = ''] = Buffer.from(globalId, 'base64').toString('utf8').split(':', 2);
      if (typename && uuidShape.test(id)) return { typename, id };
      throw new GraphQLError('This is not an id of Patchbay.', {
        extensions: { code: 'BAD_USER_INPUT', status: 422 },
      });
    },
  },
  errors: {
    directResult: true,
    defaultTypes: [],
    defaultUnionOptions: {
      name: ({ fieldName }) => `${fieldName[0]?.toUpperCase()}${fieldName.slice(1)}Result`,
    },
    // Input that fails its shape is answered as a declared error. Such an answer tells nothing about the organisation.
    unsafelyHandleInputErrors: true,
  },
  scopeAuth: {
    // A subscription is refused when it is opened, not at its first event.
    authorizeOnSubscribe: true,
    authScopes: (context) => ({ may: (access) => checkAccess(context, access) }),
  },
  validation: {
    validationError: (failure) =>
      new InvalidInputError(
        failure.issues.map(({ message, path = [] }) => ({
          message,
          path: path
            .map((part) => String(typeof part === 'object' ? part.key : part))
            .filter((part) => part !== 'input'),
        })),
      ),
  },
  complexity: { defaultComplexity: 1, defaultListMultiplier: 10 },
});

builder.queryType();
builder.mutationType();
builder.subscriptionType();

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'How many there are in all, whatever this page shows.',
    resolve: (connection) => connection.totalCount(),
  }),
);

builder.scalarType('DateTime', {
  description: 'An instant, ISO 8601 in UTC.',
  serialize: (value) => value.toISOString(),
  parseValue: (value) => {
    const date = new Date(typeof value === 'string' ? value : Number.NaN);
    if (Number.isNaN(date.getTime()))
      throw new GraphQLError('Write an instant as ISO 8601, e.g. 2026-01-31T12:00:00Z.');
    return date;
  },
});

builder.scalarType('JSON', {
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
});

builder.scalarType('Decimal', {
  description: 'An exact number as text, e.g. "0.0000003": money never travels as a float.',
  serialize: (value) => plainDecimal(value) ?? value,
  parseValue: (value) => {
    const plain =
      typeof value === 'string' || typeof value === 'number' ? plainDecimal(String(value).trim()) : null;
    if (plain === null) throw new GraphQLError('Write a decimal number as text, e.g. "0.0000003".');
    return plain;
  },
});

export const ErrorInterface = builder.interfaceRef<
  ForbiddenError | NotFoundError | InvalidInputError | ConflictError
>('Error');
ErrorInterface.implement({
  description: 'What every declared failure of a mutation says.',
  fields: (t) => ({
    code: t.exposeString('code'),
    status: t.exposeInt('status', { description: 'What HTTP would have answered.' }),
    message: t.exposeString('message'),
    path: t.stringList({ description: 'The input field at fault.', resolve: (error) => [...error.path] }),
  }),
});

builder.objectType(ForbiddenError, { name: 'ForbiddenError', interfaces: [ErrorInterface] });
builder.objectType(NotFoundError, { name: 'NotFoundError', interfaces: [ErrorInterface] });
builder.objectType(ConflictError, { name: 'ConflictError', interfaces: [ErrorInterface] });

const Issue = builder.objectRef<InvalidInputError['issues'][number]>('InputIssue').implement({
  fields: (t) => ({
    message: t.exposeString('message'),
    path: t.stringList({ resolve: (issue) => [...issue.path] }),
  }),
});

builder.objectType(InvalidInputError, {
  name: 'InvalidInputError',
  interfaces: [ErrorInterface],
  fields: (t) => ({ issues: t.field({ type: [Issue], resolve: (error) => [...error.issues] }) }),
});

/** The failures that any mutation may declare; name those that apply in its `errors.types`. */
export { ConflictError, ForbiddenError, InvalidInputError, NotFoundError };
