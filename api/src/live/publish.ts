// Live events travel by PostgreSQL's NOTIFY, on one channel for all topics. They are hints, never the truth: whoever
// hears one reads rows, so an event that is lost with its connection loses nothing.
import type { EntityManager, MikroORM } from '../orm.ts';

export const channel = 'patchbay';

/** PostgreSQL refuses a payload of 8,000 bytes. */
const largestMessage = 7_900;

export class EventTooLarge extends Error {
  override name = 'EventTooLarge';
}

export type LiveEvent = { topic: string; payload: unknown };

/**
 * Tells of rows that this transaction writes: heard when it commits, never when it rolls back. All committing
 * transactions that notify wait for one lock of the server, so a path that commits thousands a second should gather
 * its events and use `publishNow` after the commits.
 */
export async function publish(em: EntityManager, topic: string, payload: unknown = null): Promise<void> {
  await em.execute('select pg_notify(?, ?)', [channel, encodeEvent({ topic, payload })]);
}

/** The same of many rows. */
export async function publishAll(em: EntityManager, events: readonly LiveEvent[]): Promise<void> {
  await em.execute('select pg_notify(?, message) from jsonb_array_elements_text(?::jsonb) as message', [
    channel,
    JSON.stringify(events.map(encodeEvent)),
  ]);
}

/** Outside any transaction, several at once: for what is not a row, such as pieces of a streamed answer. */
export async function publishNow(orm: MikroORM, events: readonly LiveEvent[]): Promise<void> {
  if (events.length === 0) return;
  // One parameter for all: a column for each would end at PostgreSQL's 1,664. A hint is not worth waiting for the disk,
  // least of all while every other commit that notifies waits for this one.
  await orm.em.fork().execute(
    `select pg_notify(?, message) from jsonb_array_elements_text(?::jsonb) as message
     where set_config('synchronous_commit', 'off', true) = 'off'`,
    [channel, JSON.stringify(events.map(encodeEvent))],
  );
}

function encodeEvent({ topic, payload }: LiveEvent): string {
  const message = JSON.stringify([topic, payload ?? null]);
  const size = Buffer.byteLength(message);
  if (size > largestMessage) {
    throw new EventTooLarge(
      `A live event on "${topic}" has ${size} bytes; at most ${largestMessage} fit. Store a row and publish its id, or send pieces.`,
    );
  }
  return message;
}

/** Null for what is not ours: any program on the same database may use the channel. */
export function decodeEvent(message: string): LiveEvent | null {
  try {
    const parsed: unknown = JSON.parse(message);
    if (!Array.isArray(parsed) || typeof parsed[0] !== 'string') return null;
    return { topic: parsed[0], payload: parsed[1] };
  } catch {
    return null;
  }
}
