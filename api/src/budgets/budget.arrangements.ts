import type { Arrangements } from '../test/access-matrix.ts';

export const budgetArrangements: Arrangements = {
  'Query.budget': { arrange: () => ({}) },
  'Mutation.updateBudget': {
    arrange: () => ({ input: { limits: { steps: 500, cost: '2.50' }, monthlyCost: '100' } }),
  },
};
