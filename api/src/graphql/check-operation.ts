// What an operation must satisfy before anything of it runs: the same for /graphql and for the event stream.
import { createComplexityRule } from '@pothos/plugin-complexity';
import {
  coerceInputValue,
  type DocumentNode,
  type FieldNode,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  isInputType,
  Kind,
  type OperationDefinitionNode,
  parse,
  typeFromAST,
  TypeInfo,
  validate,
  type ValidationRule,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Context } from '../context.ts';
import { checkText } from './check-text.ts';
import { clientError } from './client-error.ts';
import { checkIds } from './check-ids.ts';
import { withoutValue } from './without-value.ts';

export const limits = { tokens: 4_000, depth: 15, aliases: 60, complexity: 20_000, breadth: 500 } as const;

export type Cost = { complexity: number; depth: number; breadth: number };

type Operation = {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | null;
  variables: Record<string, unknown>;
  context: Context;
};

/** What Apollo does by itself: the document, if it is one of this schema. */
export function readDocument(schema: GraphQLSchema, query: string): DocumentNode {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: limits.tokens });
  } catch (error) {
    throw clientError(error instanceof GraphQLError ? error.message : 'The query cannot be read.');
  }
  const [invalid] = validate(schema, document);
  if (invalid) throw clientError(invalid.message);
  return document;
}

/** Of operations without variables that were found within the limits: they stay what they are. */
const constantCosts = new WeakMap<OperationDefinitionNode, Cost>();

/** Throws a 4xx that says which limit was passed; else tells the operation's cost. */
export function checkOperation(asked: Operation): Cost {
  const operation = getOperationAST(asked.document, asked.operationName);
  if (!operation) throw clientError('Name one operation of the document as "operationName".');
  const isConstant = !operation.variableDefinitions?.length && Object.keys(asked.variables).length === 0;
  if (!isConstant) return checkAnew(operation, asked);
  const cost = constantCosts.get(operation) ?? checkAnew(operation, asked);
  constantCosts.set(operation, cost);
  return cost;
}

function checkAnew(
  operation: OperationDefinitionNode,
  { schema, document, operationName, variables, context }: Operation,
): Cost {
  checkText(document, variables);
  checkAliases(schema, document);
  checkIds(schema, document, checkVariables(schema, operation, variables));

  let cost: Cost | null = null;
  const measure: ValidationRule = createComplexityRule({
    context,
    variableValues: variables,
    operationName,
    onResult: (result) => {
      cost = result;
    },
  });
  const [failure] = validate(schema, document, [measure]);
  return withinLimits(cost, failure);
}

/** What cannot be measured is not run. */
function withinLimits(cost: Cost | null, failure: GraphQLError | undefined): Cost {
  if (!cost) throw clientError(failure?.message ?? 'The cost of this operation cannot be told.');
  for (const limit of ['depth', 'complexity', 'breadth'] as const) {
    if (cost[limit] > limits[limit]) {
      throw clientError(
        `This operation has a ${limit} of ${cost[limit]}; at most ${limits[limit]} is allowed.`,
      );
    }
  }
  return cost;
}

/** Introspection has no cost of its own, so nothing may multiply it: each of its fields once, by its own name. */
const introspection = new Set(['__schema', '__type']);

function checkAliases(schema: GraphQLSchema, document: DocumentNode): void {
  const types = new TypeInfo(schema);
  let aliases = 0;
  const count = (field: FieldNode) => {
    if (!field.alias) return;
    aliases += 1;
    if (introspection.has(field.name.value) || types.getParentType()?.name.startsWith('__'))
      throw clientError(`Introspection takes no aliases: ask for "${field.name.value}" by its own name.`);
  };
  visit(document, visitWithTypeInfo(types, { [Kind.FIELD]: count }));
  if (aliases > limits.aliases) {
    throw clientError(`This document has ${aliases} aliases; at most ${limits.aliases} are allowed.`);
  }
}

/** graphql-js would repeat the value in its message, and a value may be a secret: so ours comes first. */
function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Record<string, unknown> {
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
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (!coerced) throw clientError(withoutValue(errors[0]?.message ?? 'The variables are not valid.'));
  return coerced;
}
