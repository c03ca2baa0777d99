import {
  type DocumentNode,
  getNamedType,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isObjectType,
  Kind,
  TypeInfo,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { z } from 'zod';
import { readGlobalId } from './global-id.ts';

/** What the relay plugin notes at an argument or input field that is an id. */
const idNote = z.object({
  isRelayGlobalID: z.literal(true),
  relayGlobalIDFor: z.array(z.object({ typename: z.string() })).nullish(),
});

/** Refuses ids that no store could know, by the name of their field, before anything runs. */
export function checkIds(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
): void {
  const types = new TypeInfo(schema);
  const check = (value: unknown, type: GraphQLInputType, note: unknown, path: readonly string[]): void => {
    if (value === null || value === undefined) return;
    if (Array.isArray(value))
      return value.forEach((item, index) => check(item, type, note, [...path, String(index)]));
    const named = getNamedType(type);
    if (isInputObjectType(named)) {
      for (const { name, type: inner, extensions } of Object.values(named.getFields()))
        check(Reflect.get(Object(value), name), inner, extensions, [...path, name]);
      return;
    }
    const id = idNote.safeParse(note);
    if (id.success) checkId(schema, String(value), id.data.relayGlobalIDFor ?? null, path);
  };
  const visitArgument = visitWithTypeInfo(types, {
    [Kind.ARGUMENT]: ({ name, value }) => {
      const argument = types.getArgument();
      if (!argument) return;
      // A mutation's one argument is called input; what people know are the fields in it.
      const path = name.value === 'input' ? [] : [name.value];
      check(valueFromAST(value, argument.type, variables), argument.type, argument.extensions, path);
    },
  });
  visit(document, visitArgument);
}

function checkId(
  schema: GraphQLSchema,
  text: string,
  wanted: readonly { typename: string }[] | null,
  path: readonly string[],
): void {
  const field = path.join('.');
  const id = readGlobalId(text);
  const type = id && schema.getType(id.type);
  if (!isObjectType(type) || !type.getInterfaces().some(({ name }) => name === 'Node'))
    throw refusal(`"${field}" is not an id of Patchbay.`, path);
  if (wanted && !wanted.some(({ typename }) => typename === type.name)) {
    const names = wanted.map(({ typename }) => typename).join(' or ');
    throw refusal(`"${field}" takes the id of a ${names}, and this is the id of a ${type.name}.`, path);
  }
}

function refusal(message: string, path: readonly string[]): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'INVALID_INPUT', status: 422, path, http: { status: 422 } },
  });
}
