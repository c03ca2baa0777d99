import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { emptyGraph, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import type { Backup } from './autosave.ts';

export interface KeptDraft {
  /** The revision that these edits were made on. */
  revision: number;
  graph: WorkflowGraph;
  /** What the server held then. */
  base: WorkflowGraph;
}

const keyOf = (workflowId: string) => `patchbay-unsaved-draft:${workflowId}`;

/** Writing a large workflow out takes longer than typing a letter: this much typing is written together. */
const together = 250;

/** Unsaved edits of one workflow, in this browser. A browser that keeps nothing is no reason to stop editing. */
export function localBackup(workflowId: string, storage: Storage = window.localStorage): Backup {
  const key = keyOf(workflowId);
  let latest: KeptDraft | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function put() {
    clearTimeout(timer);
    timer = undefined;
    if (!latest) return;
    try {
      storage.setItem(key, JSON.stringify(latest));
    } catch {
      // Full or forbidden: saving to the server goes on regardless.
    }
    latest = null;
  }
  // Whoever leaves at once loses nothing.
  window.addEventListener('pagehide', put);
  return {
    write(revision, graph, base) {
      latest = { revision, graph, base };
      timer ??= setTimeout(put, together);
    },
    clear() {
      clearTimeout(timer);
      timer = undefined;
      latest = null;
      try {
        storage.removeItem(key);
      } catch {
        // As above.
      }
    },
  };
}

export function readBackup(workflowId: string, storage: Storage = window.localStorage): KeptDraft | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(workflowId)) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('graph' in kept) || !('revision' in kept)) return null;
    const { graph } = parseWorkflow(kept.graph);
    const { graph: base } = parseWorkflow('base' in kept ? kept.base : null);
    if (!graph || typeof kept.revision !== 'number') return null;
    // Kept by an older page, without its base: taken for empty, every step asks rather than being joined unseen.
    return { revision: kept.revision, graph, base: base ?? emptyGraph };
  } catch {
    return null;
  }
}
