import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { waitFor } from '../test/durable-ground.ts';
import { startSweeper } from './sweeper.ts';

function startTestSweeper(resend: (waitedMs: number) => Promise<number>) {
  const lines: string[] = [];
  const log = createLog('test', { level: 'info', write: (line) => lines.push(line) });
  const sweeper = startSweeper(log, [{ what: 'things', everyMs: 5, waitedMs: 1_000, resend }]);
  return { ...sweeper, lines };
}

test('asks again and again for what has waited, and says what it sent', async () => {
  const asked: number[] = [];
  const { lines, stop } = startTestSweeper(async (waitedMs) => (asked.push(waitedMs) === 2 ? 3 : 0));
  await waitFor(async () => (asked.length >= 4 ? true : null));
  await stop();
  expect(new Set(asked)).toEqual(new Set([1_000]));
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ what: 'things', count: 3 }),
  ]);
});

test('goes on after a failure, which it says once', async () => {
  let times = 0;
  const { lines, stop } = startTestSweeper(async () => {
    times += 1;
    throw new Error('Restate is away');
  });
  await waitFor(async () => (times >= 4 ? true : null));
  await stop();
  expect(lines).toHaveLength(1);
});

test('sends everything at once when Restate has lost its data', async () => {
  const asked: number[] = [];
  const { sweepAll, stop } = startTestSweeper(async (waitedMs) => asked.push(waitedMs));
  await sweepAll();
  await stop();
  expect(asked).toContain(0);
});

test('asks no more once it is stopped', async () => {
  let times = 0;
  const { stop } = startTestSweeper(async () => (times += 1));
  await stop();
  const before = times;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(times).toBe(before);
});
