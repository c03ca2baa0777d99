import { v7 as uuid } from 'uuid';
import type { Arrangements } from '../test/access-matrix.ts';
import { globalId, type World } from '../test/world.ts';
import { inviteMember } from './invite-member.ts';

const newAddress = () => `${uuid()}@new.test`;

const openInvitation = async ({ ours }: World) => {
  const { invitation } = await ours.transact((em, actor) =>
    inviteMember(em, actor, { email: newAddress(), role: 'MEMBER' }),
  );
  return globalId('Invitation', invitation.id);
};

export const invitationArrangements: Arrangements = {
  'node(Invitation)': { arrange: async (world) => ({ id: await openInvitation(world) }) },
  'Organization.invitations': { arrange: () => ({}) },
  'Mutation.inviteMember': { arrange: () => ({ input: { email: newAddress(), role: 'MEMBER' } }) },
  'Mutation.revokeInvitation': {
    arrange: async (world) => ({ input: { invitationId: await openInvitation(world) } }),
  },
};
