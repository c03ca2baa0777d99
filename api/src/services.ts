import type { Auth } from './access/auth.ts';
import type { RestateClient } from './durable/restate-client.ts';
import type { LiveHub } from './live/hub.ts';
import type { Log } from './log.ts';
import type { MikroORM } from './orm.ts';

/** What lives as long as the process. */
export type Services = {
  orm: MikroORM;
  auth: Auth;
  hub: LiveHub;
  restate: RestateClient;
  log: Log;
};
