import { defineEntity, p } from '@mikro-orm/core';
import type { RunLimits } from '@patchbay/schema/run-limits.ts';

const schema = defineEntity({
  name: 'OrganizationBudget',
  tableName: 'organization_budget',
  properties: {
    organizationId: p.uuid().primary(),
    /** Of each run, as it starts. */
    limits: p.json().$type<RunLimits>(),
    /** Of all runs of a calendar month in UTC; null: without end. */
    monthlyCost: p.decimal('string').nullable(),
    month: p.date(),
    spent: p.decimal('string'),
    /** What calls in flight may come to. */
    reserved: p.decimal('string'),
  },
});

export class OrganizationBudget extends schema.class {}
schema.setClass(OrganizationBudget);
