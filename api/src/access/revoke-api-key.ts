import { record } from '../audit/record.ts';
import { NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { type Actor, requirePerson } from './actor.ts';
import { ApiKey } from './api-key.ts';
import { apiKeySubject } from './create-api-key.ts';

/** The key's maker or an admin; to everybody else a key is as good as unknown. */
export async function revokeApiKey(
  em: EntityManager,
  actor: Actor,
  input: { apiKeyId: string },
): Promise<ApiKey> {
  requirePerson(actor);
  const apiKey = await em.findOne(ApiKey, { id: input.apiKeyId });
  if (!apiKey || (actor.role !== 'ADMIN' && apiKey.createdBy !== actor.id))
    throw new NotFoundError('API key', ['apiKeyId']);
  if (apiKey.revokedAt) return apiKey;
  apiKey.revokedAt = new Date();
  record(em, actor, 'api-key.revoked', apiKeySubject(apiKey));
  await em.flush();
  return apiKey;
}
