// Who is here: presence in rooms, such as an open workflow, across any number of processes and without a row.
//
//   room    what people are present in, by its id
//   visit   one open stream of one person, such as a tab; a person is there while one of their visits lasts
//   news    a number that only grows, of what people are present in: a draft's revision, told by whoever saves it
//   roll    whom one process has in a room, as it tells the others: at every change, at every beat, and when asked
//
// Who is dead tells nothing: a roll that was not told again for three beats is forgotten.
import { v7 as uuid } from 'uuid';
import { ConflictError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { MikroORM } from '../orm.ts';
import type { LiveHub } from './hub.ts';
import { type LiveEvent, publishNow } from './publish.ts';

type Person = { id: string; name: string };
export type PresentPerson = Person & { visits: number };
/** `more` counts those whom a notification had no room for. */
export type Presence = Count & { news: number };

type Count = { people: PresentPerson[]; more: number };

type Roll = Count & {
  process: string;
  /** Rolls of one process may overtake one another. */
  number: number;
  /** Its process is new here and wants to hear of the others. */
  asks: boolean;
};

type Room = {
  here: Map<string, PresentPerson>;
  elsewhere: Map<string, { roll: Roll; heardAt: number }>;
  watchers: Set<() => void>;
  news: number;
  stopListening(): void;
};

type Options = {
  hub: LiveHub;
  orm: MikroORM;
  log: Log;
  beatMs?: number;
  /** Whoever comes back within it was never away: a page that is loaded anew, a stream that is opened again. */
  graceMs?: number;
};

type Stay = {
  /** Ends when the visitor goes away. */
  signal: AbortSignal;
  /** Ends by itself after so long. Who is still there comes again: who vanished without a word cannot. */
  stayMs: number;
  /** As the visitor found it. What a lost connection did not tell is found so by the next visit. */
  news: number;
};

export type PresenceService = {
  /** From the first look on the person is there; tells who is, now and whenever it changes. */
  visit(roomId: string, person: Person, stay: Stay): AsyncGenerator<Presence, undefined, undefined>;
};

const mostVisits = 20;
/** PostgreSQL's limit is 8,000 bytes; the rest of a notification is small. */
const mostBytes = 7_000;

const topicOf = (roomId: string) => `presence:${roomId}`;

/** For whoever is present to hear, once it is committed. */
export const newsOf = (roomId: string, news: number): LiveEvent => ({
  topic: topicOf(roomId),
  payload: { news },
});

export function createPresence({
  hub,
  orm,
  log,
  beatMs = 10_000,
  graceMs = 1_500,
}: Options): PresenceService {
  const process = uuid();
  const rooms = new Map<string, Room>();
  let number = 0;

  function tell(roomIds: Iterable<string>, asks = false): void {
    if (hub.closed.aborted) return;
    number += 1;
    const rolls = [...roomIds].map((roomId) => {
      const payload: Roll = { ...fitting(rooms.get(roomId)), process, number, asks };
      return { topic: topicOf(roomId), payload };
    });
    publishNow(orm, rolls).catch((error: unknown) => {
      log.warn({ err: error }, 'Who is present could not be told; the next beat tells it.');
    });
  }

  function hear(roomId: string, room: Room, roll: unknown): void {
    if (isNews(roll)) return learn(room, roll.news);
    if (!isRoll(roll) || roll.process === process) return;
    const known = room.elsewhere.get(roll.process);
    if (known && known.roll.number >= roll.number) return;
    room.elsewhere.set(roll.process, { roll, heardAt: performance.now() });
    wake(room);
    if (roll.asks) tell([roomId]);
  }

  function learn(room: Room, news: number): void {
    room.news = Math.max(room.news, news);
    wake(room);
  }

  function open(roomId: string): Room {
    const room: Room = {
      here: new Map(),
      elsewhere: new Map(),
      watchers: new Set(),
      news: 0,
      stopListening: () => {},
    };
    room.stopListening = hub.listen(topicOf(roomId), {
      onEvent: (roll) => hear(roomId, room, roll),
      onGap: () => tell([roomId], true),
    });
    rooms.set(roomId, room);
    return room;
  }

  function enter(roomId: string, { id, name }: Person, news: number): Room {
    const isNew = !rooms.has(roomId);
    const room = rooms.get(roomId) ?? open(roomId);
    room.here.set(id, { id, name, visits: (room.here.get(id)?.visits ?? 0) + 1 });
    learn(room, news);
    tell([roomId], isNew);
    return room;
  }

  function leave(roomId: string, personId: string): void {
    const room = rooms.get(roomId);
    const person = room?.here.get(personId);
    if (!room || !person) return;
    room.here.set(personId, { ...person, visits: person.visits - 1 });
    setTimeout(() => {
      if (room.here.get(personId)?.visits === 0) room.here.delete(personId);
      if (room.here.size === 0 && rooms.get(roomId) === room) {
        room.stopListening();
        rooms.delete(roomId);
      }
      wake(room);
      tell([roomId]);
    }, graceMs).unref();
  }

  const beat = setInterval(() => {
    const oldest = performance.now() - 3 * beatMs;
    for (const room of rooms.values()) {
      const gone = [...room.elsewhere].filter(([, { heardAt }]) => heardAt < oldest);
      for (const [other] of gone) room.elsewhere.delete(other);
      if (gone.length > 0) wake(room);
    }
    tell(rooms.keys());
  }, beatMs).unref();
  hub.closed.addEventListener('abort', () => clearInterval(beat), { once: true });

  async function* watch(roomId: string, person: Person, news: number, ends: AbortSignal) {
    let woken = Promise.withResolvers<void>();
    const onChange = () => woken.resolve();
    const room = enter(roomId, person, news);
    room.watchers.add(onChange);
    ends.addEventListener('abort', onChange, { once: true });
    try {
      for (let told = ''; !ends.aborted;) {
        woken = Promise.withResolvers();
        const now = presenceIn(room);
        const said = JSON.stringify(now);
        if (said !== told) yield now;
        told = said;
        await woken.promise;
      }
      return undefined;
    } finally {
      room.watchers.delete(onChange);
      leave(roomId, person.id);
    }
  }

  return {
    visit(roomId, person, { signal, stayMs, news }) {
      const visits = rooms.get(roomId)?.here.get(person.id)?.visits ?? 0;
      if (visits >= mostVisits)
        throw new ConflictError(`You have this open ${visits} times. Close some of the tabs.`);
      const left = new AbortController();
      const ends = AbortSignal.any([signal, left.signal, hub.closed, AbortSignal.timeout(stayMs)]);
      const states = watch(roomId, person, news, ends);
      // A generator that waits hears of its return only afterwards; aborting ends the wait at once.
      const end = states.return.bind(states);
      states.return = (value) => {
        left.abort();
        return end(value);
      };
      return states;
    },
  };
}

function wake({ watchers }: Room): void {
  for (const watcher of watchers) watcher();
}

/** In the order of their names; who is here by several processes is here once. */
function presenceIn({ here, elsewhere, news }: Room): Presence {
  const people = new Map<string, PresentPerson>();
  const rolls = [...elsewhere.values()].map(({ roll }) => roll);
  for (const person of [...here.values(), ...rolls.flatMap((roll) => roll.people)]) {
    const known = people.get(person.id);
    people.set(person.id, { ...person, visits: person.visits + (known?.visits ?? 0) });
  }
  return {
    people: [...people.values()].toSorted(
      (one, other) => one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1),
    ),
    more: rolls.reduce((sum, { more }) => sum + more, 0),
    news,
  };
}

function fitting(room: Room | undefined): Count {
  const everybody = [...(room?.here.values() ?? [])];
  const people: PresentPerson[] = [];
  let bytes = 0;
  for (const person of everybody) {
    bytes += Buffer.byteLength(JSON.stringify(person)) + 1;
    if (bytes > mostBytes) break;
    people.push(person);
  }
  return { people, more: everybody.length - people.length };
}

/** Any program on the same database may use the channel. */
function isRoll(payload: unknown): payload is Roll {
  return (
    typeof payload === 'object' &&
    payload !== null &&
    'process' in payload &&
    'number' in payload &&
    'people' in payload &&
    Array.isArray(payload.people)
  );
}

function isNews(payload: unknown): payload is { news: number } {
  return (
    typeof payload === 'object' && payload !== null && 'news' in payload && Number.isSafeInteger(payload.news)
  );
}
