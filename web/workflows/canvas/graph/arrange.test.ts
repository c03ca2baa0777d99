import { randomGraph, seeded } from '@patchbay/schema/test/random-graph.ts';
import { graphOf, inputStep, outputStep, promptStep } from '@patchbay/schema/test/small-graph.ts';
import { indexOf } from '@patchbay/schema/workflow-graph.ts';
import { expect, test } from 'vitest';
import { alignSteps, distributeSteps } from './align.ts';
import { arrange } from './arrange.ts';
import { boxOf, overlap } from './boxes.ts';
import { edgeNear, insertOnEdge } from './insert-on-edge.ts';
import { nearestPort } from './nearest-port.ts';
import { walk } from './walk.ts';
import { outlineOf } from './outline.ts';

const diamond = () =>
  graphOf(
    [inputStep(), promptStep('a'), promptStep('b'), outputStep('{{ a.text }}')],
    'input > a',
    'input > b',
    'a > output',
    'b > output',
  );

test('arranged steps stand after all that lead to them, and none covers another', () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const graph = arrange(randomGraph(seeded(seed), 30));
    const boxes = graph.nodes.map(boxOf);
    for (const [index, box] of boxes.entries())
      expect(boxes.slice(index + 1).some((other) => overlap(box, other))).toBe(false);
    const { nodes } = indexOf(graph);
    for (const { source, target } of graph.edges)
      expect(nodes.get(target)?.position.x).toBeGreaterThan(nodes.get(source)?.position.x ?? 0);
  }
});

test('a straight chain becomes a straight line, and arranging again changes nothing', () => {
  const chain = arrange(graphOf([promptStep('a'), promptStep('b'), promptStep('c')], 'a > b', 'b > c'));
  expect(new Set(chain.nodes.map(({ position }) => position.y)).size).toBe(1);
  expect(arrange(chain)).toBe(chain);
});

test('some steps are arranged where they stand; the others do not move', () => {
  const graph = diamond();
  const next = arrange(graph, new Set(['a', 'b']));
  expect(next.nodes.filter(({ id }) => id === 'input' || id === 'output')).toEqual(
    graph.nodes.filter(({ id }) => id === 'input' || id === 'output'),
  );
});

test('aligned steps share an edge; distributed ones have the same room between each and the next', () => {
  const graph = arrange(diamond());
  const ids = new Set(graph.nodes.map(({ id }) => id));
  expect(new Set(alignSteps(graph, ids, 'right').nodes.map(({ position }) => position.x)).size).toBe(1);
  const line = alignSteps(graph, new Set(['input', 'a', 'output']), 'top');
  const spread = distributeSteps(line, new Set(['input', 'a', 'output']), 'across');
  const [first, second, third] = ['input', 'a', 'output'].map(
    (id) => indexOf(spread).nodes.get(id)?.position.x ?? 0,
  );
  expect((second ?? 0) - (first ?? 0)).toBe((third ?? 0) - (second ?? 0));
});

test('a step put on an edge stands between the two that it joined', () => {
  const graph = arrange(graphOf([promptStep('a'), promptStep('c'), promptStep('b')], 'a > c'));
  const edge = edgeNear(graph, { x: 280, y: 46 }, 12);
  expect(edge?.id).toBe('a-c');
  const joined = insertOnEdge(graph, 'b', 'a-c');
  expect(joined.edges.map(({ source, target }) => `${source} > ${target}`)).toEqual(['a > b', 'b > c']);
});

test('a step that leads somewhere already is not put on an edge', () => {
  const graph = diamond();
  expect(insertOnEdge(graph, 'b', 'a-output')).toBe(graph);
});

test('a connection is caught by the nearest port that may take it, never by a nearer one that may not', () => {
  const graph = arrange(diamond());
  const a = indexOf(graph).nodes.get('a')?.position ?? { x: 0, y: 0 };
  const from = { nodeId: 'output', port: 'in', side: 'in' } as const;
  // Right on the way on of "a", which leads there already; the input's is the nearest that does not.
  const near = nearestPort(graph, from, { x: a.x + 248, y: a.y + 46 }, 5_000);
  expect(near?.nodeId).toBe('input');
  expect(nearestPort(graph, from, { x: a.x + 248, y: a.y + 46 }, 5)).toBeNull();
});

test('arrow keys walk along the edges, and to what stands above and below', () => {
  const graph = arrange(diamond());
  expect(walk(graph, 'a', 'left')?.id).toBe('input');
  expect(walk(graph, 'a', 'right')?.id).toBe('output');
  expect(walk(graph, 'output', 'right')).toBeNull();
  const [above, below] = ['a', 'b'].toSorted(
    (one, other) =>
      (indexOf(graph).nodes.get(one)?.position.y ?? 0) - (indexOf(graph).nodes.get(other)?.position.y ?? 0),
  );
  expect(walk(graph, above ?? '', 'down')?.id).toBe(below);
  expect(walk(graph, below ?? '', 'up')?.id).toBe(above);
});

test('in the outline branches stand below the step that branches, and what follows them beside it', () => {
  expect(outlineOf(diamond()).map(({ step, level }) => `${level} ${step.id}`)).toEqual([
    '1 input',
    '2 a',
    '2 b',
    '1 output',
  ]);
});

test('the outline shows every step once, each below its parent', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const graph = randomGraph(seeded(seed));
    const rows = outlineOf(graph);
    expect(rows.map(({ step }) => step.id).toSorted()).toEqual(graph.nodes.map(({ id }) => id).toSorted());
    for (const [index, { level, parent }] of rows.entries()) {
      const above = rows.slice(0, index).findLast((row) => row.level < level);
      expect(parent).toBe(above?.step.id ?? null);
    }
  }
});
