import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { AuditEvent } from '../audit/audit-event.ts';
import { Credential } from '../credentials/credential.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../errors.ts';
import { createProject } from '../organizations/create-project.ts';
import { parseEgressAllow } from '../providers/egress-rules.ts';
import { createGuardedFetch } from '../providers/guarded-fetch.ts';
import { demonstrationToken } from '../sandbox/demonstration.ts';
import { createModelGround, type ModelGround, type Tenant } from '../test/model-ground.ts';
import type { ConnectionInput } from './connection-input.ts';
import { createConnection } from './create-connection.ts';
import { createConnectionOpener, type OpenConnectionOf } from './open-connection.ts';
import { testConnection } from './test-connection.ts';
import { updateConnection } from './update-connection.ts';

let ground: ModelGround;
let ours: Tenant;
let projectId: string;
let openConnection: OpenConnectionOf;

beforeAll(async () => {
  ground = await createModelGround();
  ({ ours } = ground);
  ({ id: projectId } = await ours.transact((em, actor) => createProject(em, actor, { name: 'Shop' })));
  openConnection = createConnectionOpener({ orm: ground.database.orm, models: ground.services });
});
afterAll(() => ground.close());

const inputOf = (overrides: Partial<ConnectionInput> = {}): ConnectionInput => ({
  name: `Orders ${uuid()}`,
  origin: ground.sandbox.url,
  kind: 'bearer',
  fields: [{ name: 'token', value: demonstrationToken }],
  ...overrides,
});
const create = (overrides: Partial<ConnectionInput> = {}) =>
  ours.transact((em, actor) =>
    createConnection(em, actor, { ...inputOf(overrides), projectId }, ground.services),
  );
const update = (
  connectionId: string,
  { expectedRevision, ...overrides }: Partial<ConnectionInput> & { expectedRevision?: number } = {},
) =>
  ours.transact((em, actor) =>
    updateConnection(em, actor, { ...inputOf(overrides), connectionId, expectedRevision }, ground.services),
  );
const open = async (connectionId: string) => {
  const opened = await openConnection(ours.actor.organizationId, projectId, connectionId);
  return { ...opened, signedIn: await opened.headers() };
};
const check = (connectionId: string, path = '/demo') =>
  testConnection(
    { transact: ours.transact, openConnection, fetch: ground.services.fetch },
    { connectionId, path },
    AbortSignal.timeout(20_000),
  );
const issuesOf = (error: unknown) =>
  error instanceof InvalidInputError ? error.issues.map(({ path }) => path.join('.')) : String(error);

const dragon = [{ name: 'token', value: 'another-secret-token' }];

test('each kind signs a request in as it says', async () => {
  const of = async (kind: ConnectionInput['kind'], fields: Record<string, string>) => {
    const list = Object.entries(fields).map(([name, value]) => ({ name, value }));
    return (await open((await create({ kind, fields: list })).id)).signedIn;
  };
  expect(await of('bearer', { token: 't0ken' })).toEqual({ authorization: 'Bearer t0ken' });
  expect(await of('header', { headerName: 'X-API-Key', value: 'a key' })).toEqual({ 'x-api-key': 'a key' });
  expect(await of('basic', { user: 'me', password: 'pässword' })).toEqual({
    authorization: `Basic ${Buffer.from('me:pässword').toString('base64')}`,
  });
});

test('a blank secret, or its mask, keeps the saved one; only its mask is ever shown', async () => {
  const { id, credentialId } = await create();
  await update(id, { fields: [{ name: 'token', value: '' }] });
  await update(id, { fields: [{ name: 'token', value: '****oken' }] });
  expect((await open(id)).signedIn).toEqual({ authorization: `Bearer ${demonstrationToken}` });
  const credential = await ours.transact((em) => em.findOneOrFail(Credential, { id: credentialId }));
  expect(credential.masks).toEqual({ token: '****oken' });
  expect(JSON.stringify(credential.sealed)).not.toContain(demonstrationToken);
  const foreign = update(id, { fields: [{ name: 'token', value: '****abcd' }] });
  expect(await foreign.catch(issuesOf)).toEqual(['fields.token']);
});

test('a saved secret is never led to another origin, header, user or token URL', async () => {
  const kept = { fields: [{ name: 'token', value: '' }] };
  const { id } = await create();
  expect(await update(id, { ...kept, origin: ground.elsewhere.url }).catch(issuesOf)).toEqual([
    'fields.token',
  ]);
  await update(id, { origin: ground.elsewhere.url, fields: dragon });
  expect(await open(id)).toMatchObject({
    origin: ground.elsewhere.url,
    signedIn: { authorization: 'Bearer another-secret-token' },
  });

  const basic = (user: string, password: string) => ({
    kind: 'basic' as const,
    fields: Object.entries({ user, password }).map(([name, value]) => ({ name, value })),
  });
  const other = await create(basic('me', 'secret-password'));
  expect(await update(other.id, basic('you', '')).catch(issuesOf)).toEqual(['fields.password']);
  // Another kind has another secret, and the former one does not stay behind.
  expect(await update(other.id, kept).catch(issuesOf)).toEqual(['fields.token']);
  await update(other.id, { fields: dragon });
  const { sealed } = await ours.transact((em) => em.findOneOrFail(Credential, { id: other.credentialId }));
  expect(Object.keys(sealed)).toEqual(['token']);

  const oauth = (tokenUrl: string, clientSecret: string) => ({
    kind: 'oauth' as const,
    fields: Object.entries({ tokenUrl, clientId: 'c', clientSecret }).map(([name, value]) => ({
      name,
      value,
    })),
  });
  const client = await create(oauth(`${ground.sandbox.url}/token`, 'client-secret'));
  expect(await update(client.id, oauth(`${ground.elsewhere.url}/token`, '')).catch(issuesOf)).toEqual([
    'fields.clientSecret',
  ]);
});

test('what could never be called, or would change where a request ends, is refused at its field', async () => {
  const faultsOf = (overrides: Partial<ConnectionInput>) => create(overrides).catch(issuesOf);
  for (const origin of [
    'http://example.com',
    'https://127.0.0.1',
    'http://169.254.169.254',
    'https://localhost:8443',
    'ftp://example.com',
    'https://user:word@example.com',
    'https://example.com/path',
    'https://example.com?x=1',
    'example.com',
    '',
  ])
    expect({ origin, faults: await faultsOf({ origin }) }).toEqual({ origin, faults: ['origin'] });
  expect(await faultsOf({ fields: [{ name: 'token', value: 'two\r\nHost: evil' }] })).toEqual([
    'fields.token',
  ]);
  expect(await faultsOf({ fields: [{ name: 'token', value: '' }] })).toEqual(['fields.token']);
  expect(await faultsOf({ fields: [...dragon, { name: 'other', value: 'x' }] })).toEqual(['fields.other']);
  for (const headerName of ['Host', 'Content-Length', 'Transfer-Encoding', 'X Y', 'X:Y'])
    expect(
      await faultsOf({
        kind: 'header',
        fields: [
          { name: 'headerName', value: headerName },
          { name: 'value', value: 'v' },
        ],
      }),
    ).toEqual(['fields.headerName']);
});

test('a contributor uses a connection and changes none; who is not in the project finds none', async () => {
  const { id } = await create();
  const as = (role: 'CONTRIBUTOR' | 'VIEWER' | null) => ({
    ...ours.member,
    projectRoles: role ? { [projectId]: role } : {},
  });
  const tryAs = (role: 'CONTRIBUTOR' | 'VIEWER' | null) =>
    testConnection(
      { transact: ours.transactAs(as(role)), openConnection, fetch: ground.services.fetch },
      { connectionId: id, path: '/demo' },
      AbortSignal.timeout(20_000),
    );
  expect(await tryAs('CONTRIBUTOR')).toMatchObject({ passed: true });
  await expect(tryAs('VIEWER')).rejects.toBeInstanceOf(ForbiddenError);
  await expect(tryAs(null)).rejects.toBeInstanceOf(NotFoundError);
  const change = ours.transact((em) =>
    updateConnection(em, as('CONTRIBUTOR'), { ...inputOf(), connectionId: id }, ground.services),
  );
  await expect(change).rejects.toBeInstanceOf(ForbiddenError);
});

test('another organisation, or another project, opens nothing', async () => {
  const { id } = await create();
  const theirs = openConnection(ground.theirs.actor.organizationId, projectId, id);
  await expect(theirs).rejects.toThrow('no longer there');
  await expect(openConnection(ours.actor.organizationId, uuid(), id)).rejects.toThrow('no longer there');
});

test('a test says the status, and what the other side says, without the secret', async () => {
  expect(await check((await create()).id)).toMatchObject({ passed: true, status: 200 });
  const refused = await check((await create({ fields: dragon })).id);
  expect(refused).toMatchObject({ passed: false, status: 401 });
  expect(refused.message).toContain('refuses this secret');
  expect(await check((await create()).id, '/demo/nowhere')).toMatchObject({ passed: false, status: 404 });
  for (const path of ['', 'demo', '@example.com/', ':80/', '.example.com/'])
    expect(await check((await create()).id, path).catch(issuesOf)).toEqual(['path']);
});

test('of two connections of one name in a project the second is refused', async () => {
  const { name } = await create();
  await expect(create({ name })).rejects.toBeInstanceOf(ConflictError);
});

test('of two who edit one at once the second changes nothing, and hears who was quicker and at what', async () => {
  const { id, name, revision } = await create();
  await update(id, { name: `${name} quick`, fields: dragon, expectedRevision: revision });
  const kept = [{ name: 'token', value: '' }];
  const late = { name: `${name} late`, fields: kept, expectedRevision: revision };
  await expect(update(id, late)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/^.+ has changed this connection meanwhile \(Name, Token\)\./),
    path: ['expectedRevision'],
  });
  const second = await update(id, { ...late, expectedRevision: revision + 1 });
  expect(second).toMatchObject({ name: `${name} late`, revision: revision + 2 });
  const same = await update(id, { ...late, expectedRevision: revision + 2 });
  expect(same.revision, 'a save of what is there already counts as none').toBe(revision + 2);
  expect(await update(id, { name })).toMatchObject({ name, revision: revision + 3 });
});

test('the history names the fields and never tells a secret', async () => {
  const { id } = await create();
  await update(id, { fields: dragon });
  const events = await ours.transact((em) =>
    em.find(AuditEvent, { subjectId: id }, { orderBy: { id: 'asc' } }),
  );
  expect(events.map(({ action }) => action)).toEqual(['connection.created', 'connection.updated']);
  expect(JSON.stringify(events)).toContain('"secrets":["token"]');
  expect(JSON.stringify(events)).not.toContain('another-secret');
});

test('an access token is fetched once, signed in by the client, and kept until shortly before it ends', async () => {
  const asked: { authorization: string | undefined; body: string }[] = [];
  let expiresIn = 3600;
  const server = await serve(async (request) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    asked.push({ authorization: request.headers.authorization, body });
    return { access_token: `token-${asked.length}-of-client`, token_type: 'Bearer', expires_in: expiresIn };
  });
  const { orm } = ground.database;
  const fetch = createGuardedFetch({ allow: parseEgressAllow(server.address) });
  const models = { ring: ground.services.ring, fetch };
  const fields = Object.entries({
    tokenUrl: `http://${server.address}/token`,
    clientId: 'the client',
    clientSecret: 'client-secret',
    scope: 'orders.read',
  }).map(([name, value]) => ({ name, value }));
  const made = await ours.transact((em, actor) =>
    createConnection(
      em,
      actor,
      { projectId, name: `Client ${uuid()}`, origin: 'https://api.example.com', kind: 'oauth', fields },
      models,
    ),
  );
  const opener = createConnectionOpener({ orm, models });
  const use = async () => {
    const opened = await opener(ours.actor.organizationId, projectId, made.id);
    return { headers: await opened.headers(), secrets: opened.secrets };
  };
  const first = await use();
  expect(first.headers).toEqual({ authorization: 'Bearer token-1-of-client' });
  expect(first.secrets).toEqual(['client-secret', 'token-1-of-client']);
  expect((await use()).headers).toEqual(first.headers);
  expect(asked).toEqual([
    {
      authorization: `Basic ${Buffer.from('the%20client:client-secret').toString('base64')}`,
      body: 'grant_type=client_credentials&scope=orders.read',
    },
  ]);
  // A token that ends within a minute is not kept.
  expiresIn = 30;
  await ours.transact((em, actor) =>
    updateConnection(
      em,
      actor,
      {
        connectionId: made.id,
        name: made.name,
        origin: made.origin,
        kind: 'oauth',
        fields: fields.map((field) =>
          field.name === 'clientSecret' ? { name: 'clientSecret', value: 'rotated-secret' } : field,
        ),
      },
      models,
    ),
  );
  expect((await use()).headers).toEqual({ authorization: 'Bearer token-2-of-client' });
  expect((await use()).headers).toEqual({ authorization: 'Bearer token-3-of-client' });
  await fetch.close();
  server.close();
});

async function serve(answer: (request: IncomingMessage) => Promise<object>) {
  const server: Server = createServer((request, response) => {
    void answer(request).then((body) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
