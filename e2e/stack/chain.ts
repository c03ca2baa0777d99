const position = { x: 0, y: 0 };

/**
 * A workflow document: input, as many prompts in a row as there are models, output. Step n asks "Step n: <text>". Where it
 * is to rest, it does so after the first of them.
 */
export function chainOf(models: readonly string[], restSeconds: number | null = null) {
  const prompts = models.map((model, index) => ({
    id: `p${index + 1}`,
    kind: 'prompt',
    key: `p${index + 1}`,
    name: `Prompt ${index + 1}`,
    position,
    data: { model, user: `Step ${index + 1}: {{ input.text }}` },
  }));
  const last = prompts.at(-1)?.key ?? 'input';
  const rest = {
    id: 'rest',
    kind: 'wait',
    key: 'rest',
    name: 'Rest',
    position,
    data: { until: { kind: 'period', period: { amount: restSeconds, unit: 'seconds' } } },
  };
  const steps = restSeconds === null ? prompts : [prompts[0], rest, ...prompts.slice(1)];
  const nodes = [
    {
      id: 'in',
      kind: 'input',
      key: 'input',
      name: 'Input',
      position,
      data: { fields: [{ name: 'text', type: 'text' }] },
    },
    ...steps.filter((step) => step !== undefined),
    {
      id: 'out',
      kind: 'output',
      key: 'output',
      name: 'Output',
      position,
      data: { results: [{ name: 'answer', value: `{{ ${last}.text }}` }] },
    },
  ];
  const edges = nodes.slice(1).map(({ id }, index) => {
    const source = nodes[index]?.id ?? '';
    return { id: `${source}-${id}`, source, sourcePort: 'out', target: id, targetPort: 'in' };
  });
  return { version: 1, nodes, edges };
}
