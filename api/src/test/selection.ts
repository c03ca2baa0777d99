import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';

const deepest = 5;

/**
 * Everything that a type shows by itself, as a selection set: "{ id name project { id } }", or nothing for a scalar.
 * Fields with a rule of their own are operations of their own; what needs arguments is left to the tests that know them.
 */
export function selectionOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  path: readonly GraphQLNamedType[] = [],
): string {
  if (isLeafType(type)) return '';
  if (!isObjectType(type)) return '{ __typename }';
  const within = [...path, type];
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const target = getNamedType(field.type);
    const isOperation = 'authScopes' in ((field.extensions.pothosOptions as object | undefined) ?? {});
    const needsArguments = field.args.some(
      (arg) => isNonNullType(arg.type) && arg.defaultValue === undefined,
    );
    if (isOperation || needsArguments) return [];
    if (isLeafType(target)) return [field.name];
    // A type within itself would go on for ever.
    if (within.includes(target) || within.length >= deepest) return [];
    return [`${field.name} ${selectionOf(schema, target, within)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}
