import type { RunLimits } from '@patchbay/schema/run-limits.ts';
import { type Actor, requireAdmin } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import { OrganizationBudget } from './organization-budget.ts';

type Input = {
  /** All of them: what is null has its standard. */
  limits: RunLimits;
  monthlyCost: string | null;
};

/** Holds for runs that start from now on: a run that was let go without a budget is not stopped by a later one. */
export async function updateBudget(
  em: EntityManager,
  actor: Actor,
  { limits: given, monthlyCost }: Input,
): Promise<OrganizationBudget> {
  requireAdmin(actor);
  const limits: RunLimits = Object.fromEntries(Object.entries(given).filter(([, limit]) => limit != null));
  const { organizationId } = actor;
  const before = await em.findOne(OrganizationBudget, { organizationId });
  // What the month has cost so far is counted once; from then on each call adds to it.
  await em.execute(
    `insert into organization_budget (organization_id, limits, monthly_cost, spent)
     select ?, ?, ?, coalesce((select sum(cost) from attempt
       where finished_at >= date_trunc('month', now() at time zone 'utc') at time zone 'utc'), 0)
     on conflict (organization_id) do update set limits = excluded.limits, monthly_cost = excluded.monthly_cost`,
    [organizationId, JSON.stringify(limits), monthlyCost],
  );
  const tell = (budget: Pick<OrganizationBudget, 'limits' | 'monthlyCost'> | null) => ({
    ...budget?.limits,
    monthlyCost: budget?.monthlyCost ?? null,
  });
  record(
    em,
    actor,
    'budget.updated',
    { type: 'Budget', id: null, name: 'Budget' },
    { from: tell(before), to: tell({ limits, monthlyCost }) },
  );
  await em.flush();
  return em.findOneOrFail(OrganizationBudget, { organizationId }, { refresh: true });
}
