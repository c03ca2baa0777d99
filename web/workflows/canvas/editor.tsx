'use client';

import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { useEffect, useId, useMemo, useState } from 'react';
import { useLiveRun } from '@/runs/use-live-run';
import { useArrival } from '../attention/use-arrival';
import { useRunInView } from '../run/use-run-in-view';
import { useRunStep } from '../run/use-run-step';
import { useRunKey } from '../run/use-run-key';
import { Canvas } from './canvas';
import { ConflictDialog } from './conflict-dialog';
import { EditorProvider, useEditor, useEditorState } from './editor-context';
import type { WorkflowToEdit } from './editor-documents';
import { EditorHeader } from './editor-header';
import type { StepNode } from './flow-nodes';
import { createTurns } from './in-turn';
import { NarrowOutline, OutlinePanel } from './outline';
import { Announcer, Overlays } from './overlays';
import { PaletteProvider, usePalette } from './palette';
import { Shelf } from './shelf';
import { SidePanel } from './side-panel';
import { Toolbar } from './toolbar';
import { useClipboard } from './use-clipboard';
import { useIsNarrow } from './use-is-narrow';
import { useKeys } from './use-keys';
import { useNewEditor } from './use-new-editor';
import { useOfferCommands } from './use-offer-commands';

interface EditorProps {
  workflow: WorkflowToEdit;
  graph: WorkflowGraph;
}

/** One workflow, open for editing; only to look at for a viewer, of an archived one, and on a phone. */
export function Editor({ workflow, graph }: EditorProps) {
  const [runId, setRunId] = useRunInView();
  const editor = useNewEditor(workflow, graph, runId === null ? 'step' : 'run');
  const isNarrow = useIsNarrow();
  const mayEdit = workflow.project.viewerRole !== 'VIEWER' && workflow.archivedAt === null;
  const readOnly = isNarrow || !mayEdit;
  useEffect(() => editor.store.setState({ readOnly }), [editor, readOnly]);

  return (
    <EditorProvider value={editor}>
      <ReactFlowProvider>
        <PaletteProvider>
          <Surface workflow={workflow} isNarrow={isNarrow} mayEdit={mayEdit} runId={runId} onRun={setRunId} />
        </PaletteProvider>
      </ReactFlowProvider>
    </EditorProvider>
  );
}

interface SurfaceProps {
  workflow: WorkflowToEdit;
  isNarrow: boolean;
  mayEdit: boolean;
  runId: string | null;
  onRun(runId: string): void;
}

function Surface({ workflow, isNarrow, mayEdit, runId, onRun }: SurfaceProps) {
  const formId = useId();
  const run = useRunKey(formId);
  const editor = useEditor();
  const { store } = editor;
  const flow = useReactFlow<StepNode>();
  const { openPalette } = usePalette();
  const [runStep] = useRunStep();
  const [inTurn] = useState(createTurns);
  const scene = useMemo(
    () => ({ store, flow, openPalette, inTurn, run, runStep: (nodeId: string) => void runStep(nodeId) }),
    [store, flow, openPalette, inTurn, run, runStep],
  );
  const outlined = useEditorState((state) => state.outlined);
  useArrival();
  useLiveRun(runId, editor.run);
  useKeys(scene);
  useClipboard(scene);
  useOfferCommands(scene);
  return (
    <div className="flex h-dvh flex-col max-md:h-[calc(100dvh-3.25rem)]">
      <EditorHeader workflow={workflow} isNarrow={isNarrow} mayEdit={mayEdit} onRun={run} />
      <div className="relative flex min-h-0 flex-1 max-md:flex-col max-md:overflow-y-auto">
        {isNarrow ? (
          <NarrowOutline />
        ) : (
          <>
            {outlined && <OutlinePanel />}
            <div className="relative min-w-0 flex-1">
              <Toolbar scene={scene} />
              <Shelf />
              <Canvas scene={scene} />
              <Overlays />
            </div>
          </>
        )}
        <SidePanel formId={formId} mayRun={mayEdit} runId={runId} onRun={onRun} />
      </div>
      <ConflictDialog name={workflow.name} />
      <Announcer />
    </div>
  );
}
