import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import type { mergeGraphs } from '@patchbay/schema/versions/merge-graphs.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { toast } from '@/ui/toast';
import type { Joined, SavedDraft } from './autosave';
import type { EditorStore } from './editor-store';

/** Who saves every few seconds is named once in a while. */
const namedAgainAfterMs = 30_000;

let merging: { mergeGraphs: typeof mergeGraphs } | null = null;

/** Merging reads templates and expressions: their engines are fetched when somebody else has saved, not before. */
export async function readyToJoin(): Promise<void> {
  merging ??= await import('@patchbay/schema/versions/merge-graphs.ts').catch(() => null);
}

/** Changes that do not overlap join without a question; null where somebody must decide. */
export function joinWith(
  store: EditorStore,
  current: SavedDraft,
  { base, mine }: { base: WorkflowGraph; mine: WorkflowGraph },
): Joined | null {
  const { graph: theirs } = parseWorkflow(current.graph);
  if (!theirs || !merging) return null;
  const { mergeGraphs: merge } = merging;
  if (mine === base) {
    store.getState().carryOver(theirs, (earlier) => merge({ base, mine: earlier, theirs }).graph);
    sayWhoChanges(current.savedBy);
    return { graph: theirs, theirs };
  }
  const { graph, conflicts } = merge({ base, mine, theirs });
  if (conflicts.length > 0 || !parseWorkflow(graph).graph) return null;
  store.getState().carryOver(graph, (earlier) => merge({ base, mine: earlier, theirs }).graph);
  toast.success(`Joined with what ${current.savedBy} changed`);
  return { graph, theirs };
}

let named = { name: '', at: -namedAgainAfterMs };

function sayWhoChanges(name: string): void {
  const now = performance.now();
  if (name !== named.name || now - named.at > namedAgainAfterMs)
    toast.success(`${name} is changing this draft`);
  named = { name, at: now };
}
