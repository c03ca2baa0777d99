import type { Arrangements } from '../test/access-matrix.ts';
import { ModelPolicyRow } from './model-policy-row.ts';

const needs = { requirements: ['VISION'], onMissingCapability: 'REFUSE' };

export const modelPolicyArrangements: Arrangements = {
  'Query.modelPolicy': { arrange: () => ({}) },
  'Query.modelFeatures': { arrange: () => ({}) },
  'Query.modelPolicyImpact': { arrange: () => ({ change: { default: 'openai/gpt-5.4' } }) },
  'Query.resolveModel': { arrange: () => ({ reference: 'default', substitution: true, ...needs }) },
  'Query.modelEligibility': { arrange: () => needs },
  'Mutation.updateModelPolicy': {
    arrange: async ({ ours }) => {
      const [row] = await ours.transact((em) => em.find(ModelPolicyRow, {}));
      return { input: { expectedRevision: row?.revision ?? 0, change: { default: 'openai/gpt-5.4' } } };
    },
  },
};
