'use client';

import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { type FitViewOptions, useReactFlow, useStore, ViewportPortal } from '@xyflow/react';
import { createContext, useContext, useEffect, useMemo } from 'react';
import { useEditorState } from './editor-context';
import { pathOfEdges } from './path-of-edges';

/** Below this zoom nobody reads a card or hits a handle: steps are plain boxes, and all edges are one drawing. */
const far = 0.35;

/** Before the canvas has a size it shows nothing. Large workflows begin far away: not with cards that go at once. */
export function useIsFar(isLarge: boolean): boolean {
  return useStore(
    ({ transform, width, fitViewQueued }) => width === 0 || (isLarge && fitViewQueued) || transform[2] < far,
  );
}

/** What React Flow does by itself once it has measured a card, where none is there to be measured. */
export function useFirstFit(isLarge: boolean, options: FitViewOptions): void {
  const { fitView } = useReactFlow();
  const waits = useStore(({ width, fitViewQueued }) => isLarge && width > 0 && fitViewQueued);
  useEffect(() => {
    if (waits) void fitView(options);
  }, [waits, fitView, options]);
}

/** From here on, the far view of a workflow is one drawing, and its overview another. */
export const many = 120;

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
