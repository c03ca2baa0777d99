import type { Actor } from '../access/actor.ts';
import { ConflictError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { lockRun, queueAgain } from './lock-run.ts';
import type { Run } from './run.ts';

/** The run goes on from what failed: what was done stays, and the receipts of before stay with their steps. */
export async function retryRun(em: EntityManager, actor: Actor, { runId }: { runId: string }): Promise<Run> {
  const run = await lockRun(em, actor, runId);
  if (run.status !== 'FAILED' && run.status !== 'CANCELLED')
    throw new ConflictError(
      run.hasEnded()
        ? 'This run succeeded. Run it again from a step, if you want another answer.'
        : 'This run has not ended: there is nothing to retry yet.',
      ['runId'],
    );
  // An item that failed where its map went on is part of what the map gave: only what failed with the run begins anew.
  await em.execute(
    `with recursive again as (
       select path from step_run where run_id = ? and parent is null and status = 'FAILED'
       union all
       select s.path from step_run s join again a on s.parent = a.path where s.run_id = ? and s.status = 'FAILED')
     update step_run set status = 'RUNNING', error = null, finished_at = null, change = ?
       where run_id = ? and path in (select path from again)`,
    [run.id, run.id, run.change + 1, run.id],
  );
  await em.execute(
    `update approval set decision = null, decided_at = null where run_id = ? and decision = 'withdrawn'`,
    [run.id],
  );
  run.cancelRequestedAt = null;
  await queueAgain(em, run);
  return run;
}
