import { loadCredentials, openSecrets, type Secrets } from '../credentials/credential-store.ts';
import { registerLiveSecret } from '../credentials/known-secrets.ts';
import { Secret } from '../credentials/secret.ts';
import type { ModelServices } from '../models/model-services.ts';
import { inOrganization, type MikroORM } from '../orm.ts';
import { Connection } from './connection.ts';
import { ConnectionUnusable } from './connection-unusable.ts';
import { createTokenStore } from './oauth-token.ts';

export type OpenConnection = {
  origin: string;
  /** What signs a request in. An access token is fetched where none is at hand. */
  headers(signal?: AbortSignal): Promise<Record<string, string>>;
  /** What must be taken out of whatever comes back, tokens that were fetched included. */
  secrets: string[];
};

export type OpenConnectionOf = (
  organizationId: string,
  projectId: string,
  connectionId: string,
) => Promise<OpenConnection>;

/** Longer than any call that a connection is opened for; meanwhile its secrets are taken out of logs. */
const longestCallMs = 6 * 60_000;

/** Opens a connection for one call; its secrets are for the origin that comes with them, and for no other. */
export function createConnectionOpener({
  orm,
  models: { ring, fetch },
}: {
  orm: MikroORM;
  models: Pick<ModelServices, 'ring' | 'fetch'>;
}): OpenConnectionOf {
  const tokens = createTokenStore(fetch);
  return async (organizationId, projectId, connectionId) => {
    const found = await inOrganization(orm, organizationId, async (em) => {
      const connection = await em.findOne(Connection, { id: connectionId, projectId });
      const credentials = connection && (await loadCredentials(em, [connection.credentialId]));
      const sealed = connection && credentials?.get(connection.credentialId);
      return sealed ? { connection, sealed } : null;
    });
    if (!found)
      throw new ConnectionUnusable(
        'The connection is no longer there. Choose another one, or add it again under Settings > Connections.',
      );
    const { connection, sealed } = found;
    const opened = await openSecrets(ring, sealed, connection.audience());
    const secrets: string[] = [];
    const keep = (value: string): void => {
      if (secrets.includes(value)) return;
      secrets.push(value);
      setTimeout(registerLiveSecret(new Secret(value)), longestCallMs).unref();
    };
    for (const secret of Object.values(opened)) keep(secret.reveal());

    return {
      origin: connection.origin,
      secrets,
      async headers(signal) {
        if (connection.kind !== 'oauth') {
          const headers = signIn(connection, opened);
          // As it travels, a user and a password look different.
          for (const value of Object.values(headers)) keep(value.replace(/^(Bearer|Basic) /, ''));
          return headers;
        }
        const token = await tokens.tokenOf(connection, sealed.credential, opened, signal);
        keep(token);
        return { authorization: `Bearer ${token}` };
      },
    };
  };
}

function signIn({ kind, settings }: Connection, secrets: Secrets): Record<string, string> {
  const reveal = (name: string) => secrets[name]?.reveal() ?? '';
  switch (kind) {
    case 'bearer':
      return { authorization: `Bearer ${reveal('token')}` };
    case 'header':
      return { [(settings.headerName ?? '').toLowerCase()]: reveal('value') };
    case 'basic':
      return {
        authorization: `Basic ${Buffer.from(`${settings.user}:${reveal('password')}`).toString('base64')}`,
      };
    case 'oauth':
      throw new Error('The token of a client is fetched.');
  }
}
