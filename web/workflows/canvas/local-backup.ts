import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import type { Backup } from './autosave.ts';

export interface KeptDraft {
  /** The revision that these edits were made on. */
  revision: number;
  graph: WorkflowGraph;
}

const keyOf = (workflowId: string) => `patchbay-unsaved-draft:${workflowId}`;

/** Unsaved edits of one workflow, in this browser. A browser that keeps nothing is no reason to stop editing. */
export function localBackup(workflowId: string, storage: Storage = window.localStorage): Backup {
  const key = keyOf(workflowId);
  return {
    write(revision, graph) {
      try {
        storage.setItem(key, JSON.stringify({ revision, graph }));
      } catch {
        // Full or forbidden: saving to the server goes on regardless.
      }
    },
    clear() {
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
    return graph && typeof kept.revision === 'number' ? { revision: kept.revision, graph } : null;
  } catch {
    return null;
  }
}
