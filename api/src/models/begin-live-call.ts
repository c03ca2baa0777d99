import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { parseInput } from '../access/input.ts';
import type { Context } from '../context.ts';
import { ConflictError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { LiveCall, type LiveCallKind } from './live-call.ts';

type Begun = {
  id: string;
  /** Somebody came back to a call that was made before: nothing may be called again. */
  repeated: boolean;
};

const shape = z.object({
  idempotencyKey: z.string().trim().min(1, 'Give an idempotency key.').max(200, 'At most 200 characters.'),
});

/** The first thing of a call, so that a key at fault is told whatever else there is to tell. */
export function readKey(idempotencyKey: string): string {
  return parseInput(shape, { idempotencyKey }).idempotencyKey;
}

/** A connection that breaks ends its call; who comes back at once may be ahead of that. */
const longestWaitMs = 5_000;
const lookEveryMs = 100;

/** Claims the key before anything is called: of two who come at once with the same key, one calls. */
export async function beginLiveCall(
  transact: Context['transact'],
  kind: LiveCallKind,
  idempotencyKey: string,
): Promise<Begun> {
  const id = uuid();
  const claimed = await transact(async (em, { organizationId, id: requestedById, name }) => {
    const rows = await em.execute<{ id: string }[]>(
      `insert into live_call (id, organization_id, kind, idempotency_key, requested_by, requested_by_id)
       values (?, ?, ?, ?, ?, ?) on conflict do nothing returning id`,
      [id, organizationId, kind, idempotencyKey, name, requestedById],
    );
    if (rows.length > 0) await refuseTooMany(em, requestedById);
    return rows.length > 0;
  });
  if (claimed) return { id, repeated: false };

  for (let waited = 0; ; waited += lookEveryMs) {
    const call = await transact((em, actor) =>
      em.findOneOrFail(LiveCall, { requestedById: actor.id, idempotencyKey }),
    );
    if (call.kind !== kind)
      throw new ConflictError('This key was used for something else.', ['idempotencyKey']);
    if (call.endedAt) return { id: call.id, repeated: true };
    if (waited >= longestWaitMs) throw stillUnderWay();
    await sleep(lookEveryMs);
  }
}

/** Longer than any call: what began before then was lost with its process. */
const lostAfterMs = 20 * 60_000;
const atOnce = 10;

/** Each is paid for and keeps the process busy: nobody needs to watch this many. Within the claim, which it takes back. */
async function refuseTooMany(em: EntityManager, requestedById: string): Promise<void> {
  const since = new Date(Date.now() - lostAfterMs);
  const underWay = await em.count(LiveCall, { requestedById, endedAt: null, beganAt: { $gt: since } });
  if (underWay <= atOnce) return;
  throw new ConflictError(
    `You have ${atOnce} calls of models under way. Wait for one to end, or close one, and try again.`,
  );
}

/** The last thing of a call, whatever came of it. */
export async function endLiveCall(transact: Context['transact'], id: string): Promise<void> {
  await transact((em) => em.nativeUpdate(LiveCall, { id, endedAt: null }, { endedAt: new Date() }));
}

function stillUnderWay(): ConflictError {
  return new ConflictError(
    'A call with this key is still under way, or was lost with the process that made it. Start again with another key to make it anew.',
    ['idempotencyKey'],
  );
}

export function interrupted(): ConflictError {
  return new ConflictError(
    'This call was left before its end, so nothing came of it. Start again with another key to make it anew.',
    ['idempotencyKey'],
  );
}
