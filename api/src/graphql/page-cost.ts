import { getNamedType, type GraphQLSchema, isObjectType } from 'graphql';
import { defaultPageSize } from '../page.ts';

type PageArgs = { first?: number | null; last?: number | null };

/**
 * A connection costs as much as the rows it asks for. By itself the cost of a list is a guess, the same for a page of
 * one and of a hundred: three pages of a hundred within each other would pass for a thousand rows, and be a million.
 */
export function countPages(schema: GraphQLSchema): GraphQLSchema {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type));
  const connections = new Set(types.filter(({ name }) => name.endsWith('Connection')));
  for (const type of types) {
    for (const field of Object.values(type.getFields())) {
      const target = getNamedType(field.type);
      if (isObjectType(target) && connections.has(target)) {
        const complexity = ({ first, last }: PageArgs) => ({ multiplier: first ?? last ?? defaultPageSize });
        field.extensions = { ...field.extensions, complexity };
      }
      const holdsRows = connections.has(type) && (field.name === 'nodes' || field.name === 'edges');
      if (holdsRows) field.extensions = { ...field.extensions, complexity: { multiplier: 1 } };
    }
  }
  return schema;
}
