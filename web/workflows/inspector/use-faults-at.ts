'use client';

import { useMemo } from 'react';
import { useIssues } from '../canvas/use-issues';

/** All that is wrong with one field of a step; a map of faults holds the first alone. */
export function useFaultsAt(nodeId: string, place: string): readonly string[] {
  const issues = useIssues();
  const told = issues
    .filter((issue) => issue.nodeId === nodeId && issue.path.slice(1).join('.') === place)
    .map(({ message }) => message);
  const key = JSON.stringify(told);
  // The same faults are the same list, whatever else changed in the graph.
  return useMemo(() => JSON.parse(key) as string[], [key]);
}
