'use client';

import './canvas.css';
import {
  Background,
  type Connection as FlowConnection,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  type OnConnectEnd,
  Panel,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react';
import { Workflow as WorkflowIcon } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { toast } from '@/ui/toast';
import { cardSize, type Point } from './graph/boxes';
import { connect, connectFault, type Connection } from './graph/connect';
import { moveSteps } from './graph/move-steps';
import { removeParts } from './graph/remove-parts';
import { graphOf } from './editor-store';
import { useEditor, useEditorState, useGraph } from './editor-context';
import { asFlowEdge, createFlowNodes, type StepNode } from './flow-nodes';
import { usePalette } from './palette';
import { StepCard } from './step-card';
import { viewOn } from './view-on';

const nodeTypes = { step: StepCard };
const fit = { padding: 0.08, maxZoom: 1 };

const spoken = {
  'node.a11yDescription.default':
    'Press Enter to select the step, then the arrow keys to move it and Delete to remove it.',
  'node.a11yDescription.keyboardDisabled': 'Press Enter to select the step.',
  'edge.a11yDescription.default': 'Press Enter to select the connection, then Delete to remove it.',
  'node.a11yDescription.ariaLiveMessage': ({ direction }: { direction: string }) => `Moved ${direction}.`,
  'minimap.ariaLabel': 'Overview of the canvas',
};

/** The steps and their connections, to be moved, wired and removed. What changes is told to the store, never kept here. */
export function Canvas() {
  const { store } = useEditor();
  const graph = useGraph();
  const readOnly = useEditorState((state) => state.readOnly);
  const selectedSteps = useEditorState((state) => state.selectedSteps);
  const selectedEdges = useEditorState((state) => state.selectedEdges);
  const dragged = useEditorState((state) => state.dragged);
  const [asFlowNodes] = useState(createFlowNodes);
  const { openPalette } = usePalette();
  const { screenToFlowPosition } = useReactFlow<StepNode>();
  useBringIntoView();

  const nodes = useMemo(
    () => asFlowNodes(graph.nodes, { selected: selectedSteps, dragged }),
    [asFlowNodes, graph, selectedSteps, dragged],
  );
  const edges = useMemo(
    () => graph.edges.map((edge) => asFlowEdge(edge, selectedEdges.has(edge.id))),
    [graph, selectedEdges],
  );

  function onNodesChange(changes: NodeChange<StepNode>[]) {
    const moving = new Map(store.getState().dragged);
    const arrived = new Map<string, Point>();
    const selected = new Set(store.getState().selectedSteps);
    for (const change of changes) {
      if (change.type === 'select') selected[change.selected ? 'add' : 'delete'](change.id);
      if (change.type === 'position' && change.position) {
        if (change.dragging) moving.set(change.id, change.position);
        else arrived.set(change.id, change.position);
      }
    }
    if (changes.some(({ type }) => type === 'select'))
      store.getState().select(selected, selected.size > 0 ? [] : store.getState().selectedEdges);
    if (arrived.size > 0) {
      // A drag is one step. So are the arrow keys, until something else is done.
      const nudged = moving.size === 0 ? 'nudge' : undefined;
      store.getState().edit('Move', (graph) => moveSteps(graph, arrived), nudged);
      store.getState().drag(new Map());
    } else if (moving.size > 0) store.getState().drag(moving);
  }

  function onEdgesChange(changes: EdgeChange[]) {
    const selected = new Set(store.getState().selectedEdges);
    for (const change of changes)
      if (change.type === 'select') selected[change.selected ? 'add' : 'delete'](change.id);
    store.getState().select(store.getState().selectedSteps, selected);
  }

  function tryConnect(connection: Connection) {
    const fault = connectFault(graphOf(store.getState()), connection);
    if (fault === null) store.getState().edit('Connect', (graph) => connect(graph, connection));
    else toast.error('Not connected', fault);
  }

  const onConnectEnd: OnConnectEnd = (event, { fromHandle, fromNode, toHandle, toNode }) => {
    if (!fromHandle || !fromNode) return;
    const forwards = fromHandle.type === 'source';
    const other = toHandle && toNode ? { nodeId: toNode.id, port: toHandle.id } : cardUnder(event);
    if (!other) {
      const { clientX, clientY } = 'changedTouches' in event ? (event.changedTouches[0] ?? origin) : event;
      const { x, y } = screenToFlowPosition({ x: clientX, y: clientY });
      if (forwards)
        openPalette({
          after: { nodeId: fromNode.id, port: fromHandle.id ?? '' },
          at: { x, y: y - cardSize.height / 2 },
        });
      return;
    }
    const from = { nodeId: fromNode.id, port: fromHandle.id };
    const [source, target] = forwards ? [from, other] : [other, from];
    tryConnect({
      source: source.nodeId,
      sourcePort: source.port ?? 'out',
      target: target.nodeId,
      targetPort: target.port ?? 'in',
    });
  };

  return (
    <ReactFlow<StepNode>
      aria-label="Canvas"
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onConnectEnd={onConnectEnd}
      isValidConnection={(ends) => connectFault(graphOf(store.getState()), connectionOf(ends)) === null}
      onDelete={({ nodes, edges }) =>
        store
          .getState()
          .edit(nodes.length > 0 ? 'Remove steps' : 'Disconnect', (graph) =>
            removeParts(graph, idsOf(nodes), idsOf(edges)),
          )
      }
      onNodeClick={() => store.getState().show('step')}
      deleteKeyCode={readOnly ? null : deleteKeys}
      nodesDraggable={!readOnly}
      nodesConnectable={!readOnly}
      onlyRenderVisibleElements
      elevateNodesOnSelect={false}
      connectionRadius={36}
      minZoom={0.1}
      maxZoom={1.75}
      fitView
      fitViewOptions={fit}
      ariaLabelConfig={spoken}
    >
      <Background gap={20} size={1.5} />
      {nodes.length > 0 && (
        <MiniMap pannable zoomable position="bottom-left" className="max-xl:hidden!" style={minimapSize} />
      )}
      {nodes.length === 0 && !readOnly && <NothingYet />}
    </ReactFlow>
  );
}

function NothingYet() {
  const { openPalette } = usePalette();
  return (
    <Panel position="top-center" className="mt-[16vh]! rounded-lg border border-line bg-panel">
      <EmptyState
        icon={<WorkflowIcon />}
        title="An empty canvas"
        action={
          <Button variant="primary" onClick={() => openPalette()}>
            Add the first step
          </Button>
        }
      >
        Begin with an input, which asks for what a run needs; then prompt a model, and name the output.
      </EmptyState>
    </Panel>
  );
}

const deleteKeys = ['Delete', 'Backspace'];
const minimapSize = { width: 160, height: 104 };
const origin = { clientX: 0, clientY: 0 };

const idsOf = (parts: readonly { id: string }[]) => new Set(parts.map(({ id }) => id));

function connectionOf(
  ends:
    | FlowConnection
    | { source: string; target: string; sourceHandle?: string | null; targetHandle?: string | null },
): Connection {
  const { source, target, sourceHandle, targetHandle } = ends;
  return { source, sourcePort: sourceHandle ?? '', target, targetPort: targetHandle ?? '' };
}

/** Dropping on a card is as good as dropping on its handle. */
function cardUnder(event: MouseEvent | TouchEvent): { nodeId: string; port: null } | null {
  const { clientX, clientY } = 'changedTouches' in event ? (event.changedTouches[0] ?? origin) : event;
  const card = document.elementFromPoint(clientX, clientY)?.closest('.react-flow__node');
  const nodeId = card?.getAttribute('data-id');
  return nodeId ? { nodeId, port: null } : null;
}

function useBringIntoView() {
  const wanted = useEditorState((state) => state.wanted);
  const { store } = useEditor();
  const { getViewport, setViewport } = useReactFlow();
  const seen = useRef(wanted?.count ?? 0);
  useEffect(() => {
    if (!wanted || wanted.count === seen.current) return;
    seen.current = wanted.count;
    const step = graphOf(store.getState()).nodes.find(({ id }) => id === wanted.nodeId);
    const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!step || !pane) return;
    // At once, without a flight: on its way the library draws positions that are no numbers.
    void setViewport(viewOn(step.position, getViewport(), pane));
  }, [wanted, store, getViewport, setViewport]);
}
