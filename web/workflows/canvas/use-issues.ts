'use client';

import { useEditorState } from './editor-context';
import type { Issue } from './issues';

// Every card asks; the answer is worked out once for each list.
const known = new WeakMap<readonly Issue[], ReadonlyMap<string, Issue[]>>();

function byStep(issues: readonly Issue[]): ReadonlyMap<string, Issue[]> {
  let steps = known.get(issues);
  if (!steps) {
    steps = Map.groupBy(issues, ({ nodeId }) => nodeId ?? '');
    known.set(issues, steps);
  }
  return steps;
}

/** What stands between the draft and running. */
export function useIssues(): readonly Issue[] {
  return useEditorState((state) => state.issues);
}

/** How much is wrong with one step: a number, so that a card is drawn anew only when it changes. */
export function useIssueCount(nodeId: string): number {
  return useEditorState((state) => byStep(state.issues).get(nodeId)?.length ?? 0);
}
