'use client';

import { indexOf, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useStore, ViewportPortal } from '@xyflow/react';
import { createContext, useContext, useMemo } from 'react';
import { useEditorState } from './editor-context';
import { portPoint, type Point } from './graph/boxes';

/** Below this zoom nobody reads a card or hits a handle: steps are plain boxes, and all edges are one drawing. */
const far = 0.35;

export function useIsFar(): boolean {
  return useStore(({ transform }) => transform[2] < far);
}

const Context = createContext(false);

/** One answer for all cards: each looking at the zoom itself would cost as much as drawing it. */
export const FarView = Context;

export const useFarView = () => useContext(Context);

/** Every edge in a single path: thousands of them cost as little as one. */
export function FarEdges({ graph }: { graph: WorkflowGraph }) {
  const dragged = useEditorState((state) => state.dragged);
  const path = useMemo(() => pathOf(graph, dragged), [graph, dragged]);
  return (
    <ViewportPortal>
      <svg aria-hidden className="pointer-events-none absolute top-0 left-0 -z-1 size-px overflow-visible">
        <path d={path} className="far-edges" />
      </svg>
    </ViewportPortal>
  );
}

function pathOf(graph: WorkflowGraph, dragged: ReadonlyMap<string, Point>): string {
  const { nodes } = indexOf(graph);
  const at = (id: string, side: 'in' | 'out', port: string) => {
    const node = nodes.get(id);
    const position = dragged.get(id);
    return node && portPoint(position ? { ...node, position } : node, side, port);
  };
  return graph.edges
    .map((edge) => {
      const from = at(edge.source, 'out', edge.sourcePort);
      const to = at(edge.target, 'in', edge.targetPort);
      return from && to ? `M${from.x} ${from.y}L${to.x} ${to.y}` : '';
    })
    .join('');
}
