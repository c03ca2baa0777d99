import { expect, test } from 'vitest';
import type { ModelGroup } from './model-options';
import { rowsInWindow, rowsOf } from './rows-in-window';

const group = (label: string, count: number): ModelGroup => ({
  label,
  options: Array.from({ length: count }, (_, index) => ({
    value: `${label}-${index}`,
    label: `${label} ${index}`,
    hint: null,
    model: null,
    reasons: [],
    degraded: [],
    search: '',
  })),
});

test('rows stand below one another, and places count the models alone', () => {
  const rows = rowsOf([group('', 1), group('Custom', 2)]);
  expect(rows.map(({ kind, top }) => [kind, top])).toEqual([
    ['option', 0],
    ['label', 52],
    ['option', 80],
    ['option', 132],
  ]);
  expect(rows.flatMap((row) => (row.kind === 'option' ? [row.place] : []))).toEqual([0, 1, 2]);
});

test('of thousands only those near what is seen are drawn, and all that is seen is', () => {
  const rows = rowsOf([group('Custom', 2_000)]);
  const seen = { top: 50_000, height: 384 };
  const drawn = rowsInWindow(rows, seen);
  expect(drawn.length).toBeLessThan(30);
  const inSight = rows.filter(({ top, height }) => top + height > 50_000 && top < 50_384);
  expect(drawn).toEqual(expect.arrayContaining(inSight));
});
