import { adminInPerson, adminReads } from '../access/rules.ts';
import { builder, ConflictError, ForbiddenError, InvalidInputError } from '../builder.ts';
import { createSubOrganization } from './create-sub-organization.ts';
import { name, OrganizationNode, slug } from './organization.graphql.ts';

type Child = { id: string; name: string; slug: string; created_at: string; has_own_default: boolean };

const SubOrganizationType = builder.objectRef<Child>('SubOrganization').implement({
  description:
    'An organisation below this one. It keeps its own people, keys and workflows: nothing of those is shown here.',
  fields: (t) => ({
    name: t.exposeString('name'),
    slug: t.exposeString('slug'),
    createdAt: t.field({ type: 'DateTime', resolve: (child) => new Date(child.created_at) }),
    hasOwnDefaultModel: t.boolean({
      description:
        'Whether it has chosen a default model of its own, and so takes none that is offered to it.',
      resolve: (child) => child.has_own_default,
    }),
  }),
});

builder.objectFields(OrganizationNode, (t) => ({
  parentName: t.string({
    nullable: true,
    description: 'Of the organisation that this one stands below.',
    resolve: async (_organization, _args, context) => {
      const [parent] = await context.transact((em) =>
        em.execute<{ name: string }[]>('select name from parent_organization()'),
      );
      return parent?.name ?? null;
    },
  }),
  subOrganizations: t.field({
    type: [SubOrganizationType],
    description: 'By name. Admins only.',
    authScopes: { may: adminReads },
    resolve: (_organization, _args, context) =>
      context.transact((em) => em.execute<Child[]>('select * from sub_organizations()')),
  }),
}));

builder.relayMutationField(
  'createSubOrganization',
  {
    inputFields: (t) => ({
      name: t.string({ validate: name }),
      slug: t.string({ required: false, validate: slug.nullish(), description: 'As createOrganization.' }),
    }),
  },
  {
    description:
      'Founds an organisation below this one. You become its admin; other admins of this one have no rights there.',
    authScopes: { may: adminInPerson },
    errors: { types: [ForbiddenError, InvalidInputError, ConflictError] },
    resolve: (_root, { input }, { services, requireActor }) =>
      createSubOrganization(services.orm, requireActor(), input),
  },
  {
    outputFields: (t) => ({
      // Not the node: it lies in an organisation that this request is not in.
      slug: t.string({ resolve: (organization) => organization.slug }),
      name: t.string({ resolve: (organization) => organization.name }),
    }),
  },
);
