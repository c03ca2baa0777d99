import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { freshId } from '../../../graphql/fresh-id';
import { addStep } from './add-step';
import { around, boxOf, noteSide, withinReach } from './boxes';
import { changeSteps } from './change-steps';

const margin = 28;
const titleRoom = 44;

/** A titled note around some steps. It lies underneath, and they go along where it is dragged. */
export function frameSteps(graph: WorkflowGraph, ids: ReadonlySet<string>, id = freshId()): WorkflowGraph {
  const all = around(graph.nodes.filter((node) => ids.has(node.id)).map(boxOf));
  if (!all) return graph;
  return changeSteps(addStep(graph, 'note', all, id), (node) =>
    node.id === id && node.kind === 'note'
      ? {
          ...node,
          position: withinReach({ x: all.x - margin, y: all.y - margin - titleRoom }),
          data: {
            ...node.data,
            text: 'Group',
            width: noteSide(all.width + 2 * margin),
            height: noteSide(all.height + 2 * margin + titleRoom),
          },
        }
      : node,
  );
}
