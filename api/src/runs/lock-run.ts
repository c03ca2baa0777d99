import { LockMode } from '@mikro-orm/core';
import { type Actor, requireProjectRole, roleInProject } from '../access/actor.ts';
import { NotFoundError } from '../errors.ts';
import { publish } from '../live/publish.ts';
import type { EntityManager } from '../orm.ts';
import { Run, runTopic } from './run.ts';

/** The lock puts what people do to a run and what its driver writes in an order. */
export async function lockRun(em: EntityManager, actor: Actor, runId: string): Promise<Run> {
  const run = await em.findOne(Run, { id: runId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!run || !roleInProject(actor, run.projectId)) throw new NotFoundError('run', ['runId']);
  requireProjectRole(actor, run.projectId, 'CONTRIBUTOR');
  return run;
}

/** Back into the queue, where its age puts it first: whoever lets it go gives it its next epoch. */
export async function queueAgain(em: EntityManager, run: Run): Promise<void> {
  run.status = 'QUEUED';
  // Nobody drives it any more, and nobody is missed.
  run.claim = null;
  run.error = null;
  run.output = null;
  run.finishedAt = null;
  run.wakeAt = null;
  await tellChange(em, run);
}

export async function tellChange(em: EntityManager, run: Run): Promise<void> {
  run.change += 1;
  await publish(em, runTopic(run.id));
  await em.flush();
}
