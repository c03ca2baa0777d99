import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

/** A worker of its own, which each run under way keeps busy for such a share of its time. */
function createWorker(shareOf: (atMost: number) => number) {
  let clock = 0;
  let active = 0;
  const pace = createPace(50, { now: () => clock, worked: () => active });
  return (seconds: number) => {
    for (let passed = 0; passed < seconds * 1_000; passed += 10) {
      clock += 10;
      active += 10 * Math.min(1, shareOf(pace.atMost()));
    }
    return pace.atMost();
  };
}

test('whose calls take long, and keep a worker busy for a part of its time, as many run as may', () => {
  expect(createWorker((atMost) => atMost * 0.01)(10)).toBe(50);
});

test('whose steps keep it busy all the time, so many run that it finds some rest', () => {
  const found = createWorker((atMost) => atMost * 0.03)(10);
  expect(found).toBeGreaterThanOrEqual(20);
  expect(found).toBeLessThanOrEqual(28);
});

test('a few always run', () => {
  expect(createWorker(() => 1)(60)).toBe(10);
});

test('as many as before, soon after it was busy', () => {
  let share = 1;
  const worker = createWorker(() => share);
  worker(60);
  share = 0.1;
  expect(worker(5)).toBe(50);
});
