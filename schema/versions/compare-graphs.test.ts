import { expect, test } from 'vitest';
import { edge, graphOf, inputStep, outputStep, promptStep } from '../test/small-graph.ts';
import { compareGraphs, runsAlike } from './compare-graphs.ts';

const before = graphOf(
  [inputStep(), promptStep('greet'), outputStep('{{ greet.text }}')],
  'input > greet',
  'greet > output',
);

test('a graph compared with itself shows nothing, in whatever order its fields stand', () => {
  const copy = JSON.parse(JSON.stringify(before));
  copy.nodes = copy.nodes.map(({ id, ...others }: { id: string }) => ({ ...others, id }));
  expect(compareGraphs(before, copy)).toEqual({ steps: [], connections: { added: [], removed: [] } });
});

test('added, removed and changed steps are told, and which fields changed', () => {
  const after = graphOf(
    [inputStep(), promptStep('greet', { user: 'Say goodbye.', temperature: 1 }), promptStep('more')],
    'input > greet',
  );
  expect(compareGraphs(before, after)).toMatchObject({
    steps: [
      { kind: 'removed', nodeId: 'output' },
      {
        kind: 'changed',
        nodeId: 'greet',
        moved: false,
        fields: [
          { path: ['data', 'user'], before: 'Say hello.', after: 'Say goodbye.' },
          { path: ['data', 'temperature'], before: null, after: 1 },
        ],
      },
      { kind: 'added', nodeId: 'more' },
    ],
    connections: { added: [], removed: [edge('greet', 'output')] },
  });
});

test('a card that stands elsewhere is moved, and runs alike', () => {
  const after = { ...before, nodes: before.nodes.map((node) => ({ ...node, position: { x: 9, y: 9 } })) };
  const comparison = compareGraphs(before, after);
  expect(comparison.steps).toHaveLength(3);
  expect(
    comparison.steps.every((step) => step.kind === 'changed' && step.moved && step.fields.length === 0),
  ).toBe(true);
  expect(runsAlike(comparison)).toBe(true);
});

test('an edge that was drawn anew between the same ports is the same edge', () => {
  const after = { ...before, edges: before.edges.map((one) => ({ ...one, id: `${one.id}-again` })) };
  expect(runsAlike(compareGraphs(before, after))).toBe(true);
});
