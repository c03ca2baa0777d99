// Who a request acts as. Asked anew for each request, so that who is removed is out at once; requests that come at the
// same time share the round trip.
import { type MikroORM } from '../orm.ts';
import type { OrganizationRole } from '../organizations/membership.ts';
import type { ProjectRole } from '../organizations/project.ts';
import { type Ask, shareStatements } from '../shared-statements.ts';
import { type Actor, type Scope, scopes } from './actor.ts';
import type { Person } from './sessions.ts';
import { hashToken } from './token.ts';

/** One place where a person belongs. */
export type Place = {
  organizationId: string;
  organizationSlug: string;
  organizationName: string;
  role: OrganizationRole;
  projectRoles: Record<string, ProjectRole>;
};

/** The organisations of a person, by name. */
export function placesOf(orm: MikroORM, userId: string): Promise<Place[]> {
  return lookupsOf(orm).places({ order: userId, text: userId });
}

/** Without a slug it is the person's only organisation; null where they have none or several, or not this one. */
export async function actorOfPerson(
  orm: MikroORM,
  person: Person,
  slug: string | null = null,
): Promise<Actor | null> {
  const places = await placesOf(orm, person.userId);
  const place =
    slug === null ? only(places) : places.find(({ organizationSlug }) => organizationSlug === slug);
  return place ? personAt(person, place) : null;
}

export function personAt(person: { userId: string; name: string }, place: Place): Actor {
  return { kind: 'person', id: person.userId, name: person.name, scopes, ...place };
}

type FoundKey = {
  id: string;
  name: string;
  organizationId: string;
  organizationSlug: string;
  organizationName: string;
  role: OrganizationRole;
  projectId: string | null;
  projectRole: ProjectRole | null;
  scopes: Scope[];
  unusedForAMinute: boolean;
};

/** Null for a key that is unknown, revoked, expired, or whose maker has left: the answers do not differ. */
export async function actorOfKey(orm: MikroORM, bearer: string): Promise<Actor | null> {
  const hash = hashToken(bearer).toString('hex');
  const { key } = await lookupsOf(orm).keys({ order: hash, text: hash });
  if (!key) return null;
  if (key.unusedForAMinute) await orm.em.fork().execute('select touch_api_key(?)', [key.id]);
  return {
    kind: 'key',
    id: key.id,
    name: key.name,
    organizationId: key.organizationId,
    organizationSlug: key.organizationSlug,
    organizationName: key.organizationName,
    role: key.role,
    scopes: key.scopes,
    projectRoles: key.projectId && key.projectRole ? { [key.projectId]: key.projectRole } : {},
  };
}

type Lookups = {
  places(ask: Ask): Promise<Place[]>;
  keys(ask: Ask): Promise<{ key: FoundKey | null }>;
};

const lookups = new WeakMap<MikroORM, Lookups>();

function lookupsOf(orm: MikroORM): Lookups {
  const known = lookups.get(orm);
  if (known) return known;
  const limits = { atOnce: 2, asks: 200, characters: 100_000 };
  const ask = async <Row>(sql: string, texts: readonly string[]) =>
    orm.em.fork().execute<Row[]>(sql, [JSON.stringify(texts)]);
  const made: Lookups = {
    places: shareStatements(
      async (texts) => (await ask<{ places: Place[] }>(findPlaces, texts)).map(({ places }) => places),
      limits,
    ),
    keys: shareStatements((texts) => ask<{ key: FoundKey | null }>(findKeys, texts), limits),
  };
  lookups.set(orm, made);
  return made;
}

const findPlaces = `
  select coalesce((select json_agg(json_build_object('organizationId', organization_id, 'organizationSlug', slug,
      'organizationName', name, 'role', role, 'projectRoles', project_roles) order by name, organization_id)
    from memberships_of(person::uuid)), '[]') as places
  from json_array_elements_text(?::json) with ordinality as asked (person, position) order by position`;

const findKeys = `
  select (select json_build_object('id', id, 'name', name, 'organizationId', organization_id,
      'organizationSlug', slug, 'organizationName', organization_name, 'role', role, 'projectId', project_id,
      'projectRole', project_role, 'scopes', scopes,
      'unusedForAMinute', coalesce(last_used_at < now() - interval '1 minute', true))
    from find_api_key(decode(hash, 'hex'))) as key
  from json_array_elements_text(?::json) with ordinality as asked (hash, position) order by position`;

function only<T>(list: T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
