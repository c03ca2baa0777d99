import { builder, ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../builder.ts';
import { OrganizationNode } from '../organizations/organization.graphql.ts';
import { ProjectNode } from '../organizations/project.graphql.ts';
import { OrganizationRoleEnum, ProjectRoleEnum } from '../organizations/roles.graphql.ts';
import { pageOf } from '../page.ts';
import { type Actor, scopes } from './actor.ts';
import { ApiKey } from './api-key.ts';
import { createApiKey } from './create-api-key.ts';
import { loadPeople, PersonType } from './person.graphql.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { inPerson, reads } from './rules.ts';

const ScopeEnum = builder.enumType('ApiKeyScope', { values: scopes });

const visible = (actor: Actor) => (actor.role === 'ADMIN' ? {} : { createdBy: actor.id });

const ApiKeyNode = builder.loadableNode(ApiKey, {
  name: 'ApiKey',
  description: 'Its secret is shown once, when it is made; only a hash is kept.',
  id: { resolve: (apiKey) => apiKey.id },
  load: (ids: string[], context) =>
    context.transact((em, actor) => em.find(ApiKey, { $and: [{ id: ids }, visible(actor)] })),
  sort: (apiKey: ApiKey) => apiKey.id,
  fields: (t) => ({
    name: t.exposeString('name'),
    prefix: t.exposeString('prefix', { description: 'How the secret begins, to tell keys apart.' }),
    role: t.field({
      type: OrganizationRoleEnum,
      description: 'As it was given. A key never does more than its maker can do now.',
      resolve: (apiKey) => apiKey.role,
    }),
    project: t.field({ type: ProjectNode, nullable: true, resolve: (apiKey) => apiKey.projectId }),
    projectRole: t.field({ type: ProjectRoleEnum, nullable: true, resolve: (apiKey) => apiKey.projectRole }),
    scopes: t.field({ type: [ScopeEnum], resolve: (apiKey) => apiKey.scopes }),
    createdBy: t.loadable({
      type: PersonType,
      nullable: true,
      description: 'Null when this person is no longer a member; the key has ended then.',
      load: loadPeople,
      resolve: (apiKey) => apiKey.createdBy,
    }),
    createdAt: t.field({ type: 'DateTime', resolve: (apiKey) => apiKey.createdAt }),
    expiresAt: t.field({ type: 'DateTime', nullable: true, resolve: (apiKey) => apiKey.expiresAt }),
    lastUsedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'To the minute.',
      resolve: (apiKey) => apiKey.lastUsedAt,
    }),
    revokedAt: t.field({ type: 'DateTime', nullable: true, resolve: (apiKey) => apiKey.revokedAt }),
  }),
});

builder.objectField(OrganizationNode, 'apiKeys', (t) =>
  t.connection({
    type: ApiKeyNode,
    description: 'Newest first. Admins see all, others those they made.',
    authScopes: { may: reads },
    args: {
      revoked: t.arg.boolean({ defaultValue: false, description: 'True lists the revoked ones instead.' }),
    },
    resolve: (_organization, { revoked, ...args }, context) => {
      const state = { revokedAt: revoked ? { $ne: null } : null };
      return pageOf(context, ApiKey, args, 'desc', { $and: [state, visible(context.requireActor())] });
    },
  }),
);

const ApiKeyProjectInput = builder.inputType('ApiKeyProjectInput', {
  fields: (t) => ({
    projectId: t.globalID({ for: ProjectNode }),
    role: t.field({ type: ProjectRoleEnum }),
  }),
});

builder.relayMutationField(
  'createApiKey',
  {
    inputFields: (t) => ({
      name: t.string(),
      role: t.field({ type: OrganizationRoleEnum, defaultValue: 'MEMBER' }),
      project: t.field({
        type: ApiKeyProjectInput,
        required: false,
        description: 'The one project that a key with the role MEMBER may work in.',
      }),
      scopes: t.field({ type: [ScopeEnum] }),
      expiresAt: t.field({ type: 'DateTime', required: false, description: 'Left out, it does not expire.' }),
    }),
  },
  {
    authScopes: { may: inPerson },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: (_root, { input }, context) => {
      const project = input.project && { projectId: input.project.projectId.id, role: input.project.role };
      return context.transact((em, actor) => createApiKey(em, actor, { ...input, project }));
    },
  },
  {
    outputFields: (t) => ({
      apiKey: t.field({ type: ApiKeyNode, resolve: ({ apiKey }) => apiKey }),
      secret: t.exposeString('secret', { description: 'Shown this once.' }),
    }),
  },
);

builder.relayMutationField(
  'revokeApiKey',
  { inputFields: (t) => ({ apiKeyId: t.globalID({ for: ApiKeyNode }) }) },
  {
    description: 'By its maker or an admin.',
    authScopes: { may: inPerson },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError] },
    resolve: (_root, { input }, context) =>
      context.transact((em, actor) => revokeApiKey(em, actor, { apiKeyId: input.apiKeyId.id })),
  },
  { outputFields: (t) => ({ apiKey: t.field({ type: ApiKeyNode, resolve: (apiKey) => apiKey }) }) },
);
