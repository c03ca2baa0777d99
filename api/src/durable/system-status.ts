import { acrossOrganizations, type MikroORM } from '../orm.ts';
import { version } from '../version.ts';
import type { RestateClient } from './restate-client.ts';
import { freshMs } from './worker-heartbeat.ts';

export type PartStatus = {
  name: 'api' | 'worker' | 'postgres' | 'restate';
  isHealthy: boolean;
  version: string | null;
  latencyMs: number | null;
  detail: string;
};

type Parts = { orm: MikroORM; restate: Pick<RestateClient, 'health'> };

const patienceMs = 3_000;

/** What each part says now. A part that says nothing is a row that says so: this never fails. */
export async function systemStatus({ orm, restate }: Parts): Promise<PartStatus[]> {
  const [database, workers, durable] = await Promise.all([
    orElse('postgres', () => postgresStatus(orm)),
    orElse('worker', () => workerStatus(orm)),
    orElse('restate', () => restateStatus(restate)),
  ]);
  return [apiStatus(), ...workers, ...database, ...durable];
}

function apiStatus(): PartStatus {
  return {
    name: 'api',
    isHealthy: true,
    version,
    latencyMs: null,
    detail: `Up for ${inWords(process.uptime())}, on Node ${process.versions.node}.`,
  };
}

async function postgresStatus(orm: MikroORM): Promise<PartStatus[]> {
  return acrossOrganizations(orm, async (em) => {
    const started = performance.now();
    const [row] = await em.execute<{ version: string; seconds: number }[]>(
      `select current_setting('server_version') as version,
              extract(epoch from clock_timestamp() - pg_postmaster_start_time())::float as seconds`,
    );
    const latencyMs = performance.now() - started;
    if (!row) throw new Error('The query for its version was answered by nothing.');
    return [
      {
        name: 'postgres',
        isHealthy: true,
        version: row.version,
        latencyMs,
        detail: `Up for ${inWords(row.seconds)}.`,
      },
    ];
  });
}

type Beat = {
  version: string;
  address: string;
  latency_ms: number;
  registered: boolean;
  silent: number;
  up: number;
};

async function workerStatus(orm: MikroORM): Promise<PartStatus[]> {
  const beats = await acrossOrganizations(orm, (em) =>
    em.execute<Beat[]>(
      `select version, address, latency_ms, registered,
              extract(epoch from clock_timestamp() - seen_at)::float as silent,
              extract(epoch from seen_at - started_at)::float as up
       from worker_heartbeat order by started_at, address`,
    ),
  );
  const isThere = (beat: Beat) => beat.silent * 1_000 <= freshMs;
  // Those that were killed are news only while nobody has taken their place.
  const shown = beats.some(isThere) ? beats.filter(isThere) : beats.slice(-1);
  if (shown.length === 0) {
    return [
      missing('worker', 'No worker has been heard of. Start one: runs wait until then, and nothing is lost.'),
    ];
  }
  return shown.map((beat) => ({
    name: 'worker',
    isHealthy: isThere(beat) && beat.registered,
    version: beat.version,
    latencyMs: isThere(beat) ? beat.latency_ms : null,
    detail: describe(beat, isThere(beat)),
  }));
}

function describe({ address, registered, silent, up }: Beat, isThere: boolean): string {
  if (!isThere)
    return `The worker at ${address} has not been heard of for ${inWords(silent)}. Runs wait until one is back.`;
  if (!registered)
    return `Up for ${inWords(up)} at ${address}, but not registered at Restate: it gets no work. It keeps trying.`;
  return `Up for ${inWords(up)} at ${address}; the latency is its way to the database.`;
}

async function restateStatus(restate: Parts['restate']): Promise<PartStatus[]> {
  const started = performance.now();
  const { version: serverVersion } = await restate.health();
  return [
    {
      name: 'restate',
      isHealthy: true,
      version: serverVersion,
      latencyMs: performance.now() - started,
      detail: 'Ingress and admin answer.',
    },
  ];
}

async function orElse(name: PartStatus['name'], ask: () => Promise<PartStatus[]>): Promise<PartStatus[]> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs / 1_000} s`)), patienceMs);
  try {
    return await Promise.race([ask(), late]);
  } catch (error) {
    return [missing(name, `${whatFailed[name]}: ${error instanceof Error ? error.message : String(error)}.`)];
  } finally {
    clearTimeout(timer);
  }
}

const whatFailed = {
  api: 'It does not answer',
  worker: 'The workers cannot be asked after, since the database does not answer',
  postgres: 'It does not answer',
  restate: 'It does not answer',
} satisfies Record<PartStatus['name'], string>;

function missing(name: PartStatus['name'], detail: string): PartStatus {
  return { name, isHealthy: false, version: null, latencyMs: null, detail };
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`;
}
