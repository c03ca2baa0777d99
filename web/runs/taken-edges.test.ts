import { graphOf, promptStep } from '@patchbay/schema/test/small-graph.ts';
import { expect, test } from 'vitest';
import { takenEdges } from './taken-edges.ts';

const ran = { status: 'SUCCEEDED', origin: 'RAN', output: { text: 'Hello' } } as const;
const pinned = { ...ran, origin: 'PINNED' } as const;

const failing = promptStep('a', { onError: { kind: 'branch' } });
const graph = graphOf([failing, promptStep('b'), promptStep('c'), promptStep('d')], 'a > b', 'b > d');
const withErrorWay = {
  ...graph,
  edges: [...graph.edges, { id: 'error', source: 'a', sourcePort: 'error', target: 'c', targetPort: 'in' }],
};

test('a step that is done leads on by the ways it took', () => {
  expect([...takenEdges(withErrorWay, { a: ran })]).toEqual(['a-b']);
  const failed = { ...ran, output: { error: { code: 'OUTAGE' } } };
  expect([...takenEdges(withErrorWay, { a: failed })]).toEqual(['error']);
});

test('a step that is at work, has failed or was skipped leads nowhere', () => {
  for (const status of ['RUNNING', 'FAILED', 'SKIPPED'] as const)
    expect(takenEdges(graph, { a: { ...ran, status } }).size).toBe(0);
});

test('what is pinned leads on only where the run comes to it', () => {
  expect([...takenEdges(graph, { a: ran, b: pinned })]).toEqual(['a-b', 'b-d']);
  expect([...takenEdges(graph, { a: { ...ran, status: 'FAILED' }, b: pinned })]).toEqual([]);
});

test('the way goes through what nobody needs', () => {
  const notNeeded = { status: 'SKIPPED', origin: 'NOT_NEEDED', output: null } as const;
  expect([...takenEdges(graph, { a: notNeeded, b: pinned })]).toEqual(['a-b', 'b-d']);
});
