// Restate drives, PostgreSQL remembers: an epoch is one invocation that walks the run's frozen graph. Any attempt at it
// may die at any time; the next one finds what was recorded and goes on after it.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  type Attempt as RestateAttempt,
  type DurableService,
  durableService,
} from '../durable/durable-service.ts';
import { driveRun, type DriveTools } from './drive-run.ts';
import { runService } from './run-service-name.ts';
import { createWakeUps } from './wake-ups.ts';

const input = z.object({ organizationId: z.uuid(), runId: z.uuid(), epoch: z.number().int() });
type Input = z.output<typeof input>;

type Driving = { epoch: number; done: Promise<void>; cancel: (reason: Error) => void; wake: () => void };

class RunCancelled extends Error {
  override name = 'RunCancelled';
}

export type RunDriver = {
  service: DurableService;
  /** What the service does with an invocation. */
  drive(given: Input, attempt: Pick<RestateAttempt, 'signal'>): Promise<void>;
  cancel(runId: string): void;
  /** What waits in this run may go on: somebody has decided. */
  wake(runId: string): void;
  /** The runs that are driven here now. */
  driven(): string[];
};

export function createRunDriver(tools: DriveTools): RunDriver {
  const driving = new Map<string, Driving>();

  const drive: RunDriver['drive'] = (given, attempt) => {
    const { runId, epoch } = given;
    // Restate lost the connection and asks again, while this process is still at it: joining costs no call, whereas a
    // new claim would have to repeat the one in flight.
    const present = driving.get(runId);
    if (present?.epoch === epoch) return present.done;
    // Restate was slower than the sweeper that gave the run a new epoch: this one is over.
    if (present && present.epoch > epoch) return Promise.resolve();
    // An attempt that Restate gave up before it began must not take the run from one that it listens to.
    if (attempt.signal.aborted) return Promise.resolve();

    const cancelling = new AbortController();
    const driven = { organizationId: given.organizationId, runId, token: randomUUID() };
    const wakeUps = createWakeUps();
    const done = driveRun(tools, driven, epoch, cancelling.signal, wakeUps).finally(() => {
      if (driving.get(runId)?.done === done) driving.delete(runId);
    });
    driving.set(runId, { epoch, done, cancel: (reason) => cancelling.abort(reason), wake: wakeUps.wake });
    return done;
  };

  return {
    service: durableService({ name: runService, log: tools.log, input, run: drive }),
    drive,
    cancel: (runId) => driving.get(runId)?.cancel(new RunCancelled('The run was cancelled.')),
    wake: (runId) => driving.get(runId)?.wake(),
    driven: () => [...driving.keys()],
  };
}
