// What the access matrix is made of, read from the schema:
//
//   operation     a field with an access rule, or a type of node (reached by its id). Its coordinate names it:
//                 "Mutation.createProject", "Organization.projects", "node(Project)".
//   arrangement   what an operation needs before it can succeed. It lies beside the feature, in <noun>.arrangements.ts.
//   answer        OK, or the code of the failure that a role is told.
import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Access } from '../access/rules.ts';
import { atLeast } from '../access/actor.ts';
import type { Answer, Variables } from './client.ts';
import type { RoleName, Standing } from './roles.ts';
import { selectionOf } from './selection.ts';
import type { World } from './world.ts';

export type Outcome = 'OK' | 'SIGNED_OUT' | 'FORBIDDEN' | 'NOT_FOUND' | 'CONFLICT';

export type Arrangement = {
  /** Makes, afresh and in our organisation, what the operation needs; its variables, with an `id` for its parent. */
  arrange(world: World): Variables | Promise<Variables>;
  /** Where the rule does not tell the whole story. */
  except?: readonly { roles: readonly RoleName[]; answer: Outcome; because: string }[];
};

/** By coordinate. */
export type Arrangements = Readonly<Record<string, Arrangement>>;

export type Operation = {
  coordinate: string;
  access: Access;
  kind: 'query' | 'mutation' | 'subscription';
  document: string;
};

type Field = GraphQLField<unknown, unknown>;

/** Every operation of the schema; those without a rule are told apart, since nobody can say who may use them. */
export function operationsOf(schema: GraphQLSchema): { operations: Operation[]; withoutRule: string[] } {
  const operations: Operation[] = [];
  const withoutRule: string[] = [];
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const access = ruleOf(field);
      const coordinate = `${type.name}.${field.name}`;
      if (coordinate === 'Query.node' || coordinate === 'Query.nodes') continue;
      if (access) operations.push({ coordinate, access, ...documentOf(schema, type, field) });
      else if (roots.includes(type)) withoutRule.push(coordinate);
    }
    if (isNode(type)) {
      const access = ruleOf(type) ?? ruleOfNodes(schema);
      const document = `query ($id: ID!) { node(id: $id) { ... on ${type.name} ${selectionOf(schema, type)} } }`;
      if (access) operations.push({ coordinate: `node(${type.name})`, access, kind: 'query', document });
      else withoutRule.push(`node(${type.name})`);
    } else if (ruleOf(type)) throw new Error(unreachable(type.name));
  }
  return { operations, withoutRule };
}

/** The rule that stands beside the field or type in its *.graphql.ts file. */
function ruleOf({ extensions }: Pick<Field, 'extensions'>): Access | null {
  const options = extensions.pothosOptions as { authScopes?: { may?: Access } } | undefined;
  return options?.authScopes?.may ?? null;
}

function ruleOfNodes(schema: GraphQLSchema): Access | null {
  const field = schema.getQueryType()?.getFields().node;
  return field ? ruleOf(field) : null;
}

function isNode(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some(({ name }) => name === 'Node');
}

function documentOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  field: Field,
): Pick<Operation, 'kind' | 'document'> {
  const declared = field.args.map(({ name, type }) => `$${name}: ${type}`);
  const given = field.args.map(({ name }) => `${name}: $${name}`);
  const asked = `${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''} ${selectionOfResult(schema, field)}`;
  const write = (kind: Operation['kind'], variables: string[], selection: string) => ({
    kind,
    document: `${kind} ${variables.length > 0 ? `(${variables.join(', ')}) ` : ''}{ ${selection} }`,
  });

  if (type === schema.getMutationType()) return write('mutation', declared, asked);
  if (type === schema.getSubscriptionType()) return write('subscription', declared, asked);
  if (type === schema.getQueryType()) return write('query', declared, asked);
  if (type.name === 'Organization') return write('query', declared, `organization { ${asked} }`);
  if (isNode(type))
    return write('query', ['$id: ID!', ...declared], `node(id: $id) { ... on ${type.name} { ${asked} } }`);
  throw new Error(
    `${type.name}.${field.name} has a rule, and the access matrix knows no way to a ${type.name}.`,
  );
}

const unreachable = (type: string) =>
  `A rule stands at ${type}, and the access matrix knows no way there: state it at the field that leads to ${type}.`;

/** A declared failure shows as `code`, whichever member of the union it is. */
function selectionOfResult(schema: GraphQLSchema, field: Field): string {
  const type = getNamedType(field.type);
  if (!isUnionType(type)) return selectionOf(schema, type);
  const isError = (member: GraphQLObjectType) => member.getInterfaces().some(({ name }) => name === 'Error');
  const members = type
    .getTypes()
    .filter((member) => !isError(member))
    .map((member) => `... on ${member.name} ${selectionOf(schema, member)}`);
  const failure = type.getTypes().some(isError) ? '... on Error { code status message path }' : '';
  return `{ __typename ${failure} ${members.join(' ')} }`;
}

/** What the rule alone says. */
function outcomeByRule(access: Access, standing: Standing | null): Outcome {
  if (access === 'anyone') return 'OK';
  if (!standing) return 'SIGNED_OUT';
  if (access === 'person') return standing.kind === 'person' ? 'OK' : 'FORBIDDEN';
  if (!standing.scopes.includes(access.scope)) return 'FORBIDDEN';
  if (access.personOnly && standing.kind === 'key') return 'FORBIDDEN';
  if (access.admin && standing.role !== 'ADMIN') return 'FORBIDDEN';
  if (!access.project || standing.role === 'ADMIN') return 'OK';
  if (!standing.projectRole) return 'NOT_FOUND';
  return atLeast(standing.projectRole, access.project) ? 'OK' : 'FORBIDDEN';
}

export function expectedOutcome(
  { access }: Operation,
  { except = [] }: Arrangement,
  role: RoleName,
  standing: Standing | null,
): Outcome {
  return except.find(({ roles }) => roles.includes(role))?.answer ?? outcomeByRule(access, standing);
}

/** OK, or the code of what failed. What is null was not found. */
export function outcomeOf(answer: Pick<Answer, 'status' | 'text' | 'data' | 'errors'>): string {
  const [error] = answer.errors;
  if (error) return error.extensions?.code ?? `an error without a code: ${error.message}`;
  if (!answer.data) return `no data: ${answer.status} ${answer.text}`;
  for (const [name, value] of Object.entries(answer.data)) {
    if (name !== 'viewer' && value === null) return 'NOT_FOUND';
    if (typeof value === 'object' && value !== null && 'code' in value) return String(value.code);
  }
  return 'OK';
}

export function missingArrangement(coordinate: string): string {
  return (
    `${coordinate} has no arrangement, so nobody has tried who may use it. Add an entry '${coordinate}' to the ` +
    '<noun>.arrangements.ts beside its *.graphql.ts file (organizations/project.arrangements.ts shows how); a new file ' +
    'needs a line in test/arrangements.ts.'
  );
}

export function missingRule(coordinate: string): string {
  return (
    `${coordinate} states no access rule. Add authScopes: { may: ... } to it in its *.graphql.ts file; ` +
    'access/rules.ts lists what can be said.'
  );
}
