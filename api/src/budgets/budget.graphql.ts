import type { RunLimits } from '@patchbay/schema/run-limits.ts';
import { adminReads, adminWrites } from '../access/rules.ts';
import { builder, ForbiddenError, InvalidInputError } from '../builder.ts';
import { OrganizationBudget } from './organization-budget.ts';
import { costLimit, RunLimitsInput, RunLimitsType } from './run-limits.graphql.ts';
import { updateBudget } from './update-budget.ts';

type Budget = { limits: RunLimits; monthlyCost: string | null; spent: string; reserved: string };

const thisMonth = () => new Date().toISOString().slice(0, 7);

/** Where nothing was ever said, nothing is counted either. */
function tell(row: OrganizationBudget | null): Budget {
  if (!row) return { limits: {}, monthlyCost: null, spent: '0', reserved: '0' };
  const isCurrent = row.month.slice(0, 7) === thisMonth();
  return {
    limits: row.limits,
    monthlyCost: row.monthlyCost ?? null,
    spent: isCurrent ? row.spent : '0',
    reserved: isCurrent ? row.reserved : '0',
  };
}

const BudgetType = builder.objectRef<Budget>('Budget').implement({
  description: "What the organisation's runs may spend: each by itself, and all together in a month.",
  fields: (t) => ({
    limits: t.field({
      type: RunLimitsType,
      description: 'Of each run that starts from now on.',
      resolve: ({ limits }) => limits,
    }),
    monthlyCost: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'USD in a calendar month (UTC). Null: without a limit.',
      resolve: ({ monthlyCost }) => monthlyCost,
    }),
    spent: t.field({
      type: 'Decimal',
      description:
        'USD of this month, since the budget was first set: what calls cost, and what was reserved for calls of which nobody knows what became.',
      resolve: ({ spent }) => spent,
    }),
    reserved: t.field({
      type: 'Decimal',
      description: 'USD that the calls in flight may come to.',
      resolve: ({ reserved }) => reserved,
    }),
  }),
});

builder.queryField('budget', (t) =>
  t.field({
    type: BudgetType,
    authScopes: { may: adminReads },
    resolve: (_root, _args, context) =>
      context.transact(async (em, { organizationId }) =>
        tell(await em.findOne(OrganizationBudget, { organizationId })),
      ),
  }),
);

builder.relayMutationField(
  'updateBudget',
  {
    inputFields: (t) => ({
      limits: t.field({ type: RunLimitsInput, description: 'All of them, as they are to be.' }),
      monthlyCost: t.field({ type: 'Decimal', required: false, validate: costLimit }),
    }),
  },
  {
    authScopes: { may: adminWrites },
    errors: { types: [ForbiddenError, InvalidInputError] },
    resolve: (_root, { input: { limits, monthlyCost } }, context) =>
      context.transact((em, actor) => updateBudget(em, actor, { limits, monthlyCost: monthlyCost ?? null })),
  },
  { outputFields: (t) => ({ budget: t.field({ type: BudgetType, resolve: tell }) }) },
);
