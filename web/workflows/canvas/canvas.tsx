'use client';

import './canvas.css';
import { MiniMap, ReactFlow, SelectionMode, useReactFlow } from '@xyflow/react';
import clsx from 'clsx';
import { useMemo, useState } from 'react';
import { CanvasMenu } from './canvas-menu';
import { fitting, leastZoom } from './commands';
import { ConnectionLine } from './connection-line';
import { useEditor, useEditorState, useGraph } from './editor-context';
import { EmptyCanvas } from './empty-canvas';
import { Dots } from './dots';
import { DrawnSteps } from './drawn-steps';
import { many, useDistance, useFirstFit } from './distance';
import { FarEdges, FarView } from './far-view';
import { asFlowEdge, createFlowNodes, type StepNode } from './flow-nodes';
import { NoteCard } from './note-card';
import { Overview, overviewSize } from './overview';
import type { Scene } from './scene';
import { StepCard } from './step-card';
import { useBringIntoView } from './use-bring-into-view';
import { useTakenEdges } from '../run/use-taken-edges';
import { useDrop } from './use-drop';
import { useFlowChanges } from './use-flow-changes';
import { stepAt, useLiveSteps } from './use-live-steps';

const nodeTypes = { step: StepCard, note: NoteCard };

const described = {
  'node.a11yDescription.default':
    'Enter edits the step, arrow keys walk along the connections, Alt with an arrow key moves it, A adds a step after it, C connects it, Delete removes it.',
  'node.a11yDescription.keyboardDisabled': 'Press Enter to look at the step.',
  'edge.a11yDescription.default': 'Press Enter to select the connection, then Delete to remove it.',
  'node.a11yDescription.ariaLiveMessage': ({ direction }: { direction: string }) => `Moved ${direction}.`,
  'minimap.ariaLabel': 'Overview of the canvas',
};

/** The steps and their connections, to be moved, wired and removed. What changes is told to the store, never kept here. */
export function Canvas({ scene }: { scene: Scene }) {
  const { store } = useEditor();
  const graph = useGraph();
  const readOnly = useEditorState((state) => state.readOnly);
  const selectedSteps = useEditorState((state) => state.selectedSteps);
  const selectedEdges = useEditorState((state) => state.selectedEdges);
  const dragged = useEditorState((state) => state.dragged);
  const aimedEdge = useEditorState((state) => state.aimedEdge);
  const [asFlowNodes] = useState(createFlowNodes);
  const isLarge = graph.nodes.length > many;
  const distance = useDistance(isLarge);
  const isFar = distance === 'far';
  useFirstFit(isLarge, fitOptions);
  const live = useLiveSteps(distance !== 'near' && isLarge);
  const { screenToFlowPosition } = useReactFlow();
  const changes = useFlowChanges();
  const { onConnectEnd, onDragOver, onDrop } = useDrop();
  useBringIntoView();
  const taken = useTakenEdges();

  const nodes = useMemo(
    () => asFlowNodes(graph.nodes, { selected: selectedSteps, dragged, live }),
    [asFlowNodes, graph, selectedSteps, dragged, live],
  );
  const edges = useMemo(
    () =>
      graph.edges
        // From afar all but the chosen ones are one drawing.
        .filter(({ id }) => distance === 'near' || selectedEdges.has(id) || id === aimedEdge)
        .map((edge) =>
          asFlowEdge(edge, {
            selected: selectedEdges.has(edge.id),
            aimed: edge.id === aimedEdge,
            taken: taken.has(edge.id),
          }),
        ),
    [graph, selectedEdges, aimedEdge, distance, taken],
  );

  return (
    <FarView value={isFar}>
      <CanvasMenu scene={scene}>
        <ReactFlow<StepNode>
          aria-label="Canvas"
          className={clsx(isLarge && 'large', live && `drawn ${distance}`)}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          {...changes}
          onConnectEnd={onConnectEnd}
          onDragOver={onDragOver}
          onDrop={onDrop}
          connectionLineComponent={ConnectionLine}
          isValidConnection={always}
          onNodeClick={() => store.getState().show('step')}
          onNodeContextMenu={(_event, { id }) => {
            if (!store.getState().selectedSteps.has(id)) store.getState().select([id]);
          }}
          onPaneClick={({ clientX: x, clientY: y }) => {
            // A finger points at nothing before it touches: what it meets then is still a drawing.
            const step = live && stepAt(graph, screenToFlowPosition({ x, y }));
            if (step) store.getState().select([step.id]);
          }}
          onPaneContextMenu={() => store.getState().select([])}
          deleteKeyCode={null}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          onlyRenderVisibleElements
          elevateNodesOnSelect={false}
          autoPanOnNodeFocus={false}
          selectionMode={SelectionMode.Partial}
          zoomOnDoubleClick={false}
          minZoom={leastZoom}
          maxZoom={1.75}
          fitView
          fitViewOptions={fitOptions}
          ariaLabelConfig={described}
        >
          {live && <DrawnSteps taken={taken} />}
          {isFar && !live && <FarEdges graph={graph} taken={taken} />}
          {!isLarge && !isFar && <Dots />}
          {isLarge && <Overview />}
          {nodes.length > 0 && !isLarge && (
            <MiniMap
              pannable
              zoomable
              position="bottom-left"
              className="max-xl:hidden!"
              style={overviewSize}
            />
          )}
          {nodes.length === 0 && !readOnly && <EmptyCanvas />}
        </ReactFlow>
      </CanvasMenu>
    </FarView>
  );
}

// Judged where a connection is let go, with the reason.
const always = () => true;

const fitOptions = { ...fitting, includeHiddenNodes: true };
