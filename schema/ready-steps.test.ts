import { expect, test } from 'vitest';
import { readySteps, type StepState } from './ready-steps.ts';
import { randomGraph, seeded } from './test/random-graph.ts';
import { graphOf, promptStep } from './test/small-graph.ts';

const diamond = graphOf(
  ['a', 'b', 'c', 'd'].map((key) => promptStep(key)),
  'a > b',
  'a > c',
  'b > d',
  'c > d',
);
const after = (...states: [string, StepState][]) => readySteps(diamond, new Map(states));
const succeeded = { status: 'SUCCEEDED' } as const;

test('what nothing leads to begins', () => {
  expect(after()).toEqual({ ready: ['a'], skipped: [] });
});

test('steps that do not wait for one another are ready together', () => {
  expect(after(['a', succeeded])).toEqual({ ready: ['b', 'c'], skipped: [] });
});

test('a step waits for all that lead to it', () => {
  expect(after(['a', succeeded], ['b', succeeded], ['c', { status: 'RUNNING' }]).ready).toEqual([]);
  expect(after(['a', succeeded], ['b', succeeded], ['c', succeeded]).ready).toEqual(['d']);
});

test('a way that is not taken skips what only it leads to', () => {
  expect(after(['a', { status: 'SUCCEEDED', ports: [] }])).toEqual({ ready: [], skipped: ['b', 'c', 'd'] });
});

test('one way that was taken is enough', () => {
  expect(after(['a', succeeded], ['b', { status: 'SKIPPED' }], ['c', succeeded])).toEqual({
    ready: ['d'],
    skipped: [],
  });
});

test('nothing goes on from a step that failed', () => {
  expect(after(['a', { status: 'FAILED' }])).toEqual({ ready: [], skipped: ['b', 'c', 'd'] });
});

test('whatever way the steps end, each is run once or skipped, and the walk comes to its end', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const random = seeded(seed);
    const graph = randomGraph(random);
    const states = new Map<string, StepState>();
    for (;;) {
      const { ready, skipped } = readySteps(graph, states);
      for (const id of skipped) states.set(id, { status: 'SKIPPED' });
      if (ready.length === 0) break;
      const id = random.oneOf(ready);
      expect(states.has(id), `seed ${seed}`).toBe(false);
      states.set(id, { status: random.chance(0.8) ? 'SUCCEEDED' : 'FAILED' });
    }
    expect(states.size, `seed ${seed}`).toBe(graph.nodes.length);
  }
});
