import { z } from 'zod';
import { reads, adminWrites } from '../access/rules.ts';
import { builder, ConflictError, ForbiddenError, InvalidInputError } from '../builder.ts';
import { createOrganization } from './create-organization.ts';
import { Organization } from './organization.ts';
import { OrganizationRoleEnum } from './roles.graphql.ts';
import { updateOrganization } from './update-organization.ts';

export const OrganizationNode = builder.loadableNode(Organization, {
  name: 'Organization',
  id: { resolve: (organization) => organization.id },
  load: (ids: string[], context) => context.transact((em) => em.find(Organization, { id: ids })),
  sort: (organization: Organization) => organization.id,
  fields: (t) => ({
    name: t.exposeString('name'),
    slug: t.exposeString('slug', {
      description: 'Permanent: it stands in links and in the header patchbay-organization.',
    }),
    createdAt: t.field({ type: 'DateTime', resolve: (organization) => organization.createdAt }),
    viewerRole: t.field({
      type: OrganizationRoleEnum,
      resolve: (_parent, _args, context) => context.requireActor().role,
    }),
  }),
});

export const name = z
  .string()
  .trim()
  .min(1, 'Give the organisation a name.')
  .max(120, 'A name has at most 120 characters.');
export const slug = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'A slug has 1 to 63 characters of a-z, 0-9 and -, and neither starts nor ends with -.',
  );

builder.queryField('organization', (t) =>
  t.field({
    type: OrganizationNode,
    description:
      'The organisation of this request: the one of the API key, or named in the header patchbay-organization.',
    authScopes: { may: reads },
    resolve: (_root, _args, context) => context.requireActor().organizationId,
  }),
);

builder.relayMutationField(
  'createOrganization',
  {
    inputFields: (t) => ({
      name: t.string({ validate: name }),
      slug: t.string({
        required: false,
        validate: slug.nullish(),
        description: 'Derived from the name when left out.',
      }),
    }),
  },
  {
    authScopes: { may: 'person' },
    errors: { types: [ForbiddenError, InvalidInputError, ConflictError] },
    resolve: async (_root, { input }, { services, person }) => {
      if (!person) throw new ForbiddenError('Sign in as a person to found an organisation.');
      return createOrganization(services.orm, person, input);
    },
  },
  {
    outputFields: (t) => ({
      // Not the node: it lies in an organisation that this request is not in.
      slug: t.string({ resolve: (organization) => organization.slug }),
      name: t.string({ resolve: (organization) => organization.name }),
    }),
  },
);

builder.relayMutationField(
  'updateOrganization',
  { inputFields: (t) => ({ name: t.string({ validate: name }) }) },
  {
    authScopes: { may: adminWrites },
    errors: { types: [ForbiddenError, InvalidInputError] },
    resolve: (_root, { input }, context) =>
      context.transact((em, actor) => updateOrganization(em, actor, input)),
  },
  {
    outputFields: (t) => ({
      organization: t.field({ type: OrganizationNode, resolve: (organization) => organization }),
    }),
  },
);
