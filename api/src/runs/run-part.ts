// What a worker needs to drive runs, put together: the service for Restate, the sweeps, and what must be stopped.
import type { RestateClient } from '../durable/restate-client.ts';
import type { Sweep } from '../durable/sweeper.ts';
import type { LiveHub } from '../live/hub.ts';
import type { Log } from '../log.ts';
import type { ModelServices } from '../models/model-services.ts';
import type { MikroORM } from '../orm.ts';
import { createAdmission } from './admission.ts';
import { createModelTools } from './model-tools.ts';
import { createNodeRunners } from './nodes/index.ts';
import { createVersionLoader } from './load-version.ts';
import { cancelTopic, decidedTopic } from './run.ts';
import { createOutside } from './reach-outside.ts';
import { createRunDriver } from './run-service.ts';
import { createRunNotices } from './run-notices.ts';
import { createRunStore } from './run-store.ts';

type Tools = {
  orm: MikroORM;
  databaseUrl: string;
  hub: LiveHub;
  restate: Pick<RestateClient, 'send'>;
  models: ModelServices;
  log: Log;
};

const beatMs = 2_000;

export function createRunPart({ orm, databaseUrl, hub, restate, models, log }: Tools) {
  const store = createRunStore(databaseUrl);
  const notices = createRunNotices(orm, log);
  const admission = createAdmission(orm, restate, log);
  const driver = createRunDriver({
    store,
    notices,
    nodes: createNodeRunners({
      ...createModelTools(orm, models),
      ...createOutside(orm, models),
    }),
    loadVersion: createVersionLoader(orm),
    log,
    onFinished: (organizationId) => {
      admission
        .admit(organizationId)
        .catch((error: unknown) => log.warn({ err: error }, 'Queued runs wait for the sweeper.'));
    },
  });

  const stopListening = hub.listen(cancelTopic, {
    onEvent: (runId) => typeof runId === 'string' && driver.cancel(runId),
    // What was not heard is found at the next beat.
    onGap: () => {},
  });
  const stopHearing = hub.listen(decidedTopic, {
    onEvent: (runId) => typeof runId === 'string' && driver.wake(runId),
    // What was not heard is found when the run comes to rest.
    onGap: () => {},
  });
  const beat = setInterval(() => {
    store.see(driver.driven()).then(
      (cancelled) => cancelled.forEach(driver.cancel),
      () => {}, // The database is away; the runs say so themselves.
    );
  }, beatMs);

  const sweeps: Sweep[] = [
    { what: 'runs that waited', everyMs: 1_000, waitedMs: 0, resend: admission.wakeDue },
    { what: 'queued runs', everyMs: 1_000, waitedMs: 0, resend: admission.admitWaiting },
    { what: 'runs that nobody took up', everyMs: 2_000, waitedMs: 0, resend: admission.resendUnclaimed },
    { what: 'runs without a driver', everyMs: 5_000, waitedMs: 0, resend: admission.reviveSilent },
  ];
  return {
    service: driver.service,
    sweeps,
    async stop() {
      clearInterval(beat);
      stopListening();
      stopHearing();
      await notices.close();
      await store.close();
    },
  };
}
