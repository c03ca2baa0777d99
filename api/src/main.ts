// The api: GraphQL, identity and live events. It keeps no state of its own, so any number may run side by side.
import { scrubKnown } from './credentials/known-secrets.ts';
import { readEnv } from './env.ts';
import { createLog } from './log.ts';
import { schema } from './schema.ts';
import { createServer } from './server.ts';
import { createServices } from './services.ts';

const env = readEnv('api');
const log = createLog('api', { level: env.LOG_LEVEL, scrub: scrubKnown });
const services = createServices(env, log);

const app = await createServer(services, schema);
await app.listen({ host: env.API_HOST, port: env.API_PORT });
log.info({ address: `http://${env.API_HOST}:${env.API_PORT}` }, 'api serves');

const setup = await services.auth
  .offerSetup()
  .catch((error: unknown) => log.warn({ error }, 'the database does not answer yet'));
if (setup) log.info({ link: setup }, 'there is nobody yet: this link makes the first admin');

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  // Streams never end by themselves; whoever listens comes back to another process, at the event it had reached.
  await services.hub.close();
  await app.close();
  await services.close();
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
