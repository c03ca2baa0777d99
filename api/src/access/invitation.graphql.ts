import { builder, ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../builder.ts';
import { OrganizationNode } from '../organizations/organization.graphql.ts';
import { OrganizationRoleEnum } from '../organizations/roles.graphql.ts';
import { pageOf } from '../page.ts';
import { Invitation } from './invitation.ts';
import { inviteMember } from './invite-member.ts';
import { loadPeople, PersonType } from './person.graphql.ts';
import { revokeInvitation } from './revoke-invitation.ts';
import { adminInPerson, adminReads } from './rules.ts';

const InvitationNode = builder.loadableNode(Invitation, {
  name: 'Invitation',
  description: 'An address that was asked to join. Its link is shown once, when it is made.',
  id: { resolve: (invitation) => invitation.id },
  authScopes: { may: adminReads },
  load: (ids: string[], context) => context.transact((em) => em.find(Invitation, { id: ids })),
  sort: (invitation: Invitation) => invitation.id,
  fields: (t) => ({
    email: t.exposeString('email'),
    role: t.field({ type: OrganizationRoleEnum, resolve: (invitation) => invitation.role }),
    state: t.field({
      type: builder.enumType('InvitationState', {
        values: ['OPEN', 'EXPIRED', 'ACCEPTED', 'REVOKED'] as const,
      }),
      resolve: stateOf,
    }),
    invitedBy: t.loadable({
      type: PersonType,
      nullable: true,
      description: 'Null when this person is no longer a member.',
      load: loadPeople,
      resolve: (invitation) => invitation.invitedBy,
    }),
    createdAt: t.field({ type: 'DateTime', resolve: (invitation) => invitation.createdAt }),
    expiresAt: t.field({ type: 'DateTime', resolve: (invitation) => invitation.expiresAt }),
  }),
});

builder.objectField(OrganizationNode, 'invitations', (t) =>
  t.connection({
    type: InvitationNode,
    description: 'Newest first: those that are open or have expired unanswered. Admins only.',
    authScopes: { may: adminReads },
    resolve: (_organization, args, context) =>
      pageOf(context, Invitation, args, 'desc', { acceptedAt: null, revokedAt: null }),
  }),
);

builder.relayMutationField(
  'inviteMember',
  {
    inputFields: (t) => ({ email: t.string(), role: t.field({ type: OrganizationRoleEnum }) }),
  },
  {
    description: 'Inviting an address again replaces its open invitation; the old link ends.',
    authScopes: { may: adminInPerson },
    errors: { types: [ForbiddenError, InvalidInputError, ConflictError] },
    resolve: async (_root, { input }, { services, transact }) => {
      const { invitation, token } = await transact((em, actor) => inviteMember(em, actor, input));
      return { invitation, link: services.auth.linkTo('invitation', token) };
    },
  },
  {
    outputFields: (t) => ({
      invitation: t.field({ type: InvitationNode, resolve: ({ invitation }) => invitation }),
      link: t.exposeString('link', { description: 'Shown this once. Hand it to the person.' }),
    }),
  },
);

builder.relayMutationField(
  'revokeInvitation',
  { inputFields: (t) => ({ invitationId: t.globalID({ for: InvitationNode }) }) },
  {
    authScopes: { may: adminInPerson },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: (_root, { input }, context) =>
      context.transact((em, actor) => revokeInvitation(em, actor, { invitationId: input.invitationId.id })),
  },
  {
    outputFields: (t) => ({
      invitation: t.field({ type: InvitationNode, resolve: (invitation) => invitation }),
    }),
  },
);

function stateOf({ acceptedAt, revokedAt, expiresAt }: Invitation) {
  if (acceptedAt) return 'ACCEPTED';
  if (revokedAt) return 'REVOKED';
  return expiresAt.getTime() > Date.now() ? 'OPEN' : 'EXPIRED';
}
