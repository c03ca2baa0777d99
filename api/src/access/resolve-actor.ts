// Who a request acts as. Asked for each request, so one round trip each: a call of one narrow function.
import { type MikroORM } from '../orm.ts';
import type { OrganizationRole } from '../organizations/membership.ts';
import type { ProjectRole } from '../organizations/project.ts';
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
export async function placesOf(orm: MikroORM, userId: string): Promise<Place[]> {
  return orm.em.fork().execute<Place[]>(
    `select organization_id "organizationId", slug "organizationSlug", name "organizationName", role,
       project_roles "projectRoles" from memberships_of(?)`,
    [userId],
  );
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
  const em = orm.em.fork();
  const [key] = await em.execute<FoundKey[]>(
    `select id, name, organization_id "organizationId", slug "organizationSlug", organization_name "organizationName",
       role, project_id "projectId", project_role "projectRole", scopes,
       coalesce(last_used_at < now() - interval '1 minute', true) "unusedForAMinute"
     from find_api_key(?)`,
    [hashToken(bearer)],
  );
  if (!key) return null;
  if (key.unusedForAMinute) await em.execute('select touch_api_key(?)', [key.id]);
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

function only<T>(list: T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
