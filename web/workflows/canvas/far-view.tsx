'use client';

import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { ViewportPortal } from '@xyflow/react';
import { createContext, useContext, useMemo } from 'react';
import { useEditorState } from './editor-context';
import { pathsOfEdges } from './paths-of-edges';

const Context = createContext(false);

/** One answer for all cards: each looking at the zoom itself would cost as much as drawing it. */
export const FarView = Context;

export const useFarView = () => useContext(Context);

interface FarEdgesProps {
  graph: WorkflowGraph;
  /** Those by which the run in view has gone. */
  taken: ReadonlySet<string>;
}

/** All edges in two paths, in place of an element for each. */
export function FarEdges({ graph, taken }: FarEdgesProps) {
  const dragged = useEditorState((state) => state.dragged);
  const paths = useMemo(() => pathsOfEdges({ graph, dragged, taken }), [graph, dragged, taken]);
  return (
    <ViewportPortal>
      <svg aria-hidden className="pointer-events-none absolute top-0 left-0 -z-1 size-px overflow-visible">
        <path d={paths.others} className="far-edges" />
        <path d={paths.taken} className="far-edges taken" />
      </svg>
    </ViewportPortal>
  );
}
