import {
  connectionKindNames,
  describeConnection,
  type ConnectionKind,
} from '@patchbay/schema/connections/index.ts';
import { atLeast, roleInProject, visibleProjects } from '../access/actor.ts';
import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { Credential } from '../credentials/credential.ts';
import { ProjectNode } from '../organizations/project.graphql.ts';
import { pageOf } from '../page.ts';
import { Connection } from './connection.ts';

const upper = connectionKindNames.map((kind) => [kind.toUpperCase(), { value: kind }] as const);
export const ConnectionKindEnum = builder.enumType('ConnectionKind', {
  values: Object.fromEntries(upper) as Record<Uppercase<ConnectionKind>, { value: ConnectionKind }>,
});

type FieldOfConnection = { name: string; label: string; value: string | null; mask: string | null };

const ConnectionFieldType = builder.objectRef<FieldOfConnection>('ConnectionField').implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    label: t.exposeString('label'),
    value: t.exposeString('value', { nullable: true, description: 'Null for a secret.' }),
    mask: t.exposeString('mask', {
      nullable: true,
      description: 'How a saved secret is shown; null where none is saved.',
    }),
  }),
});

const ConnectionSetupType = builder.objectRef<Connection>('ConnectionSetup').implement({
  fields: (t) => ({
    origin: t.exposeString('origin', { description: 'Where its secret goes, and nowhere else.' }),
    kind: t.field({ type: ConnectionKindEnum, resolve: ({ kind }) => kind }),
    fields: t.loadableList({
      type: ConnectionFieldType,
      load: (ids: string[], { transact }) =>
        transact(async (em) => {
          const found = await em.find(Connection, { id: ids });
          const credentials = await em.find(Credential, { id: found.map((one) => one.credentialId) });
          return ids.map((id) => {
            const connection = found.find((one) => one.id === id);
            const credential = credentials.find((one) => one.id === connection?.credentialId);
            return connection ? fieldsOf(connection, credential?.masks ?? {}) : [];
          });
        }),
      resolve: ({ id }) => id,
    }),
  }),
});

function fieldsOf(
  { kind, settings }: Connection,
  masks: Readonly<Record<string, string>>,
): FieldOfConnection[] {
  return describeConnection(kind).fields.map(({ name, label, secret }) => ({
    name,
    label,
    value: secret ? null : (settings[name] ?? ''),
    mask: secret ? (masks[name] ?? null) : null,
  }));
}

// A type whose name ends in "Connection" is a page of a list, to Relay and to every client that follows it.
export const ConnectionNode = builder.loadableNode(Connection, {
  name: 'ConnectionNode',
  description: 'A sealed secret for one origin, which the tools and HTTP steps of a project use.',
  id: { resolve: (connection) => connection.id },
  load: (ids: string[], context) =>
    context.transact((em, actor) => {
      const visible = visibleProjects(actor);
      return em.find(Connection, {
        $and: [{ id: ids }, visible === 'all' ? {} : { projectId: visible }],
      });
    }),
  sort: (connection: Connection) => connection.id,
  fields: (t) => ({
    name: t.exposeString('name'),
    reference: t.exposeString('id', { description: 'What a step stores to use it.' }),
    project: t.field({ type: ProjectNode, resolve: ({ projectId }) => projectId }),
    setup: t.field({
      type: ConnectionSetupType,
      nullable: true,
      description: 'Null for viewers, who see its name only.',
      resolve: (connection, _args, context) => {
        const role = roleInProject(context.requireActor(), connection.projectId);
        return role && atLeast(role, 'CONTRIBUTOR') ? connection : null;
      },
    }),
    revision: t.exposeInt('revision', { description: 'Counts what was saved of it.' }),
    createdBy: t.exposeString('createdBy'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

builder.objectField(ProjectNode, 'connections', (t) =>
  t.connection({
    type: ConnectionNode,
    description: 'Oldest first.',
    authScopes: { may: reads },
    resolve: ({ id }, args, context) => pageOf(context, Connection, args, 'asc', { projectId: id }),
  }),
);
