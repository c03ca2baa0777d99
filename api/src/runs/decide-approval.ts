import { LockMode } from '@mikro-orm/core';
import { type Actor, requireProjectRole, roleInProject } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../errors.ts';
import { publish } from '../live/publish.ts';
import type { EntityManager } from '../orm.ts';
import { Approval } from './approval.ts';
import { queueAgain, tellChange } from './lock-run.ts';
import { decidedTopic, Run } from './run.ts';

type Input = { approvalId: string; approve: boolean; comment: string };

/** One decision holds, and the run goes on by it: at once where it is at work, else through the queue. */
export async function decideApproval(
  em: EntityManager,
  actor: Actor,
  { approvalId, approve, comment }: Input,
): Promise<Approval> {
  const found = await em.findOne(Approval, { id: approvalId });
  if (!found || !roleInProject(actor, found.projectId)) throw new NotFoundError('approval', ['approvalId']);
  requireMayDecide(actor, found);
  // The run's row comes first, as it does for its driver: whoever comes to rest meanwhile sees the decision.
  const run = await em.findOneOrFail(Run, { id: found.runId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const approval = await em.findOneOrFail(Approval, { id: approvalId }, { refresh: true });
  if (approval.decision !== null) throw new ConflictError(alreadyDecided(approval), ['approvalId']);
  if (approval.expiresAt && approval.expiresAt <= new Date())
    throw new ConflictError('This approval has expired: the run goes on without it.', ['approvalId']);

  approval.decision = approve ? 'approved' : 'rejected';
  approval.comment = comment;
  approval.decidedBy = actor.name;
  approval.decidedAt = new Date();
  const subject = { type: 'Run', id: run.id, name: approval.stepName };
  record(em, actor, `run.${approval.decision}`, subject, comment === '' ? {} : { comment });
  if (run.status === 'WAITING') await queueAgain(em, run);
  else await tellChange(em, run);
  await publish(em, decidedTopic, run.id);
  return approval;
}

/** Those who were asked, or whoever may run the workflow where nobody was named; administrators always. */
export function mayDecide(actor: Actor, { projectId, assignees }: Approval): boolean {
  const role = roleInProject(actor, projectId);
  if (!role) return false;
  if (role === 'ADMIN') return true;
  return assignees.length === 0 ? role === 'CONTRIBUTOR' : assignees.includes(actor.id);
}

function requireMayDecide(actor: Actor, approval: Approval): void {
  if (mayDecide(actor, approval)) return;
  if (approval.assignees.length === 0) requireProjectRole(actor, approval.projectId, 'CONTRIBUTOR');
  throw new ForbiddenError('Others were asked to decide this.');
}

function alreadyDecided({ decision, decidedBy }: Approval): string {
  if (decision === 'withdrawn') return 'The run has ended: there is nothing left to decide.';
  return decision === 'expired' ? 'This approval has expired.' : `${decidedBy} has ${decision} this already.`;
}
