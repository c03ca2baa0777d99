import type { Arrangements } from './test/access-matrix.ts';

export const viewerArrangements: Arrangements = {
  'Query.viewer': { arrange: () => ({}) },
};
