import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { emptyGraph, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { findTemplate } from './templates.ts';

/** What a new workflow begins with; templates are more of the kind. */
export const startingPoints = {
  BLANK: { label: 'Blank', graph: () => emptyGraph },
  SUMMARISE_AND_ANSWER: { label: 'Summarise and answer', graph: () => summariseAndAnswer() },
} satisfies Record<string, { label: string; graph: () => WorkflowGraph }>;

export type StartingPoint = keyof typeof startingPoints;

export const startingPointNames = Object.keys(startingPoints).filter((name): name is StartingPoint =>
  Object.hasOwn(startingPoints, name),
);

export function summariseAndAnswer(model = defaultReference): WorkflowGraph {
  const { graph } = findTemplate('summarise-and-answer');
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.kind === 'prompt' ? { ...node, data: { ...node.data, model } } : node,
    ),
  };
}
