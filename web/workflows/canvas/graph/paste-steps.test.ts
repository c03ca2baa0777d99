import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { validateWorkflow } from '@patchbay/schema/validate-workflow.ts';
import { randomGraph, seeded } from '@patchbay/schema/test/random-graph.ts';
import { graphOf, helloGraph, inputStep, promptStep } from '@patchbay/schema/test/small-graph.ts';
import { emptyGraph, graphLimits, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { expect, test } from 'vitest';
import { pickSteps, readSteps, writeSteps } from './copy-steps.ts';
import { pasteSteps } from './paste-steps.ts';

const idsOf = (graph: WorkflowGraph) => [...graph.nodes, ...graph.edges].map(({ id }) => id);
const allOf = (graph: WorkflowGraph) => pickSteps(graph, new Set(graph.nodes.map(({ id }) => id)));

function pasted(graph: WorkflowGraph, from: WorkflowGraph = graph) {
  const result = pasteSteps(graph, allOf(from), { x: 0, y: 0 });
  if ('fault' in result) throw new Error(result.fault);
  return result;
}

test('whatever is copied from whichever graph: pasted ids are fresh, what was there stays, and the whole can be saved', () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    const random = seeded(seed);
    const [from, into] = [randomGraph(random), randomGraph(random)];
    for (const graph of [from, into, emptyGraph]) {
      const read = readSteps(writeSteps(allOf(from)));
      if ('fault' in read) throw new Error(read.fault);
      const result = pasteSteps(graph, read.steps, { x: 10, y: 10 });
      if ('fault' in result) throw new Error(result.fault);
      expect(parseWorkflow(result.graph).issues).toEqual([]);
      expect(result.graph.nodes.slice(0, graph.nodes.length)).toEqual(graph.nodes);
      expect(result.graph.edges.slice(0, graph.edges.length)).toEqual(graph.edges);
      const before = new Set([...idsOf(graph), ...idsOf(from)]);
      const fresh = idsOf(result.graph).filter((id) => !idsOf(graph).includes(id));
      expect(fresh.filter((id) => before.has(id))).toEqual([]);
      expect(fresh).toHaveLength(idsOf(result.graph).length - idsOf(graph).length);
    }
  }
});

test('what pasted steps say of one another follows their new keys, and of others it stays', () => {
  const graph = graphOf(
    [
      inputStep(),
      promptStep('a', { user: 'About {{ input.text }}' }),
      promptStep('b', { user: '{{ a.text }} and {{ input.text }}' }),
    ],
    'input > a',
    'a > b',
  );
  const result = pasteSteps(graph, pickSteps(graph, new Set(['a', 'b'])), 'beside');
  if ('fault' in result) throw new Error(result.fault);
  const [first, second] = result.graph.nodes.slice(-2);
  expect([first?.key, second?.key]).toEqual(['a_2', 'b_2']);
  expect([first?.data, second?.data]).toMatchObject([
    { user: 'About {{ input.text }}' },
    { user: '{{ a_2.text }} and {{ input.text }}' },
  ]);
  expect(result.graph.edges.slice(2)).toMatchObject([{ source: first?.id, target: second?.id }]);
});

test('an input that is there already stands for the copied one, by whatever key', () => {
  const from = helloGraph({ user: 'Hello {{ input.text }}' });
  const into = graphOf([inputStep('begin')]);
  const result = pasted(into, from);
  expect(result.leftOut).toContain('"input" was left out');
  expect(result.graph.nodes.find(({ kind }) => kind === 'prompt')?.data).toMatchObject({
    user: 'Hello {{ begin.text }}',
  });
  expect(validateWorkflow(result.graph)).toEqual([]);
});

test('keys that pass each other on the way do not get mixed up', () => {
  const from = graphOf([promptStep('a'), promptStep('a_2', { user: '{{ a.text }}' })], 'a > a_2');
  const result = pasted(graphOf([promptStep('a')]), from);
  const [, first, second] = result.graph.nodes;
  expect(first?.key).not.toBe(second?.key);
  expect(second?.data).toMatchObject({ user: `{{ ${first?.key}.text }}` });
});

test('fifty steps at once', () => {
  const steps = Array.from({ length: 50 }, (_, index) =>
    promptStep(`p${index}`, { user: index > 0 ? `{{ p${index - 1}.text }}` : 'Begin' }),
  );
  const edges = steps.slice(1).map((_, index) => `p${index} > p${index + 1}` as const);
  const result = pasted(graphOf(steps, ...edges));
  expect(result.ids.size).toBe(50);
  expect(result.graph.edges).toHaveLength(98);
});

test('more than a workflow may have is refused, and nothing of it is pasted', () => {
  const many = { nodes: Array.from({ length: graphLimits.nodes }, (_, n) => promptStep(`p${n}`)), edges: [] };
  expect(pasteSteps(helloGraph(), many, 'beside')).toMatchObject({ fault: expect.stringMatching(/at most/) });
});

test.each([
  ['', 'no text'],
  ['Dear Sir', 'no steps'],
  ['[]', 'no steps'],
  ['null', 'no steps'],
  ['{"nodes":[],"edges":[]}', 'no steps'],
  ['{"__proto__":{"patchbay":"steps"},"version":1,"nodes":[],"edges":[]}', 'no steps'],
  ['{"patchbay":"steps","version":99,"nodes":[],"edges":[]}', 'later version'],
  ['{"patchbay":"steps","version":"1","nodes":[],"edges":[]}', 'no version'],
  ['{"patchbay":"steps","version":1,"nodes":{},"edges":[]}', '"nodes" must be a list'],
  ['{"patchbay":"steps","version":1,"nodes":[],"edges":[]}', 'no steps'],
  ['{"patchbay":"steps","version":1,"nodes":[{"id":"<img>"}],"edges":[]}', 'cannot be read'],
  ['{"patchbay":"steps","version":1,"nodes":[{"__proto__":{}}],"edges":[]}', 'cannot be called'],
  [
    `{"patchbay":"steps","version":1,"nodes":${'['.repeat(5_000)}${']'.repeat(5_000)},"edges":[]}`,
    'levels deep',
  ],
  [
    writeSteps({ nodes: [], edges: [] }).replace('[]', `["${'x'.repeat(2 * graphLimits.bytes)}"]`),
    'more than',
  ],
])('a clipboard that holds something else is refused with the reason: %s', (text, reason) => {
  expect(readSteps(text)).toMatchObject({ fault: expect.stringContaining(reason) });
});

test('a circle on the clipboard is refused', () => {
  const circle = graphOf([promptStep('a'), promptStep('b')], 'a > b', 'b > a');
  expect(readSteps(writeSteps(circle))).toMatchObject({ fault: expect.stringContaining('circle') });
});

test('what was left behind does not come along: edges to steps that were not copied', () => {
  expect(pickSteps(helloGraph(), new Set(['greet', 'output'])).edges.map(({ id }) => id)).toEqual([
    'greet-output',
  ]);
});
