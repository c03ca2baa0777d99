import { isInterfaceType, type GraphQLSchema } from 'graphql';

/** For codegen: which types an interface stands for. Without it the cache guesses which fragments match, and errs. */
export function plugin(schema: GraphQLSchema): string {
  const possible = Object.values(schema.getTypeMap())
    .filter(isInterfaceType)
    .map((one) => [one.name, schema.getPossibleTypes(one).map(({ name }) => name)] as const);
  return `export const possibleTypes = ${JSON.stringify(Object.fromEntries(possible), null, 2)};\n`;
}
