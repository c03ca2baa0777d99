import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { watchWork, worksEnded } from './watch-work.ts';

const nobodyLeaves = new AbortController().signal;

async function all<Event>(events: AsyncIterable<Event>): Promise<Event[]> {
  const seen: Event[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

test('what the work tells is seen in its order, to its end', async () => {
  const events = watchWork<number>(
    async (tell) => {
      tell(1);
      await sleep(5);
      tell(2);
      tell(3);
    },
    { left: nobodyLeaves },
  );
  expect(await all(events)).toEqual([1, 2, 3]);
});

test('it begins with the first look', async () => {
  let begun = false;
  const events = watchWork<number>(
    async () => {
      begun = true;
    },
    { left: nobodyLeaves },
  );
  await sleep(5);
  expect(begun).toBe(false);
  await all(events);
  expect(begun).toBe(true);
});

test('its failure is told after what came before it', async () => {
  const events = watchWork<number>(
    async (tell) => {
      tell(1);
      throw new Error('It went wrong.');
    },
    { left: nobodyLeaves },
  );
  expect(await events.next()).toMatchObject({ value: 1 });
  await expect(events.next()).rejects.toThrow('It went wrong.');
});

test('for a slow reader what can be joined is joined', async () => {
  const events = watchWork<string>(
    async (tell) => {
      for (const piece of ['a', 'b', '|', 'c', 'd']) tell(piece);
    },
    { left: nobodyLeaves, join: (one, next) => (one === '|' || next === '|' ? null : one + next) },
  );
  expect(await all(events)).toEqual(['ab', '|', 'cd']);
});

/** Works until it is told to stop, and then takes a moment to write down what it did. */
function endless() {
  const seen = { aborted: false, written: false };
  const work = async (tell: (event: number) => void, signal: AbortSignal) => {
    tell(1);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    seen.aborted = true;
    await sleep(30);
    seen.written = true;
    throw signal.reason;
  };
  return { seen, work };
}

test('whoever leaves the loop, and whoever goes away while waiting, ends the work', async () => {
  const { seen, work } = endless();
  for await (const _ of watchWork<number>(work, { left: nobodyLeaves })) break;
  expect(seen.aborted).toBe(true);

  const waiting = endless();
  const leave = new AbortController();
  const events = watchWork<number>(waiting.work, { left: leave.signal });
  await events.next();
  const next = events.next();
  leave.abort();
  expect(await next).toEqual({ done: true, value: undefined });
  expect(waiting.seen.aborted).toBe(true);
});

test('a process that ends waits for what was left to be written down, but not for ever', async () => {
  const { seen, work } = endless();
  for await (const _ of watchWork<number>(work, { left: nobodyLeaves })) break;
  expect(seen.written).toBe(false);
  await worksEnded();
  expect(seen.written).toBe(true);

  const stubborn = watchWork<number>((tell) => (tell(1), new Promise(() => {})), { left: nobodyLeaves });
  await stubborn.next();
  await worksEnded(20);
});
