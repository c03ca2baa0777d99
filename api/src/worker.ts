// The worker: serves what Restate drives. Any number of them may run; each keeps its truth in PostgreSQL.
import type http from 'node:http';
import { hostname } from 'node:os';
import * as restateSdk from '@restatedev/restate-sdk';
import { scrubKnown } from './credentials/known-secrets.ts';
import { keepRegistered } from './durable/register-worker.ts';
import { createRestateClient } from './durable/restate-client.ts';
import { createSelfCheckService } from './durable/self-check-service.ts';
import { resendSelfChecks } from './durable/send-self-check.ts';
import { startSweeper } from './durable/sweeper.ts';
import { listen } from './durable/listen.ts';
import { startHeartbeat } from './durable/worker-heartbeat.ts';
import { type Env, readEnv } from './env.ts';
import { startHub } from './live/hub.ts';
import { createLog, type Log } from './log.ts';
import { createModelServices } from './models/model-services.ts';
import { acrossOrganizations, createOrm } from './orm.ts';
import { createRunPart } from './runs/run-part.ts';
import { keepSweepingUploads } from './uploads/sweep-uploads.ts';

/** What is under way gets this long to finish; the rest goes on at another worker, or at this one's successor. */
const graceMs = 5_000;

export async function startWorker(env: Env<'worker'>, log: Log) {
  const workerUrl = env.WORKER_URL ?? `http://${env.WORKER_HOST}:${env.WORKER_PORT}`;
  const models = createModelServices(env);
  const orm = createOrm(env.DATABASE_URL);
  const hub = startHub({ databaseUrl: env.DATABASE_LISTEN_URL ?? env.DATABASE_URL, log });
  const restate = createRestateClient({
    ingressUrl: env.RESTATE_INGRESS_URL,
    adminUrl: env.RESTATE_ADMIN_URL,
  });

  const runs = createRunPart({ orm, databaseUrl: env.DATABASE_URL, hub, restate, models, log });

  if (!env.RESTATE_IDENTITY_KEY) {
    log.warn(
      'RESTATE_IDENTITY_KEY is not set: whoever reaches this port can run its handlers. Keep it private.',
    );
  }
  const handle = restateSdk.createEndpointHandler({
    services: [createSelfCheckService({ orm, hub, log }), runs.service],
    identityKeys: env.RESTATE_IDENTITY_KEY ? [env.RESTATE_IDENTITY_KEY] : [],
    logger: (about, message: unknown) => {
      if (about.level === 'warn' || about.level === 'error')
        log[about.level]({ source: about.source }, String(message));
    },
  });

  const isReady = async () => {
    const database = await acrossOrganizations(orm, (em) => em.execute('select 1')).then(
      () => true,
      () => false,
    );
    return { ready: database, database, liveEvents: hub.isListening, registered: registration.isRegistered };
  };
  const answerProbe = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/healthz') return answer(200, { alive: true });
    if (request.url !== '/readyz')
      return answer(404, { message: 'Here are /healthz and /readyz; the rest is for Restate, by HTTP/2.' });
    const readiness = await isReady();
    return answer(readiness.ready ? 200 : 503, readiness);
  };
  const server = await listen({
    host: env.WORKER_HOST,
    port: env.WORKER_PORT,
    onHttp1: (request, response) => void answerProbe(request, response),
    onHttp2: handle,
  });

  const sweeper = startSweeper(log, [
    {
      what: 'self-checks',
      everyMs: 5_000,
      waitedMs: 5_000,
      resend: (waitedMs) => resendSelfChecks(orm, restate, waitedMs),
    },
    ...runs.sweeps,
  ]);
  const uploads = keepSweepingUploads(orm, log);
  const registration = keepRegistered({ restate, workerUrl, log, onDataLost: () => sweeper.sweepAll() });
  const heartbeat = startHeartbeat({
    orm,
    log,
    address: `${hostname()}:${server.port}`,
    isRegistered: () => registration.isRegistered,
  });
  log.info({ host: env.WORKER_HOST, port: server.port, workerUrl }, 'The worker listens.');

  return {
    async stop(): Promise<void> {
      await Promise.all([registration.stop(), sweeper.stop(), heartbeat.stop(), server.close(graceMs)]);
      uploads.stop();
      await runs.stop();
      await Promise.all([hub.close(), restate.close(), models.fetch.close(), orm.close(true)]);
    },
  };
}

if (import.meta.main) {
  const env = readEnv('worker');
  const log = createLog('worker', { level: env.LOG_LEVEL, scrub: scrubKnown });
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, 'An unexpected error; the worker ends, and what it did goes on elsewhere.');
      process.exit(1);
    });
  }
  const worker = await startWorker(env, log);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      log.info({ signal }, 'The worker shuts down.');
      // A database that does not answer must not keep it: nothing is lost by going.
      setTimeout(() => process.exit(1), graceMs + 2_000).unref();
      await worker.stop();
      process.exit(0);
    });
  }
}
