import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { v7 as uuid } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '../access/create-api-key.ts';
import type { Context } from '../context.ts';
import { SelfCheck, SelfCheckStep, selfCheckTopic } from '../durable/self-check.ts';
import { NotFoundError } from '../errors.ts';
import { startHub } from '../live/hub.ts';
import { publish } from '../live/publish.ts';
import { schema as realSchema } from '../schema.ts';
import { createServer } from '../server.ts';
import type { Services } from '../services.ts';
import { type Client, createClient, type StreamEvent } from '../test/client.ts';
import { freePort } from '../test/free-port.ts';
import { createWorld, globalId, type World } from '../test/world.ts';

const heartbeatMs = 100;
const loadOfText = 'x'.repeat(64 * 1024);

type Tick = { cursor: number; text?: string };
type Source = (after: number, signal: AbortSignal) => AsyncIterable<Tick>;

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const openApps: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const app of openApps.splice(0)) await app.close();
});

/** A server whose one subscription gives what the test says; who calls and how it is allowed is the real thing. */
async function serve(source: Source, services: Services = world.services) {
  const fields = {
    number: { type: GraphQLInt, resolve: ({ cursor }: Tick) => cursor },
    text: { type: GraphQLString, resolve: ({ text }: Tick) => text },
    fragile: {
      type: GraphQLString,
      resolve: ({ cursor }: Tick) => {
        if (cursor === 2) throw new Error('The password is hunter2.');
        return 'whole';
      },
    },
  };
  const subscription = new GraphQLObjectType<unknown, Context>({
    name: 'Subscription',
    fields: {
      ticks: {
        type: new GraphQLNonNull(new GraphQLObjectType({ name: 'Tick', fields })),
        subscribe: (_root, _args, { lastEventId, signal }) => source(Number(lastEventId ?? 0), signal),
        resolve: (tick) => tick,
      },
    },
  });
  const query = new GraphQLObjectType({ name: 'Query', fields: { nothing: { type: GraphQLInt } } });
  return listen(await createServer(services, new GraphQLSchema({ query, subscription }), { heartbeatMs }));
}

async function listen(app: Awaited<ReturnType<typeof createServer>>) {
  openApps.push(app);
  const url = await app.listen({ host: '127.0.0.1', port: await freePort() });
  return { app, url, admin: createClient(url, world.as('admin').headers) };
}

/** Counts upwards from where the reader is, and notes how it ended. */
function counter(last: number) {
  const seen = { given: 0, isOver: false };
  const source: Source = async function* count(after) {
    try {
      for (let cursor = after + 1; cursor <= last; cursor += 1) {
        seen.given = cursor;
        yield { cursor, text: loadOfText };
      }
    } finally {
      seen.isOver = true;
    }
  };
  return { seen, source };
}

/** Gives one event, and then none until it is told to end. */
function quiet() {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const seen = { isOver: false };
  const source: Source = () => {
    const waiting = ended.then(() => ({ done: true as const, value: undefined }));
    let started = false;
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => {
          if (started) return waiting;
          started = true;
          return Promise.resolve({ done: false as const, value: { cursor: 1 } });
        },
        return: () => {
          seen.isOver = true;
          end();
          return waiting;
        },
      }),
    };
  };
  return { seen, source };
}

const numbers = 'subscription { ticks { number } }';
const idsOf = (events: StreamEvent[]) => events.flatMap(({ id }) => (id === null ? [] : [id]));
const endOf = (events: StreamEvent[]) => events.at(-1)?.event;

test('events come in their order, each with its id, and the end is said', async () => {
  const { admin } = await serve(counter(3).source);
  const stream = await admin.follow(numbers);
  expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(stream.response.headers.get('cache-control')).toContain('no-transform');
  expect(await stream.toEnd()).toEqual([
    { event: 'next', id: '1', data: '{"data":{"ticks":{"number":1}}}' },
    { event: 'next', id: '2', data: '{"data":{"ticks":{"number":2}}}' },
    { event: 'next', id: '3', data: '{"data":{"ticks":{"number":3}}}' },
    { event: 'complete', id: null, data: '' },
  ]);
});

test('a reader that comes back with the id of its last event misses nothing and gets nothing twice', async () => {
  const { admin } = await serve(counter(6).source);
  const first = await admin.follow(numbers);
  const before = await first.take(2);
  first.leave();
  const after = await (await admin.follow(numbers, {}, before.at(-1)?.id)).toEnd();
  expect([...idsOf(before), ...idsOf(after)]).toEqual(['1', '2', '3', '4', '5', '6']);
});

test('an id that this stream never gave starts it from the beginning rather than failing', async () => {
  const { admin } = await serve(async function* count(after) {
    if (Number.isNaN(after)) yield { cursor: 1 };
  });
  expect(idsOf(await (await admin.follow(numbers, {}, 'canary')).toEnd())).toEqual(['1']);
});

test('while nothing happens heartbeats show that the stream lives', async () => {
  const { admin } = await serve(quiet().source);
  const { pieces, leave } = await admin.follow(numbers);
  const seen: string[] = [];
  while (seen.length < 4) {
    const { value } = await pieces.next();
    seen.push(value === 'heartbeat' ? value : 'event');
  }
  expect(seen).toEqual(['heartbeat', 'event', 'heartbeat', 'heartbeat']);
  leave();
});

test('who leaves stops the source', async () => {
  const { seen, source } = quiet();
  const { admin } = await serve(source);
  const stream = await admin.follow(numbers);
  await stream.take(1);
  stream.leave();
  await expect.poll(() => seen.isOver).toBe(true);
});

test('a reader that does not read is waited for, not buffered for', async () => {
  const { seen, source } = counter(5_000);
  const { url } = await serve(source);
  const { port } = new URL(url);
  const socket = net.connect(Number(port), '127.0.0.1').pause();
  const body = JSON.stringify({ query: 'subscription { ticks { number text } }' });
  const headers = Object.entries({ ...world.as('admin').headers, 'content-type': 'application/json' })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  socket.write(
    `POST /graphql/stream HTTP/1.1\r\nhost: x\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`,
  );
  // The kernel's buffers take some megabytes; then nothing more is asked of the source, however long it lasts.
  const settled = async () => {
    for (let before = -1; before !== seen.given || before === 0; await sleep(300)) before = seen.given;
    return seen.given;
  };
  const held = await settled();
  expect(held).toBeGreaterThan(0);
  expect(held).toBeLessThan(1_000);
  socket.resume();
  await expect.poll(() => seen.given).toBeGreaterThan(held);
  socket.destroy();
  await once(socket, 'close');
  await expect.poll(() => seen.isOver).toBe(true);
});

describe('a stream ends within a heartbeat, without being called complete, when its reader', () => {
  async function follow(client: Client) {
    const { seen, source } = quiet();
    const { url } = await serve(source);
    const stream = await createClient(url, client.headers).follow(numbers);
    expect(idsOf(await stream.take(1))).toEqual(['1']);
    return async () => {
      expect(await stream.toEnd()).toEqual([]);
      expect(seen.isOver).toBe(true);
    };
  }

  test('signs out', async () => {
    const member = await world.ours.join();
    const client = await world.signIn(member.email, world.ours.organization.slug);
    const expectEnd = await follow(client);
    const headers = { 'content-type': 'application/json', origin: world.url };
    const answer = await client.send('/auth/sign-out', { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(200);
    await expectEnd();
  });

  test('uses a key that is revoked', async () => {
    const { apiKey, secret } = await world.ours.transact((em, actor) =>
      createApiKey(em, actor, { name: 'Ours', role: 'MEMBER', scopes: ['READ'] }),
    );
    const expectEnd = await follow(createClient(world.url, { authorization: `Bearer ${secret}` }));
    const revoke = 'mutation ($id: ID!) { revokeApiKey(input: { apiKeyId: $id }) { __typename } }';
    await world.as('admin').ask(revoke, { id: globalId('ApiKey', apiKey.id) });
    await expectEnd();
  });

  test('is given another role', async () => {
    const member = await world.ours.join('Ours helper', 'ADMIN');
    const client = await world.signIn(member.email, world.ours.organization.slug);
    const expectEnd = await follow(client);
    const demote =
      'mutation ($id: ID!) { changeMemberRole(input: { memberId: $id, role: MEMBER }) { __typename } }';
    await world.as('admin').ask(demote, { id: globalId('Member', member.id) });
    await expectEnd();
  });
});

test('a shutdown ends streams without calling them complete, and waits for none', async () => {
  const hub = startHub({ databaseUrl: world.databaseUrl, log: world.services.log });
  const { app, admin } = await serve(quiet().source, { ...world.services, hub });
  const stream = await admin.follow(numbers);
  await stream.take(1);
  await hub.close();
  await app.close();
  expect(await stream.toEnd()).toEqual([]);
});

test('a source that follows the closing hub does not make its stream complete either', async () => {
  const hub = startHub({ databaseUrl: world.databaseUrl, log: world.services.log });
  const { admin } = await serve(
    async function* untilClosed() {
      yield { cursor: 1 };
      await once(hub.closed, 'abort');
    },
    { ...world.services, hub },
  );
  const stream = await admin.follow(numbers);
  await stream.take(1);
  await hub.close();
  expect(await stream.toEnd()).toEqual([]);
});

describe('what fails', () => {
  test('before the first event is a refusal with the status of the failure', async () => {
    const { admin } = await serve(() => {
      throw new NotFoundError('clock');
    });
    const { refusal } = await admin.follow(numbers);
    expect(refusal?.status).toBe(404);
    expect(refusal?.errors[0]).toMatchObject({
      message: 'There is no such clock, or you have no access to it.',
      extensions: { code: 'NOT_FOUND' },
    });
  });

  test('unexpectedly before the first event tells nothing', async () => {
    const { admin } = await serve(() => {
      throw new Error('The password is hunter2.');
    });
    const { refusal } = await admin.follow(numbers);
    expect(refusal?.status).toBe(500);
    expect(refusal?.text).toContain('Something went wrong on our side.');
    expect(refusal?.text).not.toContain('hunter2');
  });

  test('in between is an event with errors, then the end', async () => {
    const { admin } = await serve(async function* breaks() {
      yield { cursor: 1 };
      throw new Error('The password is hunter2.');
    });
    const [, failure, end] = await (await admin.follow(numbers)).toEnd();
    expect(failure?.data).toContain('Something went wrong on our side.');
    expect(failure?.data).not.toContain('hunter2');
    expect(end?.event).toBe('complete');
  });

  test('in one field leaves the other events whole', async () => {
    const { admin } = await serve(counter(3).source);
    const events = await (await admin.follow('subscription { ticks { number fragile } }')).toEnd();
    expect(events.map(({ data }) => data.includes('"fragile":"whole"'))).toEqual([true, false, true, false]);
    expect(events[1]?.data).toContain('Something went wrong on our side.');
    expect(events[1]?.data).not.toContain('hunter2');
    expect(endOf(events)).toBe('complete');
  });

  test.each(['{ nothing }', 'query A { nothing }'])(
    'because it is no subscription (%s) is said',
    async (query) => {
      const { admin } = await serve(counter(1).source);
      const { refusal } = await admin.follow(query);
      expect(refusal?.status).toBe(400);
      expect(refusal?.errors[0]?.message).toContain('Only subscriptions are streamed');
    },
  );
});

describe('the steps of a self-check', () => {
  const followSteps =
    'subscription ($id: ID!) { selfCheckEvents(selfCheckId: $id) { step { position } selfCheck { status steps { position } } } }';

  async function newCheck() {
    const { id: organizationId } = world.ours.organization;
    const id = uuid();
    await world.ours.transact(async (em, actor) => {
      em.create(SelfCheck, {
        id,
        organizationId,
        requestedBy: actor.name,
        status: 'RUNNING',
        finishedAt: null,
        claim: null,
      });
    });
    const addStep = (position: number) =>
      world.ours.transact(async (em) => {
        em.create(SelfCheckStep, {
          id: uuid(),
          organizationId,
          selfCheckId: id,
          position,
          name: `step ${position}`,
          passed: true,
          detail: 'It was seen.',
          latencyMs: 1,
        });
        await em.flush();
        await publish(em, selfCheckTopic(id));
      });
    const finish = () =>
      world.ours.transact(async (em) => {
        await em.nativeUpdate(SelfCheck, { id }, { status: 'PASSED', finishedAt: new Date() });
        await publish(em, selfCheckTopic(id));
      });
    return { id: globalId('SelfCheck', id), addStep, finish };
  }

  const read = ({ data }: StreamEvent) => JSON.parse(data).data.selfCheckEvents;

  test('arrive as they are done, each with the check as it is at that moment', async () => {
    const check = await newCheck();
    const stream = await world.as('admin').follow(followSteps, { id: check.id });
    for (const position of [1, 2]) {
      await check.addStep(position);
      const [event] = await stream.take(1);
      const { step, selfCheck } = event ? read(event) : {};
      expect(step).toEqual({ position });
      expect(selfCheck.steps).toHaveLength(position);
    }
    await check.finish();
    const [last, end] = await stream.toEnd();
    expect(last && read(last)).toMatchObject({ step: null, selfCheck: { status: 'PASSED' } });
    expect(end?.event).toBe('complete');
  });

  test('go on at another process where the connection to the first was lost', async () => {
    const check = await newCheck();
    const admin = world.as('admin');
    await check.addStep(1);
    await check.addStep(2);
    const first = await admin.follow(followSteps, { id: check.id });
    const before = await first.take(2);
    first.leave();
    await check.addStep(3);
    const { url } = await listen(await createServer(world.services, realSchema, { heartbeatMs }));
    const second = await createClient(url, admin.headers).follow(
      followSteps,
      { id: check.id },
      before.at(-1)?.id,
    );
    const [third] = await second.take(1);
    await check.finish();
    const rest = await second.toEnd();
    expect(
      [...before, ...(third ? [third] : []), ...rest.slice(0, -1)].map((event) => read(event).step),
    ).toEqual([{ position: 1 }, { position: 2 }, { position: 3 }, null]);
  });
});
