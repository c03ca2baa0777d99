'use client';

import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useMemo } from 'react';
import { useEditorState, useGraph } from './editor-context';
import { graphOf, issuesOf, type ServerIssue } from './editor-store';

/** What stands between the draft and running: what the graph says by itself, and what only the server knows. */
export function useIssues(): ServerIssue[] {
  const graph = useGraph();
  const ofServer = useEditorState((state) => state.issuesOfServer);
  return useMemo(() => {
    const own = issuesOf(graph).map((issue) => ({
      ...issue,
      path: issue.path.map(String),
      blocksPublishing: true,
    }));
    const there = new Set(graph.nodes.map(({ id }) => id));
    return [...own, ...ofServer.filter(({ nodeId }) => nodeId === null || there.has(nodeId))];
  }, [graph, ofServer]);
}

/** How much is wrong with one step: a number, so that a card is drawn anew only when it changes. */
export function useIssueCount(nodeId: string): number {
  return useEditorState((state) => {
    const own = countsOf(graphOf(state)).get(nodeId) ?? 0;
    return own + state.issuesOfServer.filter((issue) => issue.nodeId === nodeId).length;
  });
}

const counts = new WeakMap<WorkflowGraph, ReadonlyMap<string, number>>();

function countsOf(graph: WorkflowGraph): ReadonlyMap<string, number> {
  let count = counts.get(graph);
  if (!count) {
    const byNode = Map.groupBy(issuesOf(graph), ({ nodeId }) => nodeId ?? '');
    count = new Map([...byNode].map(([id, issues]) => [id, issues.length]));
    counts.set(graph, count);
  }
  return count;
}
