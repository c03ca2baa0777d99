import type { Arrangements } from '../test/access-matrix.ts';
import { globalId, type World } from '../test/world.ts';

const newcomer = async ({ ours }: World) => globalId('Member', (await ours.join()).id);

export const memberArrangements: Arrangements = {
  'node(Member)': { arrange: async (world) => ({ id: await newcomer(world) }) },
  'Organization.members': { arrange: () => ({}) },
  'Mutation.changeMemberRole': {
    arrange: async (world) => ({ input: { memberId: await newcomer(world), role: 'ADMIN' } }),
  },
  'Mutation.removeMember': {
    arrange: async (world) => ({ input: { memberId: await newcomer(world) } }),
    except: [
      {
        roles: ['member', 'projectAdmin', 'contributor', 'viewer'],
        answer: 'FORBIDDEN',
        because: 'everybody may leave, and only admins remove somebody else',
      },
    ],
  },
  'Mutation.createPasswordResetLink': {
    arrange: async (world) => ({ input: { memberId: await newcomer(world) } }),
  },
};
