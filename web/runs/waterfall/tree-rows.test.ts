import { expect, test } from 'vitest';
import { enclosing, type RowStep, treeRows } from './tree-rows.ts';

const step = (path: string, given: Partial<RowStep> = {}): RowStep => ({
  path,
  nodeId: path,
  kind: 'prompt',
  status: 'SUCCEEDED',
  origin: 'RAN',
  startedAt: '2026-01-01T00:00:00Z',
  finishedAt: '2026-01-01T00:00:01Z',
  items: null,
  error: null,
  attempts: [],
  ...given,
});
const attempt = (position: number) => ({
  id: `attempt ${position}`,
  position,
  modelSlug: 'gpt',
  outcome: 'answered',
  startedAt: '2026-01-01T00:00:00Z',
  firstTokenAt: null,
  finishedAt: '2026-01-01T00:00:01Z',
});
const plan = (path: string) => ({ path, name: path, kind: 'prompt' });
const drawn = (tree: Partial<Parameters<typeof treeRows>[0]>) =>
  treeRows({ planned: [], steps: {}, inside: new Map(), open: new Set(), ...tree }).map(
    ({ key, level }) => `${' '.repeat(level - 1)}${key}`,
  );

test('steps stand in the order in which they began, and those that have not begun at the end', () => {
  const planned = [plan('later'), plan('waits'), plan('first'), plan('skipped')];
  const steps = {
    later: step('later', { startedAt: '2026-01-01T00:00:05Z' }),
    first: step('first'),
    skipped: step('skipped', { status: 'SKIPPED' }),
  };
  expect(drawn({ planned, steps })).toEqual(['', ' first', ' later', ' waits', ' skipped']);
});

test('an open step shows its attempts, or its items as far as they were read and how many more there are', () => {
  const planned = [plan('asks'), plan('each')];
  const steps = {
    asks: step('asks', { attempts: [attempt(1), attempt(2)] }),
    each: step('each', { kind: 'map' }),
  };
  const items = ['each[0]', 'each[1]'].map((path) => ({
    ...step(path, { kind: 'item' }),
    id: path,
    name: path,
  }));
  const inside = new Map([['each', { steps: items, total: 10_000 }]]);
  expect(drawn({ planned, steps, inside })).toEqual(['', ' asks', ' each']);
  expect(drawn({ planned, steps, inside, open: new Set(['asks', 'each']) })).toEqual([
    '',
    ' asks',
    '  asks#1',
    '  asks#2',
    ' each',
    '  each[0]',
    '  each[1]',
    '  each+',
  ]);
});

test('a link to a step opens what it is inside of', () => {
  expect(enclosing('call/each[12]/answer')).toEqual(['call', 'call/each', 'call/each[12]']);
  expect(enclosing('answer')).toEqual([]);
});
