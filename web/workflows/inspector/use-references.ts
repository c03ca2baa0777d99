'use client';

import { useMemo } from 'react';
import { useGraph } from '../canvas/editor-context';
import { referencesFor, type StepReferences } from './references';

/** What a step may refer to, as the graph stands. */
export function useReferences(nodeId: string): readonly StepReferences[] {
  const graph = useGraph();
  return useMemo(() => referencesFor(graph, nodeId), [graph, nodeId]);
}
