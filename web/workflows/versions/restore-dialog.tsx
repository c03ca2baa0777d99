'use client';

import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import {
  compareGraphs,
  countChanges,
  type GraphComparison,
  isMoveOnly,
} from '@patchbay/schema/versions/compare-graphs.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useMutation } from 'urql';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { toast } from '@/ui/toast';
import { outcomeOf } from '@/graphql/outcome';
import { useEditor, useGraph } from '../canvas/editor-context';
import { sayCount, sayNames } from './say-count';
import { RestoreVersion, type Version } from './version-documents';

interface RestoreDialogProps {
  version: Version;
  /** What is live, to tell which work of the draft no version holds; null where nothing is, or it is not here yet. */
  live: { number: number; graph: WorkflowGraph | null } | null;
  open: boolean;
  onOpenChange(open: boolean): void;
  onRestored(): void;
}

/** Says what the draft loses before it is replaced. */
export function RestoreDialog({ version, live, open, onOpenChange, onRestored }: RestoreDialogProps) {
  const { store, autosave } = useEditor();
  const [, restore] = useMutation(RestoreVersion);
  const draft = useGraph();
  const lost = live?.graph ? compareGraphs(live.graph, draft) : null;
  const count = lost && countChanges(lost);

  async function confirm(): Promise<string | undefined> {
    if (!(await autosave.flush())) return 'The draft is not saved yet. Save it first, then restore.';
    const { data, error } = await restore({
      versionId: version.id,
      expectedRevision: autosave.revision(),
    });
    const answer = data?.restoreVersion;
    if (answer && 'current' in answer) {
      autosave.hear(answer.current);
      return `${answer.current.savedBy} saved this draft meanwhile. Their changes are in your draft now: look at what would be replaced, then restore again.`;
    }
    const outcome = outcomeOf(answer, error);
    if (!outcome.ok) return outcome.message;
    const { revision, graph: document } = outcome.data.workflow.draft;
    const { graph, issues } = parseWorkflow(document);
    if (!graph) return issues[0]?.message;
    autosave.rebase(revision, graph);
    // As an edit like any other: undoing it brings the draft back.
    store.getState().edit(`Restore version ${version.number}`, () => graph);
    toast.success(`Version ${version.number} is the draft now`);
    onRestored();
    return undefined;
  }

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Restore version ${version.number} as the draft?`}
      action={`Restore version ${version.number}`}
      variant="primary"
      onConfirm={confirm}
    >
      <p>
        The draft becomes what version {version.number} says.{' '}
        {live ? `Version ${live.number} stays live until you publish.` : ''}
      </p>
      {count !== 0 && (
        <p className="mt-2 text-ink">
          {lost === null
            ? 'The draft may hold work that was never published: no version keeps it.'
            : `What the draft holds that no version keeps is replaced: ${sayLost(lost)}.`}{' '}
          Undo brings it back while this page is open.
        </p>
      )}
    </ConfirmDialog>
  );
}

const mostNamed = 5;

/** "Prompt 2, Output and 3 connections". */
function sayLost(lost: GraphComparison): string {
  const names = lost.steps
    .filter((step) => !isMoveOnly(step))
    .map((step) => `"${(step.kind === 'removed' ? step.before : step.after).name}"`);
  const connections = lost.connections.added.length + lost.connections.removed.length;
  return sayNames([
    ...names.slice(0, mostNamed),
    ...(names.length > mostNamed ? [sayCount(names.length - mostNamed, 'more step')] : []),
    ...(connections > 0 ? [sayCount(connections, 'connection')] : []),
  ]);
}
