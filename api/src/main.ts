// The api: GraphQL, identity and live events. It keeps no state of its own, so any number may run side by side.
import { createAuth } from './access/auth.ts';
import { scrubKnown } from './credentials/known-secrets.ts';
import { createRestateClient } from './durable/restate-client.ts';
import { readEnv } from './env.ts';
import { startHub } from './live/hub.ts';
import { createLog } from './log.ts';
import { createOrm } from './orm.ts';
import { schema } from './schema.ts';
import { createServer } from './server.ts';

const env = readEnv('api');
const log = createLog('api', { level: env.LOG_LEVEL, scrub: scrubKnown });
const orm = createOrm(env.DATABASE_URL, { connections: 20 });
const auth = createAuth(env, orm, log);
const hub = startHub({ databaseUrl: env.DATABASE_LISTEN_URL ?? env.DATABASE_URL, log });
const restate = createRestateClient({ ingressUrl: env.RESTATE_INGRESS_URL, adminUrl: env.RESTATE_ADMIN_URL });

const app = await createServer({ orm, auth, hub, restate, log }, schema);
await app.listen({ host: env.API_HOST, port: env.API_PORT });
log.info({ address: `http://${env.API_HOST}:${env.API_PORT}` }, 'api serves');

const setup = await auth
  .offerSetup()
  .catch((error: unknown) => log.warn({ error }, 'the database does not answer yet'));
if (setup) log.info({ link: setup }, 'there is nobody yet: this link makes the first admin');

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  // Streams never end by themselves; whoever listens comes back to another process, at the event it had reached.
  await hub.close();
  await app.close();
  await Promise.all([auth.close(), restate.close(), orm.close(true)]);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
