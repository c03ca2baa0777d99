// A service that Restate drives. Handlers keep their truth in rows: an attempt reads what is recorded, does the rest,
// and may be repeated at any time, by any worker, with any later version of the code.
import * as restate from '@restatedev/restate-sdk';
import type { z } from 'zod';
import type { Log } from '../log.ts';

export const handlerName = 'run';

export type DurableService = ReturnType<typeof durableService>;

export type Attempt = {
  ctx: restate.Context;
  log: Log;
  /** Aborts when this attempt no longer counts: its connection to Restate is gone, another worker may be at it. */
  signal: AbortSignal;
};

type Definition<Input> = {
  name: string;
  log: Log;
  input: z.ZodType<Input>;
  run(input: Input, attempt: Attempt): Promise<void>;
};

export function durableService<Input>({ name, log, input, run }: Definition<Input>) {
  return restate.service({
    name,
    handlers: {
      [handlerName]: async (ctx: restate.Context, given: unknown): Promise<void> => {
        const { id: invocationId, attemptCompletedSignal: signal } = ctx.request();
        const attemptLog = log.child({ service: name, invocationId });
        const parsed = input.safeParse(given);
        if (!parsed.success) {
          attemptLog.error(
            { issues: parsed.error.issues },
            'An invocation has an input that this worker cannot read; it ends.',
          );
          throw new restate.TerminalError('The input does not have the expected shape.', { errorCode: 400 });
        }
        try {
          await run(parsed.data, { ctx, log: attemptLog, signal });
        } catch (error) {
          if (error instanceof restate.TerminalError) throw error;
          if (signal.aborted)
            attemptLog.info('The connection to Restate is gone; the invocation goes on in another attempt.');
          else attemptLog.warn({ err: error }, 'An attempt failed; Restate tries again.');
          // Restate stores the message it is given, and the original may quote what is not Restate's to keep.
          throw new restate.RestateError("The attempt failed; the worker's log says why.");
        }
      },
    },
    options: {
      // Steps have deadlines of their own; Restate neither suspends nor aborts a handler that is at work.
      inactivityTimeout: { hours: 24 },
      abortTimeout: { hours: 24 },
      // An outage of all workers costs no more than itself: Restate asks again every second, for longer than anybody waits.
      retryPolicy: {
        initialInterval: 50,
        exponentiationFactor: 2,
        maxInterval: 1_000,
        maxAttempts: 2_147_483_647,
      },
      journalRetention: 0,
      // A repeat comes within seconds; one that comes later finds in the rows that there is nothing left to do.
      idempotencyRetention: { minutes: 10 },
    },
  });
}
