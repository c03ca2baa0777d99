import { expect, test } from 'vitest';
import { relativeTime } from './relative-time-text.ts';

const now = Date.UTC(2026, 0, 31, 12);
const minute = 60_000;

test.each([
  [0, 'just now'],
  [-59_000, 'just now'],
  [-minute, '1 minute ago'],
  [-119 * minute, '1 hour ago'],
  [-26 * 60 * minute, 'yesterday'],
  [-40 * 24 * 60 * minute, 'last month'],
  [30_000, 'in a moment'],
  [3 * 24 * 60 * minute, 'in 3 days'],
])('%i ms from now reads "%s"', (distance, text) => {
  expect(relativeTime(now + distance, now)).toBe(text);
});
