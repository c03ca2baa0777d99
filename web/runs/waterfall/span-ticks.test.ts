import { expect, test } from 'vitest';
import { spanTicks } from './span-ticks.ts';

const labels = (total: number) => spanTicks(total, 5).map(({ label }) => label);

test.each([
  [4, ['0', '1 ms', '2 ms', '3 ms']],
  [1_900, ['0', '500 ms', '1 s', '1.5 s']],
  // The minute would have no room for its label.
  [61_000, ['0', '15 s', '30 s', '45 s']],
  [4 * 3_600_000, ['0', '1 h', '2 h', '3 h']],
  [3 * 24 * 3_600_000, ['0', '1 d', '2 d']],
])('the axis of %s ms', (total, expected) => {
  expect(labels(total)).toEqual(expected);
});
