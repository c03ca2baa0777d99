import type { RunLimits } from '@patchbay/schema/run-limits.ts';
import { type Actor, requireAdmin } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { ConflictError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { lockRun, queueAgain } from './lock-run.ts';
import type { Run } from './run.ts';
import { RunBudgetRow } from './run-budget-row.ts';

/** What is left out stays. With nothing said the run tries to go on, as after its organisation's month was raised. */
export async function raiseBudget(
  em: EntityManager,
  actor: Actor,
  { runId, limits }: { runId: string; limits: RunLimits },
): Promise<Run> {
  requireAdmin(actor);
  const run = await lockRun(em, actor, runId);
  if (run.status !== 'OVER_BUDGET')
    throw new ConflictError('This run is not stopped by its budget.', ['runId']);
  const row = await em.findOne(RunBudgetRow, { runId });
  const before = row?.limits ?? {};
  if (row) row.limits = { ...before, ...limits };
  else em.create(RunBudgetRow, { runId, organizationId: run.organizationId, limits });
  const subject = { type: 'Run', id: run.id, name: 'Budget of a run' };
  record(em, actor, 'run.budget-raised', subject, { stoppedBy: run.error?.code ?? null, limits });
  await queueAgain(em, run);
  return run;
}
