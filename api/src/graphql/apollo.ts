import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import type { Log } from '../log.ts';
import { checkOperation, type Cost, limits } from './check-operation.ts';
import { clientError } from './client-error.ts';
import { formatError } from './format-error.ts';

export function createApollo(schema: GraphQLSchema, log: Log): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    plugins: [checkBeforeRunning, ApolloServerPluginLandingPageDisabled()],
    formatError: formatError(log),
    parseOptions: { maxTokens: limits.tokens },
    // By itself it is indented.
    stringifyResult: (result) => JSON.stringify(result),
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    // The process that composes the parts also shuts them down.
    stopOnTerminationSignals: false,
    logger: log,
  });
}

const checkBeforeRunning: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    let cost: Cost | null = null;
    return {
      async didResolveOperation({ schema, document, operation, request, contextValue }) {
        if (operation?.operation === 'subscription')
          throw clientError('Subscriptions are streamed: send them to /graphql/stream.');
        cost = checkOperation({
          schema,
          document,
          operationName: request.operationName ?? null,
          variables: request.variables ?? {},
          context: contextValue,
        });
        if (operation?.operation === 'query') contextValue.onlyReads();
      },
      async willSendResponse({ response }) {
        if (cost && response.body.kind === 'single') {
          response.body.singleResult.extensions = { ...response.body.singleResult.extensions, cost };
        }
      },
    };
  },
};
