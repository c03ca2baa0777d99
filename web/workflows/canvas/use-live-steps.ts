'use client';

import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import { useEditor, useEditorState } from './editor-context';
import { graphOf } from './editor-store';
import { boxOf, overlap, type Point } from './graph/boxes';

/** So many selected steps are cards of their own in a drawing of the whole; more are drawn as selected. */
const mostSelected = 30;

/**
 * The steps that are cards of their own while the others are only drawn: what the pointer is over, so that it can be
 * clicked and dragged; the selected ones; and the first, where the Tab key comes in. Null where all are cards.
 */
export function useLiveSteps(isDrawn: boolean): ReadonlySet<string> | null {
  const { store } = useEditor();
  const { screenToFlowPosition } = useReactFlow();
  const selected = useEditorState((state) => state.selectedSteps);
  const first = useEditorState((state) => graphOf(state).nodes[0]?.id);
  const [pointed, setPointed] = useState<string>();

  useEffect(() => {
    if (!isDrawn) return;
    function onPointerMove({ clientX: x, clientY: y, buttons, target }: PointerEvent) {
      if (buttons !== 0) return;
      const isOver = target instanceof Element && target.closest('.react-flow') !== null;
      setPointed(isOver ? stepAt(graphOf(store.getState()), screenToFlowPosition({ x, y }))?.id : undefined);
    }
    window.addEventListener('pointermove', onPointerMove, { passive: true });
    return () => window.removeEventListener('pointermove', onPointerMove);
  }, [isDrawn, store, screenToFlowPosition]);

  useLasso(isDrawn);
  return useMemo(() => {
    if (!isDrawn) return null;
    const chosen = selected.size <= mostSelected ? selected : [];
    return new Set([first, pointed, ...chosen].filter((id) => id !== undefined));
  }, [isDrawn, first, pointed, selected]);
}

/** The topmost at that place. */
export function stepAt(graph: WorkflowGraph, { x, y }: Point) {
  return graph.nodes.findLast((node) => overlap(boxOf(node), { x, y, width: 0, height: 0 }));
}

/** React Flow's frame for selecting finds only what is a card. */
function useLasso(isDrawn: boolean): void {
  const { store } = useEditor();
  const flow = useStoreApi();
  const frame = useStore((state) => (isDrawn ? state.userSelectionRect : null));
  useEffect(() => {
    if (!frame || frame.width + frame.height === 0) return;
    const { x, y, width, height } = frame;
    const [left, top, zoom] = flow.getState().transform;
    const area = {
      x: (x - left) / zoom,
      y: (y - top) / zoom,
      width: width / zoom,
      height: height / zoom,
    };
    const state = store.getState();
    const within = graphOf(state).nodes.filter((node) => overlap(boxOf(node), area));
    state.select(within.map(({ id }) => id));
  }, [frame, flow, store]);
}
