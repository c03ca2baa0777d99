import { expect, test } from 'vitest';
import { createTurns } from './in-turn';

test('what comes while something takes its time is done after it, in its order', async () => {
  const done: string[] = [];
  const inTurn = createTurns();
  const pasting = Promise.withResolvers<void>();
  inTurn(() => void done.push('at once'));
  inTurn(() => pasting.promise.then(() => void done.push('pasted')));
  inTurn(() => void done.push('removed'));
  inTurn(() => void done.push('undone'));
  expect(done).toEqual(['at once']);

  pasting.resolve();
  await expect.poll(() => done).toEqual(['at once', 'pasted', 'removed', 'undone']);
  inTurn(() => void done.push('at once again'));
  expect(done.at(-1)).toBe('at once again');
});
