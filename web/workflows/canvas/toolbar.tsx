'use client';

import { useReactFlow } from '@xyflow/react';
import { Maximize, Plus, Redo2, Undo2, ZoomIn, ZoomOut } from 'lucide-react';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { useEditor, useEditorState } from './editor-context';
import { usePalette } from './palette';

/** What is done on the canvas, for a mouse; each has its key. */
export function Toolbar() {
  const { store } = useEditor();
  const readOnly = useEditorState((state) => state.readOnly);
  const undoes = useEditorState((state) => state.history.past.at(-1)?.label);
  const redoes = useEditorState((state) => state.history.future[0]?.label);
  const { openPalette } = usePalette();
  const { fitView, zoomIn, zoomOut } = useReactFlow();
  return (
    <div
      role="toolbar"
      aria-label="Canvas tools"
      className="absolute top-3 left-3 z-10 flex items-center gap-1 rounded-lg border border-line bg-panel p-1 shadow-sm"
    >
      {!readOnly && (
        <>
          <Button variant="quiet" icon={<Plus />} aria-keyshortcuts="N" onClick={() => openPalette()}>
            Add step
          </Button>
          <span aria-hidden className="mx-0.5 h-5 w-px bg-line" />
          <IconButton
            label={undoes ? `Undo: ${undoes}` : 'Nothing to undo'}
            aria-keyshortcuts="Control+Z Meta+Z"
            disabled={!undoes}
            onClick={() => store.getState().undo()}
          >
            <Undo2 />
          </IconButton>
          <IconButton
            label={redoes ? `Redo: ${redoes}` : 'Nothing to redo'}
            aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
            disabled={!redoes}
            onClick={() => store.getState().redo()}
          >
            <Redo2 />
          </IconButton>
          <span aria-hidden className="mx-0.5 h-5 w-px bg-line" />
        </>
      )}
      <IconButton label="Zoom out" onClick={() => void zoomOut({ duration: 120 })}>
        <ZoomOut />
      </IconButton>
      <IconButton label="Zoom in" onClick={() => void zoomIn({ duration: 120 })}>
        <ZoomIn />
      </IconButton>
      <IconButton
        label="Fit everything into view"
        onClick={() => void fitView({ padding: 0.08, maxZoom: 1, duration: 200 })}
      >
        <Maximize />
      </IconButton>
    </div>
  );
}
