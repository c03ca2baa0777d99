import { type WorkflowEdge, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { type Edge, type Node, Position } from '@xyflow/react';
import { type Point, portsOn, portTop, type Side, sizeOf } from './graph/boxes';

export type StepNode = Node<{ step: WorkflowNode }, 'step' | 'note'>;

interface Looks {
  selected: ReadonlySet<string>;
  dragged: ReadonlyMap<string, Point>;
  /** Only these are cards; null: all are. */
  live: ReadonlySet<string> | null;
}

const handleSize = 12;

/**
 * The steps as React Flow wants them. What did not change stays the same object, so that only what changed is drawn
 * again. Sizes and handles are known: nothing is measured, and cards out of sight need not exist.
 */
export function createFlowNodes(): (steps: readonly WorkflowNode[], looks: Looks) => StepNode[] {
  let before = new Map<string, StepNode>();
  return (steps, { selected, dragged, live }) => {
    const now = new Map<string, StepNode>();
    for (const step of steps) {
      const position = dragged.get(step.id) ?? step.position;
      const isSelected = selected.has(step.id);
      const hidden = live !== null && !live.has(step.id);
      const old = before.get(step.id);
      const same =
        old?.data.step === step &&
        old.selected === isSelected &&
        old.hidden === hidden &&
        old.position.x === position.x &&
        old.position.y === position.y;
      now.set(
        step.id,
        same ? old : { ...asFlowNode(step, position, isSelected, dragged.has(step.id)), hidden },
      );
    }
    before = now;
    return [...now.values()];
  };
}

function asFlowNode(step: WorkflowNode, position: Point, selected: boolean, dragging: boolean): StepNode {
  const size = sizeOf(step);
  const isNote = step.kind === 'note';
  return {
    id: step.id,
    type: isNote ? 'note' : 'step',
    data: { step },
    position,
    selected,
    dragging,
    ...size,
    measured: size,
    // Notes lie under the edges.
    zIndex: isNote ? -1 : 0,
    handles: [...handles(step, 'in', size.width), ...handles(step, 'out', size.width)],
    ariaLabel: isNote ? `Note: ${step.data.text.split('\n')[0] || step.name}` : step.name,
  };
}

function handles(step: WorkflowNode, side: Side, width: number) {
  return portsOn(step, side).map(({ id }, index) => ({
    id,
    type: side === 'out' ? ('source' as const) : ('target' as const),
    position: side === 'out' ? Position.Right : Position.Left,
    x: (side === 'out' ? width : 0) - handleSize / 2,
    y: portTop(step, side, index) - handleSize / 2,
    width: handleSize,
    height: handleSize,
  }));
}

interface EdgeLooks {
  selected: boolean;
  /** A step that is dragged would go in here. */
  aimed: boolean;
  /** The run in view went this way. */
  taken: boolean;
}

export function asFlowEdge(edge: WorkflowEdge, { selected, aimed, taken }: EdgeLooks): Edge {
  return {
    id: edge.id,
    source: edge.source,
    sourceHandle: edge.sourcePort,
    target: edge.target,
    targetHandle: edge.targetPort,
    selected,
    ...((aimed || taken) && { className: aimed ? 'aimed' : 'taken' }),
  };
}
