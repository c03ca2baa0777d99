import { type Place, placesOf } from './access/resolve-actor.ts';
import { builder } from './builder.ts';
import { OrganizationRoleEnum } from './organizations/roles.graphql.ts';

type Viewer = { kind: 'person' | 'key'; id: string; name: string; email: string | null };

const ViewerMembership = builder
  .objectRef<Pick<Place, 'organizationSlug' | 'organizationName' | 'role'>>('ViewerMembership')
  .implement({
    description: 'An organisation that the viewer belongs to.',
    fields: (t) => ({
      slug: t.exposeString('organizationSlug'),
      name: t.exposeString('organizationName'),
      role: t.expose('role', { type: OrganizationRoleEnum }),
    }),
  });

const ViewerType = builder.objectRef<Viewer>('Viewer').implement({
  description: 'Who sent this request: a signed-in person or an API key.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.field({
      type: builder.enumType('ViewerKind', {
        values: { PERSON: { value: 'person' }, KEY: { value: 'key' } } as const,
      }),
      resolve: (viewer) => viewer.kind,
    }),
    name: t.exposeString('name'),
    email: t.exposeString('email', { nullable: true, description: 'Of a person; an API key has none.' }),
    memberships: t.field({
      type: [ViewerMembership],
      resolve: (viewer, _args, { services, actor }) =>
        viewer.kind === 'person' ? placesOf(services.orm, viewer.id) : actor ? [actor] : [],
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    nullable: true,
    description: 'Null when signed out.',
    authScopes: { may: 'anyone' },
    resolve: (_root, _args, { person, actor }): Viewer | null => {
      if (person) return { kind: 'person', id: person.userId, name: person.name, email: person.email };
      if (actor) return { kind: 'key', id: actor.id, name: actor.name, email: null };
      return null;
    },
  }),
);
