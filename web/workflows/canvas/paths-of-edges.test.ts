import { graphOf, promptStep } from '@patchbay/schema/test/small-graph.ts';
import { expect, test } from 'vitest';
import { pathsOfEdges } from './paths-of-edges';

const step = (id: string, x: number) => ({ ...promptStep(id), position: { x, y: 0 } });
const graph = graphOf([step('a', 0), step('b', 400), step('c', 800)], 'a > b', 'b > c');
const lines = (path: string) => path.split('M').length - 1;

test('the way of a run is drawn apart from the edges that it has not gone by', () => {
  const none = pathsOfEdges({ graph, dragged: new Map(), taken: new Set() });
  expect([lines(none.taken), lines(none.others)]).toEqual([0, 2]);
  const first = pathsOfEdges({ graph, dragged: new Map(), taken: new Set(['a-b']) });
  expect([lines(first.taken), lines(first.others)]).toEqual([1, 1]);
  expect(none.others).toBe(first.taken + first.others);
});

test('an edge goes along with a step that is being dragged', () => {
  const still = pathsOfEdges({ graph, dragged: new Map(), taken: new Set() }).others;
  const dragged = new Map([['b', { x: 400, y: 200 }]]);
  expect(pathsOfEdges({ graph, dragged, taken: new Set() }).others).not.toBe(still);
});
