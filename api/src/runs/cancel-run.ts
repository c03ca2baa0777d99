import { LockMode } from '@mikro-orm/core';
import { type Actor, requireProjectRole, roleInProject } from '../access/actor.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import { publish } from '../live/publish.ts';
import type { EntityManager } from '../orm.ts';
import { cancelTopic, Run, runTopic } from './run.ts';

/** A queued run is cancelled at once; of a running one the call in flight is aborted, and what is done stays. */
export async function cancelRun(em: EntityManager, actor: Actor, { runId }: { runId: string }): Promise<Run> {
  // The lock decides between cancelling and finishing: one of the two comes first.
  const run = await em.findOne(Run, { id: runId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!run || !roleInProject(actor, run.projectId)) throw new NotFoundError('run', ['runId']);
  requireProjectRole(actor, run.projectId, 'CONTRIBUTOR');
  if (run.hasEnded()) {
    throw new ConflictError(`This run has ended already: it ${run.status.toLowerCase()}.`, ['runId']);
  }
  run.cancelRequestedAt ??= new Date();
  run.change += 1;
  if (run.status === 'QUEUED') {
    run.status = 'CANCELLED';
    run.finishedAt = new Date();
  } else {
    await publish(em, cancelTopic, run.id);
  }
  await publish(em, runTopic(run.id));
  await em.flush();
  return run;
}
