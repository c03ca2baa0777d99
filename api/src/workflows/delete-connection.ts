import type { Actor } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { Connection } from '../connections/connection.ts';
import { connectionSubject, lockConnection } from '../connections/find-connection.ts';
import { Credential } from '../credentials/credential.ts';
import type { EntityManager } from '../orm.ts';
import { Tool } from '../tools/tool.ts';
import { workflowsBinding } from './binding-usage.ts';
import { refuseWhileUsed } from './in-use-error.ts';

/** Its secrets go with it, for good. Whatever uses it is named instead. */
export async function deleteConnection(
  em: EntityManager,
  actor: Actor,
  { connectionId }: { connectionId: string },
): Promise<string> {
  const connection = await lockConnection(em, actor, connectionId, 'ADMIN');
  const { id, projectId, credentialId } = connection;
  const tools = await em.find(Tool, { connectionId: id }, { orderBy: { name: 'asc' } });
  const workflows = await workflowsBinding(em, projectId, { kind: 'connection', id });
  refuseWhileUsed('connection', { tools: tools.map(({ name }) => name), workflows });
  record(em, actor, 'connection.deleted', connectionSubject(connection), { origin: connection.origin });
  await em.flush();
  await em.nativeDelete(Connection, { id });
  await em.nativeDelete(Credential, { id: credentialId });
  return id;
}
