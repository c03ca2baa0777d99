// Two organisations on a real server: ours, with somebody in every role, and theirs, whose admin must learn nothing of
// ours. Everything of ours has "Ours" in its name, so that a test can look for what leaks.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '../access/password.ts';
import { v7 as uuid } from 'uuid';
import { scrubKnown } from '../credentials/known-secrets.ts';
import { readEnv } from '../env.ts';
import { writeGlobalId } from '../graphql/global-id.ts';
import { createLog } from '../log.ts';
import { schema } from '../schema.ts';
import { createServer } from '../server.ts';
import { createServices } from '../services.ts';
import { type Client, createClient } from './client.ts';
import { createDatabase } from './database.ts';
import { found, keyFor } from './found.ts';
import { freePort } from './free-port.ts';
import { type RoleName, roleNames, roles, type Standing } from './roles.ts';

const password = 'correct horse battery';

export type World = Awaited<ReturnType<typeof createWorld>>;

export const globalId = (type: string, id: string): string => writeGlobalId({ type, id });

export async function createWorld(
  environment: NodeJS.ProcessEnv = {},
  options: Parameters<typeof createServer>[2] = {},
) {
  const database = await createDatabase();
  const { orm } = database;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const lines: string[] = [];
  const directory = await mkdtemp(join(tmpdir(), 'patchbay-world-'));
  const env = readEnv('api', {
    DATABASE_URL: database.url,
    PUBLIC_URL: url,
    AUTH_SECRET: uuid(),
    KEY_RING_FILE: join(directory, 'key-ring.json'),
    // Nobody listens there: what needs Restate has tests of its own; here its absence must harm no answer.
    RESTATE_INGRESS_URL: 'http://127.0.0.1:1',
    RESTATE_ADMIN_URL: 'http://127.0.0.1:1',
    ...environment,
  });
  const log = createLog('api', {
    level: env.LOG_LEVEL,
    scrub: scrubKnown,
    write: (line) => lines.push(line),
  });
  const ring = { current: 'k1', keys: { k1: randomBytes(32).toString('base64') } };
  await writeFile(env.KEY_RING_FILE, JSON.stringify(ring));
  const services = createServices(env, log);
  const app = await createServer(services, schema, options);
  await app.listen({ host: '127.0.0.1', port });

  const passwordHash = await hashPassword(password);
  const ours = await found(orm, 'Ours', passwordHash);
  const theirs = await found(orm, 'Theirs', passwordHash);
  const clients = new Map<RoleName, Client>();
  for (const name of roleNames) clients.set(name, await clientOf(name, roles[name]));
  const stranger = await signIn(url, theirs.admin.email, theirs.organization.slug);
  const strangerKey = createClient(url, bearer(await keyFor(theirs, roles.adminKey, 'Their key')));

  async function clientOf(name: RoleName, standing: Standing | null): Promise<Client> {
    if (!standing) return createClient(url);
    if (name === 'admin') return signIn(url, ours.admin.email, ours.organization.slug);
    if (standing.kind === 'key') return createClient(url, bearer(await keyFor(ours, standing, name)));
    const member = await ours.join(`Ours ${name}`, standing.role);
    if (standing.projectRole) await ours.giveRole(member, standing.projectRole);
    return signIn(url, member.email, ours.organization.slug);
  }

  return {
    url,
    orm,
    services,
    databaseUrl: database.url,
    /** What the server logged, line by line. */
    log: lines,
    ours,
    theirs,
    as: (role: RoleName): Client => clients.get(role) ?? createClient(url),
    /** An admin of theirs, and a key of that admin. */
    stranger,
    strangerKey,
    signIn: (email: string, organization: string) => signIn(url, email, organization),
    async close() {
      await services.hub.close();
      await app.close();
      await services.close();
      await database.close();
      await rm(directory, { recursive: true });
    },
  };
}

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

async function signIn(url: string, email: string, organization: string): Promise<Client> {
  const response = await fetch(`${url}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`${email} cannot sign in: ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((text) => text.split(';', 1)[0])
    .join('; ');
  return createClient(url, { cookie, 'patchbay-organization': organization });
}
