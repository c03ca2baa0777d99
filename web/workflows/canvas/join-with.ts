import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { mergeGraphs } from '@patchbay/schema/versions/merge-graphs.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { toast } from '@/ui/toast';
import type { Joined, SavedDraft } from './autosave';
import type { EditorStore } from './editor-store';

/** Changes that do not overlap join without a question; null where somebody must decide. */
export function joinWith(
  store: EditorStore,
  current: SavedDraft,
  { base, mine }: { base: WorkflowGraph; mine: WorkflowGraph },
): Joined | null {
  const { graph: theirs } = parseWorkflow(current.graph);
  if (!theirs) return null;
  const { graph, conflicts } = mergeGraphs({ base, mine, theirs });
  if (conflicts.length > 0 || !parseWorkflow(graph).graph) return null;
  store.getState().carryOver(graph, (earlier) => mergeGraphs({ base, mine: earlier, theirs }).graph);
  toast.success(`Joined with what ${current.savedBy} changed`);
  return { graph, theirs };
}
