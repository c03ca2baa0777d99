import type { Actor } from '../access/actor.ts';
import { ConflictError } from '../errors.ts';
import { publish } from '../live/publish.ts';
import type { EntityManager } from '../orm.ts';
import { lockRun, tellChange } from './lock-run.ts';
import { cancelTopic, type Run } from './run.ts';

/** A run that nobody drives is cancelled at once; of a running one the call in flight is aborted, and what is done stays. */
export async function cancelRun(em: EntityManager, actor: Actor, { runId }: { runId: string }): Promise<Run> {
  const run = await lockRun(em, actor, runId);
  if (run.hasEnded()) {
    throw new ConflictError(`This run has ended already: it ${run.status.toLowerCase()}.`, ['runId']);
  }
  run.cancelRequestedAt ??= new Date();
  if (run.status === 'RUNNING') {
    await publish(em, cancelTopic, run.id);
  } else {
    run.status = 'CANCELLED';
    run.wakeAt = null;
    run.finishedAt = new Date();
    await endWhatRests(em, run);
  }
  await tellChange(em, run);
  return run;
}

/** As the driver does where a run ends: no step is left at work, and no question open. */
async function endWhatRests(em: EntityManager, { id, change }: Run): Promise<void> {
  await em.execute(
    `update step_run set status = 'FAILED', change = ?, partial = null, finished_at = clock_timestamp(),
       error = jsonb_build_object('code', 'INTERRUPTED', 'message', 'The run ended before this step did.')
       where run_id = ? and status in ('RUNNING', 'WAITING')`,
    [change + 1, id],
  );
  await em.execute(
    `update approval set decision = 'withdrawn', decided_at = clock_timestamp()
       where run_id = ? and decision is null`,
    [id],
  );
}
