'use client';

import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { ViewportPortal } from '@xyflow/react';
import { createContext, useContext, useMemo } from 'react';
import { useEditorState } from './editor-context';
import { pathOfEdges } from './path-of-edges';

const Context = createContext(false);

/** One answer for all cards: each looking at the zoom itself would cost as much as drawing it. */
export const FarView = Context;

export const useFarView = () => useContext(Context);

/** Every edge in a single path: thousands of them cost as little as one. */
export function FarEdges({ graph }: { graph: WorkflowGraph }) {
  const dragged = useEditorState((state) => state.dragged);
  const path = useMemo(() => pathOfEdges(graph, dragged), [graph, dragged]);
  return (
    <ViewportPortal>
      <svg aria-hidden className="pointer-events-none absolute top-0 left-0 -z-1 size-px overflow-visible">
        <path d={path} className="far-edges" />
      </svg>
    </ViewportPortal>
  );
}
