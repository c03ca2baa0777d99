import { v7 as uuid } from 'uuid';
import { type Actor, requireProjectRole } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { storeSecrets } from '../credentials/credential-store.ts';
import type { ModelServices } from '../models/model-services.ts';
import { findProject } from '../organizations/find-project.ts';
import type { EntityManager } from '../orm.ts';
import { Connection } from './connection.ts';
import { type ConnectionInput, readConnection } from './connection-input.ts';
import { asConnectionNameTaken, connectionSubject } from './find-connection.ts';

export async function createConnection(
  em: EntityManager,
  actor: Actor,
  { projectId, ...input }: ConnectionInput & { projectId: string },
  { ring, fetch }: Pick<ModelServices, 'ring' | 'fetch'>,
): Promise<Connection> {
  requireProjectRole(actor, projectId, 'ADMIN');
  const project = await findProject(em, projectId);
  const { secrets, audience, ...settled } = readConnection(input, fetch, null);
  const { organizationId } = actor;
  const owner = { organizationId, provider: 'connection', audience };
  const credential = await storeSecrets(em, ring, owner, secrets);
  const connection = em.create(Connection, {
    id: uuid(),
    organizationId,
    projectId: project.id,
    ...settled,
    credentialId: credential.id,
    createdBy: actor.name,
  });
  const { origin, kind } = connection;
  record(em, actor, 'connection.created', connectionSubject(connection), {
    project: project.name,
    origin,
    kind,
    secrets: Object.keys(secrets),
  });
  await em.flush().catch(asConnectionNameTaken(connection.name));
  return connection;
}
