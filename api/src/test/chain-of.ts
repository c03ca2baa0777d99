import { nodeKinds } from '@patchbay/schema/nodes/index.ts';
import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';

const origin = { x: 0, y: 0 };

/** input -> as many prompts in a row as there are models -> output. */
export function chainOf(models: string[]): WorkflowGraph {
  const prompts = models.map((model, index): WorkflowNode => {
    const data = { ...nodeKinds.prompt.initial(), model, user: `Step ${index + 1}: {{ input.text }}` };
    return {
      id: `p${index + 1}`,
      kind: 'prompt',
      key: `p${index + 1}`,
      name: `Prompt ${index + 1}`,
      position: origin,
      data,
    };
  });
  const last = prompts.at(-1)?.key ?? 'input';
  const nodes: WorkflowNode[] = [
    {
      id: 'in',
      kind: 'input',
      key: 'input',
      name: 'Input',
      position: origin,
      data: nodeKinds.input.initial(),
    },
    ...prompts,
    {
      id: 'out',
      kind: 'output',
      key: 'output',
      name: 'Output',
      position: origin,
      data: { results: [{ name: 'answer', value: `{{ ${last}.text }}` }] },
    },
  ];
  const edges = nodes.slice(1).map(({ id }, index) => {
    const source = nodes[index]?.id ?? '';
    return { id: `${source}-${id}`, source, sourcePort: 'out', target: id, targetPort: 'in' };
  });
  return { version: 1, nodes, edges };
}
