// Where steps stand and how large they are. Every size follows from the step itself: nothing is measured on the screen.
import { noteSides } from '@patchbay/schema/nodes/note.ts';
import { inputPortsOf, outputPortsOf, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';

export type Point = { x: number; y: number };
export type Size = { width: number; height: number };
export type Box = Point & Size;

/** The card of a step with one way on. */
export const cardSize: Size = { width: 248, height: 92 };
/** What each way on adds to a card that has several: a row with its name. */
export const portRow = 24;
const belowRows = 6;

export const gap = { x: 88, y: 36 };

/** A note has the size that people gave it; a card has room for the names of its ways on. */
export function sizeOf(node: WorkflowNode): Size {
  if (node.kind === 'note') return { width: node.data.width, height: node.data.height };
  const rows = outputPortsOf(node).length;
  return rows > 1 ? { ...cardSize, height: cardSize.height + rows * portRow + belowRows } : cardSize;
}

export const boxOf = (node: WorkflowNode): Box => ({ ...node.position, ...sizeOf(node) });

export type Side = 'in' | 'out';

/** How far below the top of its card a port's handle stands. */
export function portTop(node: WorkflowNode, side: Side, index: number): number {
  const count = portsOn(node, side).length;
  if (side === 'out' && count > 1) return cardSize.height + portRow * (index + 0.5);
  return (cardSize.height * (index + 1)) / (count + 1);
}

export function portsOn(node: WorkflowNode, side: Side) {
  return side === 'in' ? inputPortsOf(node) : outputPortsOf(node);
}

/** Where an edge meets the card; null where there is no such port. */
export function portPoint(node: WorkflowNode, side: Side, port: string): Point | null {
  const index = portsOn(node, side).findIndex(({ id }) => id === port);
  if (index === -1) return null;
  const { x, y } = node.position;
  return { x: side === 'in' ? x : x + sizeOf(node).width, y: y + portTop(node, side, index) };
}

/** The least box around others; null around nothing. */
export function around(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  // A loop: there may be more boxes than a call takes arguments.
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function liesWithin(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

export const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

/** A side that a note may have. */
export const noteSide = (wanted: number): number =>
  Math.round(Math.min(noteSides.most, Math.max(noteSides.least, wanted)));

export const middleOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

const whole = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

/** As far out as a document may place anything. */
const farthest = 1_000_000;
export const withinReach = ({ x, y }: Point): Point => whole({ x: clamp(x), y: clamp(y) });
const clamp = (value: number) => Math.min(farthest, Math.max(-farthest, value));
