import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { type Box, noteSide, withinReach } from './boxes';
import { changeSteps } from './change-steps';

export function resizeNote(graph: WorkflowGraph, id: string, box: Box): WorkflowGraph {
  const [width, height] = [noteSide(box.width), noteSide(box.height)];
  const position = withinReach(box);
  return changeSteps(graph, (node) => {
    if (node.id !== id || node.kind !== 'note') return node;
    const { data, position: before } = node;
    const isSame =
      data.width === width && data.height === height && before.x === position.x && before.y === position.y;
    return isSame ? node : { ...node, position, data: { ...data, width, height } };
  });
}
