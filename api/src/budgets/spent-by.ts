import { nothingSpent, type RunLimits, type RunSpent } from '@patchbay/schema/run-limits.ts';
import type { EntityManager } from '../orm.ts';
import { RunBudgetRow } from '../runs/run-budget-row.ts';

/** In the order of the runs. */
export async function limitsOf(em: EntityManager, runIds: readonly string[]): Promise<RunLimits[]> {
  const rows = await em.find(RunBudgetRow, { runId: [...runIds] });
  const limits = new Map(rows.map((row) => [row.runId, row.limits]));
  return runIds.map((id) => limits.get(id) ?? {});
}

export async function spentBy(em: EntityManager, runIds: readonly string[]): Promise<RunSpent[]> {
  const rows = await em.execute<{ id: string; spent: RunSpent }[]>(
    'select id, spent_of(id::uuid) as spent from json_array_elements_text(?::json) as asked (id)',
    [JSON.stringify(runIds)],
  );
  const spent = new Map(rows.map((row) => [row.id, row.spent]));
  return runIds.map((id) => spent.get(id) ?? nothingSpent);
}
