import { emptyGraph, type WorkflowEdge, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { kindOf } from '@patchbay/schema/nodes/index.ts';

/** What a new workflow begins with. */
export const startingPoints = {
  BLANK: { label: 'Blank', graph: () => emptyGraph },
  SUMMARISE_AND_ANSWER: { label: 'Summarise and answer', graph: () => summariseAndAnswer() },
} satisfies Record<string, { label: string; graph: () => WorkflowGraph }>;

export type StartingPoint = keyof typeof startingPoints;

export const startingPointNames = Object.keys(startingPoints).filter((name): name is StartingPoint =>
  Object.hasOwn(startingPoints, name),
);

export function summariseAndAnswer(model = defaultReference): WorkflowGraph {
  const prompt = { ...kindOf('prompt').initial(), model };
  const field = { label: '', help: '', type: 'text' as const, required: true, choices: [] };
  return {
    version: 1,
    nodes: [
      {
        id: 'input',
        kind: 'input',
        key: 'input',
        name: 'Input',
        position: { x: 0, y: 0 },
        data: {
          fields: [
            { ...field, name: 'text', label: 'Text', help: 'What is to be summarised.' },
            { ...field, name: 'question', label: 'Question', help: 'What you want to know about it.' },
          ],
        },
      },
      {
        id: 'summarise',
        kind: 'prompt',
        key: 'summarise',
        name: 'Summarise',
        position: { x: 320, y: 0 },
        data: { ...prompt, user: 'Summarise this text in three sentences:\n\n{{ input.text }}' },
      },
      {
        id: 'answer',
        kind: 'prompt',
        key: 'answer',
        name: 'Answer',
        position: { x: 640, y: 0 },
        data: {
          ...prompt,
          system: 'Answer from the summary alone. Where it does not say, say so.',
          user: 'Summary:\n{{ summarise.text }}\n\nQuestion: {{ input.question }}',
        },
      },
      {
        id: 'output',
        kind: 'output',
        key: 'output',
        name: 'Output',
        position: { x: 960, y: 0 },
        data: {
          results: [
            { name: 'summary', value: '{{ summarise.text }}' },
            { name: 'answer', value: '{{ answer.text }}' },
          ],
        },
      },
    ],
    edges: [edge('input', 'summarise'), edge('summarise', 'answer'), edge('answer', 'output')],
  };
}

function edge(source: string, target: string): WorkflowEdge {
  return { id: `${source}-${target}`, source, sourcePort: 'out', target, targetPort: 'in' };
}
