import type { Arrangements } from '../test/access-matrix.ts';
import { globalId, type World } from '../test/world.ts';
import { createApiKey } from './create-api-key.ts';

const keyOfTheAdmin = async ({ ours }: World) => {
  const { apiKey } = await ours.transact((em, actor) =>
    createApiKey(em, actor, { name: 'Ours', role: 'MEMBER', scopes: ['READ'] }),
  );
  return globalId('ApiKey', apiKey.id);
};

const because = 'to others than its maker and the admins a key is as good as unknown';
const otherPeople = ['member', 'projectAdmin', 'contributor', 'viewer'] as const;
const otherKeys = ['memberKey', 'projectAdminKey', 'contributorKey', 'viewerKey'] as const;

export const apiKeyArrangements: Arrangements = {
  'node(ApiKey)': {
    arrange: async (world) => ({ id: await keyOfTheAdmin(world) }),
    except: [{ roles: [...otherPeople, ...otherKeys], answer: 'NOT_FOUND', because }],
  },
  'Organization.apiKeys': { arrange: () => ({ revoked: false }) },
  'Mutation.createApiKey': {
    arrange: () => ({ input: { name: 'New', role: 'MEMBER', scopes: ['READ'] } }),
  },
  'Mutation.revokeApiKey': {
    arrange: async (world) => ({ input: { apiKeyId: await keyOfTheAdmin(world) } }),
    except: [{ roles: otherPeople, answer: 'NOT_FOUND', because }],
  },
};
