import { compareGraphs } from '@patchbay/schema/versions/compare-graphs.ts';
import { graphOf, inputStep, outputStep, promptStep } from '@patchbay/schema/test/small-graph.ts';
import { expect, test } from 'vitest';
import { reviewOf } from './review.ts';

const before = graphOf(
  [inputStep(), promptStep('old'), promptStep('kept'), outputStep('{{ kept.text }}')],
  'input > old',
  'old > kept',
  'kept > output',
);
const after = graphOf(
  [
    inputStep(),
    promptStep('kept', { user: 'Something else.' }),
    promptStep('new'),
    outputStep('{{ kept.text }}'),
  ],
  'input > kept',
  'kept > output',
);

test('the later graph is shown with its changes marked, and what is gone where it stood', () => {
  const { steps } = reviewOf(before, after, compareGraphs(before, after));
  expect(steps.map(({ step, mark }) => [step.id, mark])).toEqual([
    ['input', 'same'],
    ['kept', 'changed'],
    ['new', 'added'],
    ['output', 'same'],
    ['old', 'removed'],
  ]);
});

test('edges are drawn as they stay, come and go, those of what is gone among them', () => {
  const { ways } = reviewOf(before, after, compareGraphs(before, after));
  const count = (way: string) => way.split('M').length - 1;
  expect([count(ways.same), count(ways.added), count(ways.removed)]).toEqual([1, 1, 2]);
});

test('a card that only stands elsewhere is not marked', () => {
  const moved = { ...before, nodes: before.nodes.map((node) => ({ ...node, position: { x: 5, y: 5 } })) };
  const { steps } = reviewOf(before, moved, compareGraphs(before, moved));
  expect(steps.every(({ mark }) => mark === 'same')).toBe(true);
});
