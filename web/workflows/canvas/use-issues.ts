'use client';

import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { type EditorState, graphOf } from './editor-store';
import { useEditorState } from './editor-context';
import { type Heard, type Issue, issuesOf } from './issues';

interface Known {
  heard: Heard;
  checksHere: boolean;
  issues: readonly Issue[];
  byStep: ReadonlyMap<string, Issue[]>;
}

// Every card asks; the answer is worked out once for each state of the graph.
const known = new WeakMap<WorkflowGraph, Known>();

function knownIn(state: EditorState): Known {
  const graph = graphOf(state);
  const { heard, checksHere } = state;
  const before = known.get(graph);
  if (before?.heard === heard && before.checksHere === checksHere) return before;
  const issues = issuesOf(graph, heard);
  const now = { heard, checksHere, issues, byStep: Map.groupBy(issues, ({ nodeId }) => nodeId ?? '') };
  known.set(graph, now);
  return now;
}

/** What stands between the draft and running. */
export function useIssues(): readonly Issue[] {
  return useEditorState((state) => knownIn(state).issues);
}

/** How much is wrong with one step: a number, so that a card is drawn anew only when it changes. */
export function useIssueCount(nodeId: string): number {
  return useEditorState((state) => knownIn(state).byStep.get(nodeId)?.length ?? 0);
}
