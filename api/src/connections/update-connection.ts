import { connectionKindNames, describeConnection } from '@patchbay/schema/connections/index.ts';
import type { Actor } from '../access/actor.ts';
import { type Expecting, refuseOutdated, type Revised } from '../audit/refuse-outdated.ts';
import { record } from '../audit/record.ts';
import { replaceSecrets } from '../credentials/credential-store.ts';
import { Credential } from '../credentials/credential.ts';
import type { ModelServices } from '../models/model-services.ts';
import type { EntityManager } from '../orm.ts';
import type { Connection } from './connection.ts';
import { type ConnectionInput, readConnection } from './connection-input.ts';
import { asConnectionNameTaken, connectionSubject, lockConnection } from './find-connection.ts';

export type UpdateConnectionInput = ConnectionInput & Expecting & { connectionId: string };

/** As a whole, with the fields as the form shows them: a blank secret keeps the saved one, where it may stay. */
export async function updateConnection(
  em: EntityManager,
  actor: Actor,
  { connectionId, expectedRevision, ...input }: UpdateConnectionInput,
  { ring, fetch }: Pick<ModelServices, 'ring' | 'fetch'>,
): Promise<Connection> {
  const connection = await lockConnection(em, actor, connectionId, 'ADMIN');
  await refuseOutdated(em, expectedRevision, revisedConnection(connection));
  const credential = await em.findOneOrFail(Credential, { id: connection.credentialId });
  const { secrets, audience, ...settled } = readConnection(input, fetch, { connection, credential });

  const details = { ...differences(connection, settled), ...changed('secrets', Object.keys(secrets)) };
  const sameKind = connection.kind === settled.kind;
  Object.assign(connection, settled);
  if (!sameKind) credential.keepOnly([]);
  credential.audience = audience;
  if (Object.keys(secrets).length > 0) await replaceSecrets(em, ring, credential, secrets);
  if (Object.keys(details).length > 0) {
    connection.revision += 1;
    record(em, actor, 'connection.updated', connectionSubject(connection), details);
  }
  await em.flush().catch(asConnectionNameTaken(connection.name));
  return connection;
}

type Told = Pick<Connection, 'name' | 'origin' | 'kind' | 'settings'>;

function differences(before: Told, after: Told): Record<string, { from: unknown; to: unknown }> {
  const names = new Set([...Object.keys(before.settings), ...Object.keys(after.settings)]);
  const pairs = [
    ...(['name', 'origin', 'kind'] as const).map((name) => [name, before[name], after[name]] as const),
    ...[...names].map((name) => [name, before.settings[name], after.settings[name]] as const),
  ];
  const really = pairs.filter(([, from, to]) => from !== to);
  return Object.fromEntries(really.map(([name, from = null, to = null]) => [name, { from, to }]));
}

const changed = (name: string, list: string[]) => (list.length > 0 ? { [name]: list } : {});

/** The fields of all kinds, as people know them. */
const labels = new Map<string, string>([
  ...connectionKindNames
    .flatMap((kind) => describeConnection(kind).fields)
    .map(({ name, label }) => [name, label] as const),
  ['name', 'Name'],
  ['origin', 'Origin'],
  ['kind', 'Signs in by'],
]);

function revisedConnection(connection: Connection): Revised {
  return {
    subject: connectionSubject(connection),
    revision: connection.revision,
    actions: ['connection.updated'],
    fieldsOf: ({ secrets = [], ...open }) =>
      [...Object.keys(open), ...[secrets].flat().map(String)].map((name) => labels.get(name) ?? name),
  };
}
