import { expect, test } from 'vitest';
import { timeTicks } from './time-ticks.ts';

const at = (text: string) => new Date(text).getTime();
const labels = (from: string, to: string) => timeTicks(at(from), at(to), 6).map(({ label }) => label);

test.each([
  ['an hour', '2026-03-02T09:10:00', '2026-03-02T10:10:00', ['09:15', '09:30', '09:45', '10:00']],
  ['seconds', '2026-03-02T09:10:02', '2026-03-02T09:10:20', ['09:10:05', '09:10:10', '09:10:15']],
  ['over midnight', '2026-03-02T20:00:00', '2026-03-03T04:00:00', ['21:00', '3 Mar', '03:00']],
  ['a week', '2026-03-02T09:00:00', '2026-03-09T09:00:00', ['3 Mar', '5 Mar', '7 Mar', '9 Mar']],
  ['years', '2024-06-01T00:00:00', '2026-03-01T00:00:00', ['1 Jun', '30 Nov', '31 May', '29 Nov']],
])('the axis of %s has a few round moments', (_which, from, to, expected) => {
  expect(labels(from, to)).toEqual(expected);
});

test('however long or short the time is, there are never many', () => {
  for (let length = 1; length < 1e13; length *= 7)
    expect(timeTicks(at('2026-03-02T09:10:02'), at('2026-03-02T09:10:02') + length, 6).length).toBeLessThan(
      9,
    );
});
