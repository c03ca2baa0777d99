'use client';

import type { EdgeChange, NodeChange } from '@xyflow/react';
import { indexOf } from '@patchbay/schema/workflow-graph.ts';
import { useMemo } from 'react';
import { useEditor } from './editor-context';
import { type EditorStore, graphOf } from './editor-store';
import type { StepNode } from './flow-nodes';
import { middleOf, type Point, sizeOf } from './graph/boxes';
import { edgeNear, fitsOnEdge, insertOnEdge } from './graph/insert-on-edge';
import { moveSteps, withFramed } from './graph/move-steps';

/** How near to an edge a step is dropped on it. */
export const onEdge = 24;

/** What React Flow tells of steps and edges, told to the store. */
export function useFlowChanges() {
  const { store } = useEditor();
  return useMemo(
    () => ({
      onNodesChange: (changes: NodeChange<StepNode>[]) => onNodesChange(store, changes),
      onEdgesChange: (changes: EdgeChange[]) => onEdgesChange(store, changes),
    }),
    [store],
  );
}

function onNodesChange(store: EditorStore, changes: NodeChange<StepNode>[]) {
  const state = store.getState();
  const dragged = new Map<string, Point>();
  const dropped = new Map<string, Point>();
  const selected = new Set(state.selectedSteps);
  for (const change of changes) {
    if (change.type === 'select') selected[change.selected ? 'add' : 'delete'](change.id);
    // Without `dragging` it is a note that is being resized, and tells of that itself.
    if (change.type !== 'position' || !change.position || change.dragging === undefined) continue;
    (change.dragging ? dragged : dropped).set(change.id, change.position);
  }
  if (changes.some(({ type }) => type === 'select'))
    state.select(selected, selected.size > 0 ? [] : state.selectedEdges);
  if (dropped.size > 0) drop(store, dropped);
  else if (dragged.size > 0) drag(store, dragged);
}

function drag(store: EditorStore, positions: ReadonlyMap<string, Point>) {
  const graph = graphOf(store.getState());
  store.getState().drag(withFramed(graph, positions));
  store.getState().aim(edgeUnder(store, positions)?.id ?? null);
}

/** A drag is one step, and so is dropping a step on an edge. */
function drop(store: EditorStore, positions: ReadonlyMap<string, Point>) {
  const edge = edgeUnder(store, positions);
  const [id] = positions.keys();
  const what = positions.size === 1 ? nameOf(store, id ?? '') : `${positions.size} steps`;
  store.getState().edit(edge ? `Insert ${what}` : `Move ${what}`, (graph) => {
    const moved = moveSteps(graph, withFramed(graph, positions));
    return edge && id !== undefined ? insertOnEdge(moved, id, edge.id) : moved;
  });
  store.getState().drag(new Map());
  store.getState().aim(null);
}

/** The edge on which a single step that nothing leads to is held. */
function edgeUnder(store: EditorStore, positions: ReadonlyMap<string, Point>) {
  const graph = graphOf(store.getState());
  const [[id, at] = []] = positions;
  const step = id === undefined ? undefined : indexOf(graph).nodes.get(id);
  if (positions.size !== 1 || !step || !at || !fitsOnEdge(graph, step)) return null;
  return edgeNear(graph, middleOf({ ...at, ...sizeOf(step) }), onEdge);
}

function onEdgesChange(store: EditorStore, changes: EdgeChange[]) {
  const selected = new Set(store.getState().selectedEdges);
  for (const change of changes)
    if (change.type === 'select') selected[change.selected ? 'add' : 'delete'](change.id);
  store.getState().select(store.getState().selectedSteps, selected);
}

const nameOf = (store: EditorStore, id: string) =>
  indexOf(graphOf(store.getState())).nodes.get(id)?.name ?? 'a step';
