import { demonstrationProject } from '../access/demonstration.ts';
import type { Actor } from '../access/actor.ts';
import { AuditEvent } from '../audit/audit-event.ts';
import { Connection } from '../connections/connection.ts';
import { createConnection } from '../connections/create-connection.ts';
import { Credential } from '../credentials/credential.ts';
import { maskSecret } from '../credentials/mask.ts';
import { Secret } from '../credentials/secret.ts';
import type { ModelServices } from '../models/model-services.ts';
import { Project } from '../organizations/project.ts';
import type { EntityManager } from '../orm.ts';
import { demonstrationToken } from '../sandbox/demonstration.ts';
import { createTool } from '../tools/create-tool.ts';
import { Tool } from '../tools/tool.ts';

/** A connection and a tool that call the demonstration service of the sandbox: once, and moved along with it. */
export async function seedTool(
  em: EntityManager,
  actor: Actor,
  services: ModelServices,
  sandboxUrl: string | undefined,
): Promise<boolean> {
  const project = await em.findOne(Project, { name: demonstrationProject });
  if (!project || !sandboxUrl) return false;
  const origin = new URL(sandboxUrl).origin;
  if (await em.count(AuditEvent, { action: 'connection.created' })) return move(em, origin);

  const connection = await createConnection(
    em,
    actor,
    {
      projectId: project.id,
      name: connectionName,
      origin,
      kind: 'bearer',
      fields: [{ name: 'token', value: demonstrationToken }],
    },
    services,
  );
  await createTool(
    em,
    actor,
    {
      projectId: project.id,
      name: 'get_order',
      description:
        'Looks up an order by its number, such as A-1001: customer, status, total and parcel. A demonstration of the sandbox.',
      connectionId: connection.id,
      definition: {
        kind: 'http',
        method: 'GET',
        url: `${origin}/demo/orders/{id}`,
        parameters: {
          type: 'object',
          properties: { id: { type: 'string', description: 'The number of the order, such as A-1001.' } },
          required: ['id'],
          additionalProperties: false,
        },
        query: [],
        body: [],
      },
    },
    services.fetch,
  );
  return true;
}

const connectionName = 'Demonstration orders (sandbox)';

/** A start with another port moves the sandbox. Its token is public, and goes to nobody but the sandbox. */
async function move(em: EntityManager, origin: string): Promise<boolean> {
  const connection = await em.findOne(Connection, { name: connectionName });
  if (!connection || connection.origin === origin || !wasSandbox.test(connection.origin)) return false;
  const former = connection.origin;
  const credential = await em.findOneOrFail(Credential, { id: connection.credentialId });
  // A token of somebody's own stays where it was saved for.
  if (credential.masks.token !== maskSecret(new Secret(demonstrationToken))) return false;
  connection.origin = origin;
  credential.audience = connection.audience();
  for (const tool of await em.find(Tool, { connectionId: connection.id })) {
    const { definition } = tool;
    if (tool.origin() === former)
      tool.definition = { ...definition, url: definition.url.replace(former, origin) };
  }
  await em.flush();
  return true;
}

const wasSandbox = /^http:\/\/127\.0\.0\.1:\d+$/;
