// What a step has at hand that runs nothing inside of it, and may spend what it likes.
import { nothingSpent } from '@patchbay/schema/run-limits.ts';
import type { LoadVersion } from '../runs/load-version.ts';
import type { NodeRun } from '../runs/nodes/node-run.ts';
import { createRunBudget } from '../runs/run-budget.ts';

const never = () => Promise.reject(new Error('Nothing runs inside of this step.'));

export const noVersions: LoadVersion = async () => null;

export const nothingInside: Pick<NodeRun, 'inside' | 'item' | 'woken' | 'askApproval'> = {
  inside: never,
  item: never,
  woken: () => new Promise(() => {}),
  askApproval: never,
};

export const unlimited = () =>
  createRunBudget({
    store: { reserve: never, settle: never },
    driven: { organizationId: '', runId: '', token: '' },
    limits: null,
    spent: nothingSpent,
  });
