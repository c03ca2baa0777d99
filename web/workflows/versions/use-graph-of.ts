'use client';

import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { emptyGraph, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useMemo } from 'react';
import { type CombinedError, useQuery } from 'urql';
import { useGraph } from '../canvas/editor-context';
import type { Side } from './sides';
import { VersionGraph } from './version-documents';

interface GraphOfSide {
  /** Null while it is on its way, or cannot be had. */
  graph: WorkflowGraph | null;
  fault: string | null;
  error: CombinedError | undefined;
  retry(): void;
}

export function useGraphOf(side: Side): GraphOfSide {
  const draft = useGraph();
  const isVersion = typeof side !== 'string';
  // A version never changes: what was fetched once is good for ever.
  const [{ data, error }, retry] = useQuery({
    query: VersionGraph,
    variables: { id: isVersion ? side.id : '' },
    pause: !isVersion,
  });
  const node = isVersion && data?.node && 'graph' in data.node ? data.node : null;
  const document = node?.graph;
  const parsed = useMemo(() => (document === undefined ? null : parseWorkflow(document)), [document]);
  if (side === 'draft') return { graph: draft, fault: null, error: undefined, retry };
  if (side === 'nothing') return { graph: emptyGraph, fault: null, error: undefined, retry };
  return { graph: parsed?.graph ?? null, fault: parsed?.issues[0]?.message ?? null, error, retry };
}
