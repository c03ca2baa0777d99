import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AuditEvent } from '../audit/audit-event.ts';
import { ForbiddenError, NotFoundError } from '../errors.ts';
import { archiveProject } from '../organizations/archive-project.ts';
import { createProject } from '../organizations/create-project.ts';
import type { ProjectRole } from '../organizations/project.ts';
import { setProjectMember } from '../organizations/set-project-member.ts';
import { type EntityManager, inOrganization, type MikroORM } from '../orm.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { act, join, newOrganization, newPerson, type TestPerson } from '../test/people.ts';
import { ApiKey } from './api-key.ts';
import { changeMemberRole } from './change-member-role.ts';
import { type ApiKeyInput, createApiKey } from './create-api-key.ts';
import { inviteMember } from './invite-member.ts';
import { removeMember } from './remove-member.ts';
import { actorOfKey } from './resolve-actor.ts';
import { revokeApiKey } from './revoke-api-key.ts';

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await createDatabase();
  orm = database.orm;
});

afterAll(() => database.close());

const key = (overrides: Partial<ApiKeyInput> = {}): ApiKeyInput => ({
  name: 'Nightly import',
  role: 'MEMBER',
  scopes: ['READ'],
  ...overrides,
});

/** An organisation with a project, and a member with `role` in it. */
async function arrange(role: ProjectRole = 'CONTRIBUTOR') {
  const [admin, member] = [await newPerson(orm, 'Grace'), await newPerson(orm, 'Mary')];
  const organization = await newOrganization(orm, admin);
  const memberId = await join(orm, organization, member);
  const { id: projectId } = await act(orm, organization, admin, createProject, { name: 'Plans' });
  await act(orm, organization, admin, setProjectMember, { projectId, memberId, role });
  const make = (person: TestPerson, overrides?: Partial<ApiKeyInput>) =>
    act(orm, organization, person, createApiKey, key(overrides));
  return { organization, admin, member, memberId, projectId, make };
}

test('a key acts in its organisation with its own role, project and scopes', async () => {
  const { organization, admin, projectId, make } = await arrange();
  const { secret, apiKey } = await make(admin, {
    project: { projectId, role: 'CONTRIBUTOR' },
    scopes: ['READ', 'RUN', 'READ'],
  });
  expect(secret).toMatch(new RegExp(`^${apiKey.prefix}_[\\w-]{43}$`));
  expect(await actorOfKey(orm, secret)).toEqual({
    kind: 'key',
    id: apiKey.id,
    name: 'Nightly import',
    organizationId: organization.id,
    organizationSlug: organization.slug,
    organizationName: 'Works',
    role: 'MEMBER',
    scopes: ['READ', 'RUN'],
    projectRoles: { [projectId]: 'CONTRIBUTOR' },
  });
});

test('of the secret only a hash is kept, and the history tells nothing of it', async () => {
  const { organization, admin, make } = await arrange();
  const { secret, apiKey } = await make(admin);
  const [rows, events] = await inOrganization(orm, organization.id, async (em) => [
    await em.execute('select * from api_key where id = ?', [apiKey.id]),
    await em.find(AuditEvent, { action: 'api-key.created' }),
  ]);
  expect(events).toHaveLength(1);
  const secretPart = secret.slice(apiKey.prefix.length + 1);
  for (const kept of [JSON.stringify(rows), JSON.stringify(events)]) expect(kept).not.toContain(secretPart);
});

test('nobody makes a key that can do more than they can', async () => {
  const { member, projectId, make } = await arrange('CONTRIBUTOR');
  await expect(make(member, { role: 'ADMIN' })).rejects.toMatchObject({ code: 'FORBIDDEN', path: ['role'] });
  await expect(make(member, { project: { projectId, role: 'ADMIN' } })).rejects.toBeInstanceOf(
    ForbiddenError,
  );
  await expect(make(member, { project: { projectId, role: 'VIEWER' } })).resolves.toBeDefined();
  await expect(make(member, { project: { projectId, role: 'CONTRIBUTOR' } })).resolves.toBeDefined();
});

test('a key makes no keys, invites nobody and revokes nothing', async () => {
  const { organization, admin, make } = await arrange();
  const { secret, apiKey } = await make(admin, { role: 'ADMIN', scopes: ['READ', 'WRITE', 'RUN'] });
  const actor = await actorOfKey(orm, secret);
  if (!actor) throw new Error('The key should be valid.');
  const attempts: ((em: EntityManager) => Promise<unknown>)[] = [
    (em: EntityManager) => createApiKey(em, actor, key()),
    (em: EntityManager) => inviteMember(em, actor, { email: 'a@b.test', role: 'ADMIN' }),
    (em: EntityManager) => revokeApiKey(em, actor, { apiKeyId: apiKey.id }),
  ];
  for (const attempt of attempts) {
    await expect(inOrganization(orm, organization.id, attempt)).rejects.toThrow(/An API key cannot do this/);
  }
});

test('a key weakens with its maker: demoted, in the project or in the organisation', async () => {
  const { organization, admin, member, memberId, projectId, make } = await arrange('ADMIN');
  await act(orm, organization, admin, changeMemberRole, { memberId, role: 'ADMIN' });
  const asAdmin = await make(member, { role: 'ADMIN' });
  const inProject = await make(member, { project: { projectId, role: 'ADMIN' } });
  const rightsOf = async ({ secret }: { secret: string }) => {
    const actor = await actorOfKey(orm, secret);
    return actor && { role: actor.role, projectRoles: actor.projectRoles };
  };
  const setRole = (role: ProjectRole | null) =>
    act(orm, organization, admin, setProjectMember, { projectId, memberId, role });

  expect(await rightsOf(asAdmin)).toEqual({ role: 'ADMIN', projectRoles: {} });
  await act(orm, organization, admin, changeMemberRole, { memberId, role: 'MEMBER' });
  expect(await rightsOf(asAdmin)).toEqual({ role: 'MEMBER', projectRoles: {} });
  expect(await rightsOf(inProject)).toEqual({ role: 'MEMBER', projectRoles: { [projectId]: 'ADMIN' } });
  for (const role of ['CONTRIBUTOR', 'VIEWER'] as const) {
    await setRole(role);
    expect(await rightsOf(inProject)).toEqual({ role: 'MEMBER', projectRoles: { [projectId]: role } });
  }
  await setRole(null);
  expect(await rightsOf(inProject)).toEqual({ role: 'MEMBER', projectRoles: {} });
});

test('the keys of a person who leaves end with their membership, and say so', async () => {
  const { organization, admin, member, memberId, make } = await arrange();
  const { secret, apiKey } = await make(member);
  const kept = await make(admin);
  const { revokedKeys } = await act(orm, organization, admin, removeMember, { memberId });
  expect(revokedKeys).toBe(1);
  expect(await actorOfKey(orm, secret)).toBeNull();
  expect(await actorOfKey(orm, kept.secret)).not.toBeNull();
  await join(orm, organization, member);
  expect(await actorOfKey(orm, secret)).toBeNull();
  const row = await inOrganization(orm, organization.id, (em) => em.findOneOrFail(ApiKey, { id: apiKey.id }));
  expect(row.revokedAt).not.toBeNull();
});

test('an expired, revoked or invented key is nobody', async () => {
  const { organization, admin, make } = await arrange();
  const expired = await make(admin, { expiresAt: new Date(Date.now() + 60_000) });
  expect(await actorOfKey(orm, expired.secret)).not.toBeNull();
  await inOrganization(orm, organization.id, (em) =>
    em.execute('update api_key set expires_at = now() where id = ?', [expired.apiKey.id]),
  );
  const revoked = await make(admin);
  await act(orm, organization, admin, revokeApiKey, { apiKeyId: revoked.apiKey.id });
  for (const secret of [expired.secret, revoked.secret, `${revoked.secret}x`, 'pb_00000000_invented', '']) {
    expect(await actorOfKey(orm, secret)).toBeNull();
  }
});

test('a key is revoked by its maker or an admin; for others it does not exist', async () => {
  const { organization, admin, member, make } = await arrange();
  const [his, hers] = [await make(admin), await make(member)];
  const refused = act(orm, organization, member, revokeApiKey, { apiKeyId: his.apiKey.id });
  await expect(refused).rejects.toEqual(new NotFoundError('API key', ['apiKeyId']));
  await act(orm, organization, member, revokeApiKey, { apiKeyId: hers.apiKey.id });
  await act(orm, organization, admin, revokeApiKey, { apiKeyId: his.apiKey.id });
  expect(await actorOfKey(orm, his.secret)).toBeNull();
});

test('a project or key of another organisation is answered for exactly like none', async () => {
  const [ours, theirs] = [await arrange(), await arrange()];
  const foreignKey = await theirs.make(theirs.admin);
  const revoke = (apiKeyId: string) => act(orm, ours.organization, ours.admin, revokeApiKey, { apiKeyId });
  const makeIn = (projectId: string) => ours.make(ours.admin, { project: { projectId, role: 'VIEWER' } });
  const failureOf = (attempt: Promise<unknown>) =>
    attempt.then(() => 'done').catch((error: unknown) => error);
  const foreign = [await failureOf(revoke(foreignKey.apiKey.id)), await failureOf(makeIn(theirs.projectId))];
  const unknown = [await failureOf(revoke(uuid())), await failureOf(makeIn(uuid()))];
  for (const answer of foreign) expect(answer).toBeInstanceOf(NotFoundError);
  expect(foreign).toEqual(unknown);
});

test('what cannot be meant is refused, with its field', async () => {
  const { organization, admin, projectId, make } = await arrange();
  const project = { projectId, role: 'VIEWER' } as const;
  const refusals: [Partial<ApiKeyInput>, string][] = [
    [{ name: '  ' }, 'name'],
    [{ scopes: [] }, 'scopes'],
    [{ project, scopes: ['READ', 'RUN'] }, 'scopes'],
    [{ expiresAt: new Date(Date.now() - 1) }, 'expiresAt'],
    [{ role: 'ADMIN', project }, 'role'],
  ];
  for (const [overrides, field] of refusals) {
    await expect(make(admin, overrides)).rejects.toMatchObject({ code: 'INVALID_INPUT', path: [field] });
  }
  await act(orm, organization, admin, archiveProject, { projectId, archived: true });
  await expect(make(admin, { project })).rejects.toMatchObject({ code: 'CONFLICT', path: ['projectId'] });
});

test('a key remembers when it was last used, to the minute', async () => {
  const { organization, admin, make } = await arrange();
  const { secret, apiKey } = await make(admin);
  const lastUsed = () =>
    inOrganization(
      orm,
      organization.id,
      async (em) => (await em.findOneOrFail(ApiKey, { id: apiKey.id })).lastUsedAt,
    );
  expect(await lastUsed()).toBeNull();
  await actorOfKey(orm, secret);
  const first = await lastUsed();
  expect(first).not.toBeNull();
  await actorOfKey(orm, secret);
  expect(await lastUsed()).toEqual(first);
});
