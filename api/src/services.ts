import { type Auth, createAuth } from './access/auth.ts';
import { createConnectionOpener } from './connections/open-connection.ts';
import { createRestateClient, type RestateClient } from './durable/restate-client.ts';
import type { Env } from './env.ts';
import { type LiveHub, startHub } from './live/hub.ts';
import { createPresence, type PresenceService } from './live/presence.ts';
import { worksEnded } from './live/watch-work.ts';
import type { Log } from './log.ts';
import { createModelServices, type ModelServices } from './models/model-services.ts';
import { createOrm, type MikroORM } from './orm.ts';
import { createAdmission } from './runs/admission.ts';
import { createRunStarter, type RunStarter } from './runs/start-run.ts';
import type { ToolServices } from './tools/callable-tools.ts';

/** What lives as long as the api's process. */
export type Services = {
  orm: MikroORM;
  auth: Auth;
  hub: LiveHub;
  presence: PresenceService;
  restate: RestateClient;
  models: ModelServices;
  tools: ToolServices;
  runs: RunStarter;
  log: Log;
};

export function createServices(env: Env<'api'>, log: Log): Services & { close(): Promise<void> } {
  const models = createModelServices(env);
  const orm = createOrm(env.DATABASE_URL, { connections: 20 });
  const auth = createAuth(env, orm, log);
  const hub = startHub({ databaseUrl: env.DATABASE_LISTEN_URL ?? env.DATABASE_URL, log });
  const restate = createRestateClient({
    ingressUrl: env.RESTATE_INGRESS_URL,
    adminUrl: env.RESTATE_ADMIN_URL,
  });
  const admission = createAdmission(orm, restate, log);
  const runs = createRunStarter({ orm, databaseUrl: env.DATABASE_URL, log, admission });
  return {
    orm,
    auth,
    hub,
    presence: createPresence({ hub, orm, log }),
    restate,
    models,
    tools: { fetch: models.fetch, openConnection: createConnectionOpener({ orm, models }) },
    runs,
    log,
    async close() {
      // A call that was cut off a moment ago still writes down what it cost.
      await worksEnded();
      await Promise.all([auth.close(), runs.close(), restate.close(), models.fetch.close(), orm.close(true)]);
    },
  };
}
