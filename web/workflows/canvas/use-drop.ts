'use client';

import { type OnConnectEnd, useReactFlow } from '@xyflow/react';
import type { DragEvent } from 'react';
import { toast } from '@/ui/toast';
import { aimAt, catchRadius, portRef } from './connection-line';
import { useEditor } from './editor-context';
import { graphOf } from './editor-store';
import type { StepNode } from './flow-nodes';
import { cardSize } from './graph/boxes';
import { connect, connectFault } from './graph/connect';
import { edgeNear } from './graph/insert-on-edge';
import { connectionBetween } from './graph/nearest-port';
import { usePalette } from './palette';
import { placeStep } from './place-step';
import { carriedKind, carriesKind } from './shelf';
import { onEdge } from './use-flow-changes';

/** What becomes of a connection or a kind of step that is let go over the canvas. */
export function useDrop() {
  const { store } = useEditor();
  const flow = useReactFlow<StepNode>();
  const { openPalette } = usePalette();

  const onConnectEnd: OnConnectEnd = (event, { fromHandle }) => {
    if (!fromHandle) return;
    const graph = graphOf(store.getState());
    const point = flow.screenToFlowPosition(placeOf(event));
    const from = portRef(fromHandle.nodeId, fromHandle.id, fromHandle.type);
    const aim = aimAt(graph, from, point, catchRadius / flow.getZoom());
    if (aim) {
      const connection = connectionBetween(from, aim);
      const fault = connectFault(graph, connection);
      if (fault !== null) return toast.error('Not connected', fault);
      store.getState().edit('Connect', (graph) => connect(graph, connection));
      return store.getState().say('Connected');
    }
    const isOverOwnCard = document
      .elementFromPoint(placeOf(event).x, placeOf(event).y)
      ?.closest(`.react-flow__node-step[data-id="${CSS.escape(from.nodeId)}"]`);
    if (from.side === 'in' || isOverOwnCard) return;
    openPalette({
      after: { nodeId: from.nodeId, port: from.port },
      at: { x: point.x, y: point.y - cardSize.height / 2 },
    });
  };

  function onDragOver(event: DragEvent) {
    if (!carriesKind(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    store.getState().aim(edgeAt(event)?.id ?? null);
  }

  function onDrop(event: DragEvent) {
    const kind = carriedKind(event.dataTransfer);
    if (!kind) return;
    event.preventDefault();
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const at = { x: x - cardSize.width / 2, y: y - cardSize.height / 2 };
    placeStep({ store, flow }, kind, { at, edgeId: edgeAt(event)?.id ?? null });
    store.getState().aim(null);
  }

  const edgeAt = ({ clientX, clientY }: DragEvent) =>
    edgeNear(
      graphOf(store.getState()),
      flow.screenToFlowPosition({ x: clientX, y: clientY }),
      onEdge / flow.getZoom(),
    );

  return { onConnectEnd, onDragOver, onDrop };
}

const origin = { clientX: 0, clientY: 0 };

function placeOf(event: MouseEvent | TouchEvent) {
  const { clientX: x, clientY: y } = 'changedTouches' in event ? (event.changedTouches[0] ?? origin) : event;
  return { x, y };
}
