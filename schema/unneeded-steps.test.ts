import { expect, test } from 'vitest';
import { graphOf, outputStep, promptStep } from './test/small-graph.ts';
import { unneededSteps } from './unneeded-steps.ts';
import type { WorkflowGraph, WorkflowNode } from './workflow-graph.ts';

const unneeded = (graph: WorkflowGraph, ...given: string[]) =>
  [...unneededSteps(graph, new Set(given))].toSorted();
const chain = (...nodes: readonly WorkflowNode[]) =>
  graphOf(nodes, ...nodes.slice(1).map(({ id }, at) => `${nodes[at]?.id} > ${id}` as const));

test('what leads only to a given step need not run, and so on before it', () => {
  const graph = chain(promptStep('a'), promptStep('b'), promptStep('c'), outputStep('{{ c.text }}'));
  expect(unneeded(graph, 'c')).toEqual(['a', 'b']);
});

test('a step that is read behind the given one runs', () => {
  const graph = chain(promptStep('a'), promptStep('b'), outputStep('{{ a.text }} {{ b.text }}'));
  expect(unneeded(graph, 'b')).toEqual([]);
});

test('a step that leads elsewhere, too, runs with all before it', () => {
  const graph = graphOf(
    ['a', 'b', 'c', 'd'].map((key) => promptStep(key)),
    'a > b',
    'b > c',
    'b > d',
  );
  expect(unneeded(graph, 'c')).toEqual([]);
});

test('the last step of a way runs, whatever is given', () => {
  expect(unneeded(chain(promptStep('a'), promptStep('b')), 'a')).toEqual([]);
});

test('a step that decides between ways runs, where all of them lead to given steps, too', () => {
  const failing = promptStep('a', { onError: { kind: 'branch' } });
  const graph = graphOf([failing, promptStep('b'), promptStep('c')], 'a > b');
  const onError = { id: 'e', source: 'a', sourcePort: 'error', target: 'c', targetPort: 'in' };
  expect(unneeded(graph, 'b')).toEqual(['a']);
  expect(unneeded({ ...graph, edges: [...graph.edges, onError] }, 'b', 'c')).toEqual([]);
});
