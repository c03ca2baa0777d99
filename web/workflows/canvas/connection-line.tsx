'use client';

import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { indexOf } from '@patchbay/schema/workflow-graph.ts';
import {
  type ConnectionLineComponentProps,
  getBezierPath,
  Position,
  useConnection,
  useReactFlow,
} from '@xyflow/react';
import { createPortal } from 'react-dom';
import { useEditor } from './editor-context';
import { graphOf } from './editor-store';
import type { StepNode } from './flow-nodes';
import { boxOf, type Point, portPoint } from './graph/boxes';
import { connectFault } from './graph/connect';
import { connectionBetween, nearestPort, portOfCard, type PortRef } from './graph/nearest-port';

/** On the screen; a handle nearer than this catches what is drawn. */
export const catchRadius = 40;

export function portRef(nodeId: string, port: string | null | undefined, type: 'source' | 'target'): PortRef {
  return { nodeId, port: port ?? '', side: type === 'source' ? 'out' : 'in' };
}

/**
 * Where a connection would lead if it were let go here: the card right under the pointer, fitting or not, so that a
 * refusal can be told; else the nearest port that fits.
 */
export function aimAt(graph: WorkflowGraph, from: PortRef, point: Point, within: number): PortRef | null {
  const near = nearestPort(graph, from, point, within);
  const under = graph.nodes.findLast((node) => {
    const { x, y, width, height } = boxOf(node);
    const isOver = point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
    return isOver && node.kind !== 'note' && node.id !== from.nodeId;
  });
  if (!under || near?.nodeId === under.id) return near;
  return portOfCard(graph, from, under.id);
}

/** The edge that is being drawn. It leads to where it would be connected, and says beside the pointer why it cannot. */
export function ConnectionLine({
  fromX,
  fromY,
  toX,
  toY,
  fromHandle,
}: ConnectionLineComponentProps<StepNode>) {
  const { store } = useEditor();
  const { getZoom } = useReactFlow();
  const graph = graphOf(store.getState());
  const from = portRef(fromHandle.nodeId, fromHandle.id, fromHandle.type);
  const aim = aimAt(graph, from, { x: toX, y: toY }, catchRadius / getZoom());
  const fault = aim && connectFault(graph, connectionBetween(from, aim));
  const node = aim && fault === null ? indexOf(graph).nodes.get(aim.nodeId) : undefined;
  const end = (aim && node && portPoint(node, aim.side, aim.port)) ?? { x: toX, y: toY };
  const forth = from.side === 'out';
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: forth ? Position.Right : Position.Left,
    targetX: end.x,
    targetY: end.y,
    targetPosition: forth ? Position.Left : Position.Right,
  });
  return (
    <g>
      <path d={path} fill="none" className={fault ? 'drawn-edge refused' : 'drawn-edge'} />
      {node && <circle cx={end.x} cy={end.y} r={7} className="drawn-end" />}
      {fault && <Refusal>{fault}</Refusal>}
    </g>
  );
}

function Refusal({ children }: { children: string }) {
  const pointer = useConnection(({ to }) => to);
  const { flowToScreenPosition } = useReactFlow();
  if (!pointer) return null;
  const { x, y } = flowToScreenPosition(pointer);
  return createPortal(
    <p
      role="alert"
      style={{ left: Math.min(x + 14, window.innerWidth - 300), top: y + 14 }}
      className="pointer-events-none fixed z-50 max-w-72 rounded-md border border-danger bg-danger-soft px-2.5 py-1.5 text-xs text-ink shadow-popup"
    >
      {children}
    </p>,
    document.body,
  );
}
