import {
  inputPortsOf,
  outputPortsOf,
  type WorkflowEdge,
  type WorkflowNode,
} from '@patchbay/schema/workflow-graph.ts';
import { type Edge, type Node, Position } from '@xyflow/react';
import { cardSize, type Point } from './graph/boxes';

export type StepNode = Node<{ step: WorkflowNode }, 'step'>;

interface Looks {
  selected: ReadonlySet<string>;
  dragged: ReadonlyMap<string, Point>;
}

const handleSize = 12;

/**
 * The steps as React Flow wants them. What did not change stays the same object, so that only what changed is drawn
 * again. Sizes and handles are known: nothing is measured, and cards out of sight need not exist.
 */
export function createFlowNodes(): (steps: readonly WorkflowNode[], looks: Looks) => StepNode[] {
  let before = new Map<string, StepNode>();
  return (steps, { selected, dragged }) => {
    const now = new Map<string, StepNode>();
    for (const step of steps) {
      const position = dragged.get(step.id) ?? step.position;
      const isSelected = selected.has(step.id);
      const old = before.get(step.id);
      const same =
        old?.data.step === step &&
        old.selected === isSelected &&
        old.position.x === position.x &&
        old.position.y === position.y;
      now.set(step.id, same ? old : asFlowNode(step, position, isSelected, dragged.has(step.id)));
    }
    before = now;
    return [...now.values()];
  };
}

function asFlowNode(step: WorkflowNode, position: Point, selected: boolean, dragging: boolean): StepNode {
  return {
    id: step.id,
    type: 'step',
    data: { step },
    position,
    selected,
    dragging,
    ...cardSize,
    measured: cardSize,
    handles: [
      ...inputPortsOf(step).map(({ id }, index, all) => handle(id, 'target', index, all.length)),
      ...outputPortsOf(step).map(({ id }, index, all) => handle(id, 'source', index, all.length)),
    ],
    ariaLabel: step.name,
  };
}

/** Where a port's handle stands, from the top of the card. */
export function handleTop(index: number, count: number): number {
  return (cardSize.height * (index + 1)) / (count + 1);
}

function handle(id: string, type: 'source' | 'target', index: number, count: number) {
  return {
    id,
    type,
    position: type === 'source' ? Position.Right : Position.Left,
    x: (type === 'source' ? cardSize.width : 0) - handleSize / 2,
    y: handleTop(index, count) - handleSize / 2,
    width: handleSize,
    height: handleSize,
  };
}

export function asFlowEdge(edge: WorkflowEdge, selected: boolean): Edge {
  return {
    id: edge.id,
    source: edge.source,
    sourceHandle: edge.sourcePort,
    target: edge.target,
    targetHandle: edge.targetPort,
    selected,
  };
}
