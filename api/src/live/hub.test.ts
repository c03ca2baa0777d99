import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { notDurable, startPostgres } from '../launch/embedded-postgres.ts';
import { createLog } from '../log.ts';
import { createOrm, type MikroORM } from '../orm.ts';
import { waitFor } from '../test/durable-ground.ts';
import { freePort } from '../test/free-port.ts';
import { follow } from './follow-rows.ts';
import { type LiveHub, startHub } from './hub.ts';
import { EventTooLarge, publish, publishNow } from './publish.ts';
import { subscribe } from './subscribe.ts';

type Note = { number: number; text: string };

let directory: string;
let options: Parameters<typeof startPostgres>[0];
let server: Awaited<ReturnType<typeof startPostgres>>;
let orm: MikroORM;
let hub: LiveHub;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'patchbay-live-'));
  options = {
    dataDir: join(directory, 'postgres'),
    port: await freePort(),
    password: 'test',
    settings: notDurable,
  };
  server = await startPostgres(options);
  orm = createOrm(server.url);
  hub = startHub({ databaseUrl: server.url, log: createLog('test', { level: 'silent' }) });
  await orm.em.fork().execute('create table note (number int primary key, text text not null)');
});

beforeEach(async () => {
  await untilListening();
  await orm.em.fork().execute('truncate note');
});

afterAll(async () => {
  await hub.close();
  await orm.close(true);
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

const untilListening = () => waitFor(async () => (hub.isListening ? true : null));

const write = (number: number) =>
  orm.em.fork().transactional(async (em) => {
    await em.execute('insert into note values (?, ?) on conflict do nothing', [number, `note ${number}`]);
    await publish(em, 'notes');
  });

function followNotes(
  last: number,
  { after = 0, on = hub, recheckMs }: { after?: number; on?: LiveHub; recheckMs?: number } = {},
) {
  return follow<Note, number>({
    hub: on,
    topic: 'notes',
    after,
    recheckMs,
    cursorOf: (note) => note.number,
    read: async (cursor) => {
      const rows: Note[] = await orm.em
        .fork()
        .execute('select number, text from note where number > ? order by number', [cursor]);
      return { rows, done: (rows.at(-1)?.number ?? cursor) >= last };
    },
  });
}

async function numbers(notes: AsyncIterable<Note>, seen: number[] = []): Promise<number[]> {
  for await (const note of notes) seen.push(note.number);
  return seen;
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

test('whoever follows gets each row once, in order, those from before included', async () => {
  await write(1);
  const seen = numbers(followNotes(20));
  for (const number of upTo(20).slice(1)) await write(number);
  expect(await seen).toEqual(upTo(20));
});

test('whoever comes back goes on after the row that it had', async () => {
  for (const number of upTo(5)) await write(number);
  expect(await numbers(followNotes(5, { after: 3 }))).toEqual([4, 5]);
});

test('an event of a transaction that is rolled back is never heard', async () => {
  const heard: unknown[] = [];
  const stop = hub.listen('undone', { onEvent: (payload) => heard.push(payload), onGap: () => {} });
  await orm.em
    .fork()
    .transactional(async (em) => {
      await publish(em, 'undone', 'rolled back');
      await em.rollback();
    })
    .catch(() => {});
  await publishNow(orm, [{ topic: 'undone', payload: 'said' }]);
  await waitFor(async () => (heard.length > 0 ? true : null));
  stop();
  expect(heard).toEqual(['said']);
});

test('PostgreSQL killed with -9 and started again: no event is lost or doubled', async () => {
  const seen: number[] = [];
  const all = numbers(followNotes(60), seen);
  const writing = (async () => {
    for (const number of upTo(60)) {
      await waitFor(() =>
        write(number).then(
          () => true,
          () => null,
        ),
      );
    }
  })();
  await waitFor(async () => (seen.length > 10 ? true : null));
  process.kill(server.pid, 'SIGKILL');
  await server.exited;
  server = await startPostgres(options);
  await writing;
  expect(await all).toEqual(upTo(60));
  await untilListening();
});

test('a notification that goes astray costs time only', async () => {
  const deaf: LiveHub = { ...hub, closed: hub.closed, isListening: false, listen: () => () => {} };
  const seen = numbers(followNotes(2, { on: deaf, recheckMs: 50 }));
  await write(1);
  await write(2);
  expect(await seen).toEqual([1, 2]);
});

test('a follower that leaves while it waits is let go at once', async () => {
  const notes = followNotes(1);
  const waiting = notes.next();
  await notes.return(undefined);
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test('a subscriber hears its own topic only, in order', async () => {
  const events = subscribe(hub, 'topic 7');
  const messages = upTo(1_000).map((number) => ({ topic: `topic ${number % 10}`, payload: number }));
  await publishNow(orm, messages);
  const heard: unknown[] = [];
  for await (const event of events) {
    heard.push(event);
    if (heard.length === 100) break;
  }
  expect(heard).toEqual(
    messages.filter(({ topic }) => topic === 'topic 7').map(({ payload }) => ({ kind: 'event', payload })),
  );
});

test('a subscriber that is too slow hears of a gap in place of what it missed', async () => {
  const events = subscribe(hub, 'busy', { limit: 3 });
  await publishNow(
    orm,
    upTo(5).map((payload) => ({ topic: 'busy', payload })),
  );
  const after = subscribe(hub, 'after');
  await publishNow(orm, [{ topic: 'after', payload: null }]);
  await after.next();
  expect((await events.next()).value).toEqual({ kind: 'gap' });
  await Promise.all([events.return?.(), after.return?.()]);
});

test('a subscription ends with its signal', async () => {
  const leaving = new AbortController();
  const events = subscribe(hub, 'quiet', { signal: leaving.signal });
  const waiting = events.next();
  leaving.abort();
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test('more events than a statement may have columns are told together', async () => {
  const heard: number[] = [];
  const stop = hub.listen('many', { onEvent: (payload) => heard.push(Number(payload)), onGap: () => {} });
  await publishNow(
    orm,
    Array.from({ length: 2_000 }, (_, index) => ({ topic: 'many', payload: index })),
  );
  await waitFor(async () => (heard.length === 2_000 ? true : null));
  expect(heard.every((number, index) => number === index)).toBe(true);
  stop();
});

test('an event that PostgreSQL could not carry is refused with what to do instead', async () => {
  const payload = 'ä'.repeat(4_000);
  await expect(publishNow(orm, [{ topic: 'large', payload }])).rejects.toThrow(EventTooLarge);
});

test('a hub closes at once while its server does not answer', async () => {
  // Accepts connections and says nothing.
  const mute = createServer(() => {}).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const { port } = mute.address() as AddressInfo;
  const lost = startHub({
    databaseUrl: `postgres://postgres@127.0.0.1:${port}/none`,
    log: createLog('test', { level: 'silent' }),
  });
  await once(mute, 'connection');
  const ends = lost.closed;
  await lost.close();
  expect([ends.aborted, lost.isListening]).toEqual([true, false]);
  mute.close();
});

test('what others say on the same channel disturbs nobody', async () => {
  const events = subscribe(hub, 'ours');
  await orm.em.fork().execute(`select pg_notify('patchbay', 'not ours'), pg_notify('patchbay', '{"a": 1}')`);
  await publishNow(orm, [{ topic: 'ours', payload: 1 }]);
  expect((await events.next()).value).toEqual({ kind: 'event', payload: 1 });
  await events.return?.();
});
