// What an operation must satisfy before anything of it runs: the same for /graphql and for the event stream.
import { createComplexityRule } from '@pothos/plugin-complexity';
import {
  coerceInputValue,
  type DocumentNode,
  type FieldNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  isInputType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  validate,
  type ValidationRule,
  visit,
} from 'graphql';
import type { Context } from '../context.ts';

export const limits = { tokens: 4_000, depth: 15, aliases: 60, complexity: 20_000, breadth: 500 } as const;

export type Cost = { complexity: number; depth: number; breadth: number };

type Operation = {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | null;
  variables: Record<string, unknown>;
  context: Context;
};

/** Throws a 4xx that says which limit was passed; else tells the operation's cost. */
export function checkOperation({ schema, document, operationName, variables, context }: Operation): Cost {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw clientError('Name one operation of the document as "operationName".');
  checkAliases(document);
  checkVariables(schema, operation, variables);

  let cost: Cost = { complexity: 0, depth: 0, breadth: 0 };
  const measure: ValidationRule = createComplexityRule({
    context,
    variableValues: variables,
    operationName,
    onResult: (result) => {
      cost = result;
    },
  });
  validate(schema, document, [measure]);
  for (const limit of ['depth', 'complexity', 'breadth'] as const) {
    if (cost[limit] > limits[limit]) {
      throw clientError(
        `This operation has a ${limit} of ${cost[limit]}; at most ${limits[limit]} is allowed.`,
      );
    }
  }
  return cost;
}

export function clientError(message: string, status = 400): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', status, http: { status } } });
}

function checkAliases(document: DocumentNode): void {
  let aliases = 0;
  visit(document, {
    [Kind.FIELD]: (field: FieldNode) => {
      if (field.alias) aliases += 1;
    },
  });
  if (aliases > limits.aliases) {
    throw clientError(`This document has ${aliases} aliases; at most ${limits.aliases} are allowed.`);
  }
}

/** graphql-js would repeat the value in its message, and a value may be a secret: so ours comes first. */
function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): void {
  for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, typeNode);
    if (!type || !isInputType(type)) continue;
    const value = variables[name];
    if (value === undefined && (defaultValue || typeNode.kind !== Kind.NON_NULL_TYPE)) continue;
    coerceInputValue(value ?? null, type, (path, _value, error) => {
      throw clientError(
        `The variable ${[`$${name}`, ...path].join('.')} is not valid: ${withoutValue(error.message)}`,
      );
    });
  }
}

export function withoutValue(message: string): string {
  return message
    .replace(/^(Value|Enum) .* (does not exist in|cannot represent)/s, 'The value $2')
    .replace(/(cannot represent[^:]*|must be[^:]*): .*/s, '$1.')
    .replace(/ got invalid value .*?(?=;|$)/s, '');
}
