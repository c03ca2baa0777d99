import { defineEntity, p } from '@mikro-orm/core';
import type { RunLimits } from '@patchbay/schema/run-limits.ts';

const schema = defineEntity({
  name: 'RunBudgetRow',
  tableName: 'run_budget',
  properties: {
    runId: p.uuid().primary(),
    organizationId: p.uuid(),
    limits: p.json().$type<RunLimits>(),
  },
});

/** What one run may spend. What its calls hold and have lost is the driver's (m021). */
export class RunBudgetRow extends schema.class {}
schema.setClass(RunBudgetRow);
