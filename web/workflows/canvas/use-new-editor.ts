'use client';

import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useEffect, useState } from 'react';
import { createRunStore } from '@/runs/run-store';
import { createAttentionStore } from '../attention/attention-store';
import { createPinStore } from '../run/pin-store';
import { toast } from '@/ui/toast';
import { createAutosave, type SavedDraft } from './autosave';
import type { Editor } from './editor-context';
import type { WorkflowToEdit } from './editor-documents';
import { createEditorStore, graphOf, type Panel } from './editor-store';
import { followIssues } from './follow-issues';
import { type KeptDraft, localBackup, readBackup } from './local-backup';
import { joinWith, readyToJoin } from './join-with';
import { useDraftSaver } from './use-draft-saver';

/** Opens a draft: its editor, its autosave, and the edits that this browser still keeps of it. */
export function useNewEditor(workflow: WorkflowToEdit, graph: WorkflowGraph, panel: Panel): Editor {
  const save = useDraftSaver(workflow.id);
  const [{ editor, kept }] = useState(() => {
    const kept = readBackup(workflow.id);
    const store = createEditorStore({ graph, issues: workflow.draft.issues }, panel);
    const autosave = createAutosave({
      // Kept edits go on from the revision they were made on: somebody else's save in between is then a conflict.
      revision: kept?.revision ?? workflow.draft.revision,
      graph: kept?.base ?? graph,
      join: (current, base, mine) => joinWith(store, current, { base, mine }),
      uncertain: kept !== null,
      async save(next, revision, base) {
        const answer = await save(next, revision, base, store.getState().hear);
        if (answer.kind === 'conflict') await readyToJoin();
        return answer;
      },
      backup: localBackup(workflow.id),
    });
    const projectId = workflow.project.id;
    const stores = {
      store,
      run: createRunStore(),
      pins: createPinStore(),
      attention: createAttentionStore(),
    };
    const joining = {
      ...autosave,
      hear: (current: SavedDraft) => void readyToJoin().then(() => autosave.hear(current)),
    };
    return { editor: { workflowId: workflow.id, projectId, autosave: joining, ...stores }, kept };
  });

  useEffect(() => follow(editor), [editor]);
  useEffect(() => followIssues(editor.store), [editor]);
  useEffect(() => restore(editor, kept), [editor, kept]);
  return editor;
}

function follow({ store, autosave }: Editor): () => void {
  const stop = store.subscribe((state, before) => {
    if (graphOf(state) !== graphOf(before)) autosave.changed(graphOf(state));
  });
  const flush = () => void autosave.flush();
  window.addEventListener('online', flush);
  window.addEventListener('pagehide', flush);
  return () => {
    stop();
    window.removeEventListener('online', flush);
    window.removeEventListener('pagehide', flush);
    void autosave.flush();
  };
}

function restore({ store }: Editor, kept: KeptDraft | null): void {
  if (!kept || JSON.stringify(kept.graph) === JSON.stringify(graphOf(store.getState()))) return;
  store.getState().edit('Restore unsaved edits', () => kept.graph);
  toast.success('Your unsaved edits are back');
}
