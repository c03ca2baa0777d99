import { kindOf } from '../nodes/index.ts';
import type { PromptData } from '../nodes/prompt.ts';
import type { WorkflowEdge, WorkflowGraph, WorkflowNode } from '../workflow-graph.ts';

const at = (key: string) => ({ id: key, key, name: key, position: { x: 0, y: 0 } });

export const inputStep = (key = 'input'): WorkflowNode => ({
  ...at(key),
  kind: 'input',
  data: kindOf('input').initial(),
});

export const promptStep = (key: string, data: Partial<PromptData> = {}): WorkflowNode<'prompt'> => ({
  ...at(key),
  kind: 'prompt',
  data: { ...kindOf('prompt').initial(), user: 'Say hello.', ...data },
});

export const outputStep = (value: string, key = 'output'): WorkflowNode => ({
  ...at(key),
  kind: 'output',
  data: { results: [{ name: 'result', value }] },
});

export const edge = (source: string, target: string): WorkflowEdge => ({
  id: `${source}-${target}`,
  source,
  sourcePort: 'out',
  target,
  targetPort: 'in',
});

/** Steps, and "from > to" for each edge. */
export function graphOf(nodes: readonly WorkflowNode[], ...edges: `${string} > ${string}`[]): WorkflowGraph {
  return {
    version: 1,
    nodes,
    edges: edges.map((text) => {
      const [source = '', target = ''] = text.split(' > ');
      return edge(source, target);
    }),
  };
}

/** Input, one prompt and output, ready to publish. */
export const helloGraph = (data: Partial<PromptData> = {}): WorkflowGraph =>
  graphOf(
    [inputStep(), promptStep('greet', data), outputStep('{{ greet.text }}')],
    'input > greet',
    'greet > output',
  );
