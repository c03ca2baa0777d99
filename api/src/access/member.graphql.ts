import { builder, ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../builder.ts';
import { Membership } from '../organizations/membership.ts';
import { OrganizationNode } from '../organizations/organization.graphql.ts';
import { OrganizationRoleEnum } from '../organizations/roles.graphql.ts';
import { pageOf } from '../page.ts';
import { changeMemberRole } from './change-member-role.ts';
import { createPasswordResetLink } from './create-password-reset-link.ts';
import { loadPeople, PersonType } from './person.graphql.ts';
import { removeMember } from './remove-member.ts';
import { adminInPerson, inPerson, reads } from './rules.ts';

export const MemberNode = builder.loadableNode(Membership, {
  name: 'Member',
  description: 'A person in an organisation.',
  id: { resolve: (member) => member.id },
  load: (ids: string[], context) => context.transact((em) => em.find(Membership, { id: ids })),
  sort: (member: Membership) => member.id,
  fields: (t) => ({
    person: t.loadable({
      type: PersonType,
      load: async (userIds: string[], context) =>
        (await loadPeople(userIds, context)).map((person) => person ?? new NotFoundError('member')),
      resolve: (member) => member.userId,
    }),
    reference: t.exposeString('userId', { description: 'What an approval stores to ask this person.' }),
    role: t.field({ type: OrganizationRoleEnum, resolve: (member) => member.role }),
    joinedAt: t.field({ type: 'DateTime', resolve: (member) => member.createdAt }),
    isViewer: t.boolean({
      resolve: (member, _args, { person }) => person?.userId === member.userId,
    }),
  }),
});

builder.objectField(OrganizationNode, 'members', (t) =>
  t.connection({
    type: MemberNode,
    description: 'In the order in which they joined.',
    authScopes: { may: reads },
    args: { role: t.arg({ type: OrganizationRoleEnum, required: false }) },
    resolve: (_organization, { role, ...args }, context) =>
      pageOf(context, Membership, args, 'asc', role ? { role } : {}),
  }),
);

builder.relayMutationField(
  'changeMemberRole',
  {
    inputFields: (t) => ({
      memberId: t.globalID({ for: MemberNode }),
      role: t.field({ type: OrganizationRoleEnum }),
    }),
  },
  {
    authScopes: { may: adminInPerson },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: (_root, { input: { memberId, role } }, context) =>
      context.transact((em, actor) => changeMemberRole(em, actor, { memberId: memberId.id, role })),
  },
  { outputFields: (t) => ({ member: t.field({ type: MemberNode, resolve: (member) => member }) }) },
);

builder.relayMutationField(
  'removeMember',
  { inputFields: (t) => ({ memberId: t.globalID({ for: MemberNode }) }) },
  {
    description: 'Admins remove anybody; everybody may leave by their own member id.',
    authScopes: { may: inPerson },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: (_root, { input }, context) =>
      context.transact((em, actor) => removeMember(em, actor, { memberId: input.memberId.id })),
  },
  {
    outputFields: (t) => ({
      removedMemberId: t.globalID({ resolve: ({ memberId }) => ({ type: MemberNode, id: memberId }) }),
      revokedKeys: t.exposeInt('revokedKeys', {
        description: 'How many API keys of this person ended with it.',
      }),
    }),
  },
);

builder.relayMutationField(
  'createPasswordResetLink',
  { inputFields: (t) => ({ memberId: t.globalID({ for: MemberNode }) }) },
  {
    description: 'For admins of every organisation of that person: the password opens all of them.',
    authScopes: { may: adminInPerson },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError] },
    resolve: async (_root, { input }, { services, transact }) => {
      const memberId = input.memberId.id;
      const { token, expiresAt } = await transact((em, actor) =>
        createPasswordResetLink(em, actor, { memberId }),
      );
      return { link: services.auth.linkTo('reset', token), expiresAt };
    },
  },
  {
    outputFields: (t) => ({
      link: t.exposeString('link', { description: 'Shown this once. Hand it to the person.' }),
      expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    }),
  },
);
