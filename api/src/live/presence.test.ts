import { helloGraph } from '@patchbay/schema/test/small-graph.ts';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkflow } from '../workflows/create-workflow.ts';
import type { Client } from '../test/client.ts';
import { waitFor } from '../test/durable-ground.ts';
import { createWorld, globalId, type World } from '../test/world.ts';
import { startHub } from './hub.ts';
import { createPresence, type Presence } from './presence.ts';
import { publishNow } from './publish.ts';

let world: World;
const processes: { close(): Promise<void>; die(): void }[] = [];

beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  for (const process of processes) await process.close();
  await world.close();
});

const beatMs = 150;

/** An api process of its own, on the same database. */
async function startProcess() {
  const hub = startHub({ databaseUrl: world.databaseUrl, log: world.services.log });
  let alive = true;
  // A process that died says nothing more; what it has said stands.
  const orm = new Proxy(world.orm, {
    get: (target, name) => {
      if (name === 'em' && !alive) throw new Error('This process is dead.');
      return Reflect.get(target, name) as unknown;
    },
  });
  const presence = createPresence({ hub, orm, log: world.services.log, beatMs, graceMs: 20 });
  const process = { presence, hub, close: () => hub.close(), die: () => void (alive = false) };
  processes.push(process);
  await waitFor(async () => (hub.isListening ? true : null));
  return process;
}

type Process = Awaited<ReturnType<typeof startProcess>>;

/** Somebody who comes in and looks around until they leave. */
function come(process: Process, room: string, name: string, { id = uuid(), stayMs = 30_000, news = 1 } = {}) {
  const leaving = new AbortController();
  const seen: { latest: Presence | null; ended: boolean } = { latest: null, ended: false };
  const states = process.presence.visit(room, { id, name }, { signal: leaving.signal, stayMs, news });
  const looking = (async () => {
    for await (const state of states) seen.latest = state;
    seen.ended = true;
  })();
  return {
    id,
    seen,
    looking,
    leave: () => leaving.abort(),
    sees: (...names: string[]) =>
      waitFor(async () =>
        String(seen.latest?.people.map((one) => one.name)) === String(names) ? true : null,
      ),
  };
}

test('people of several processes see one another, each once however many tabs they have, until they leave', async () => {
  const [one, other] = [await startProcess(), await startProcess()];
  const room = uuid();
  const ada = come(one, room, 'Ada');
  await ada.sees('Ada');
  const mia = come(other, room, 'Mia');
  await Promise.all([ada.sees('Ada', 'Mia'), mia.sees('Ada', 'Mia')]);
  const again = come(other, room, 'Ada', { id: ada.id });
  await waitFor(async () =>
    mia.seen.latest?.people.find(({ name }) => name === 'Ada')?.visits === 2 ? true : null,
  );
  ada.leave();
  await waitFor(async () =>
    mia.seen.latest?.people.find(({ name }) => name === 'Ada')?.visits === 1 ? true : null,
  );
  again.leave();
  await mia.sees('Mia');
  mia.leave();
  await mia.looking;
});

test('nobody is seen from another room', async () => {
  const process = await startProcess();
  const [ada, mia] = [come(process, uuid(), 'Ada'), come(process, uuid(), 'Mia')];
  await Promise.all([ada.sees('Ada'), mia.sees('Mia')]);
  ada.leave();
  mia.leave();
});

test('those of a process that dies are gone after a few beats, and nobody else is', async () => {
  const [lasting, dying] = [await startProcess(), await startProcess()];
  const room = uuid();
  const ada = come(lasting, room, 'Ada');
  const mia = come(dying, room, 'Mia');
  const eve = come(lasting, room, 'Eve');
  await ada.sees('Ada', 'Eve', 'Mia');
  dying.die();
  await ada.sees('Ada', 'Eve');
  for (const person of [ada, mia, eve]) person.leave();
});

test('a stay ends by itself, and whoever comes again at once was never away', async () => {
  const process = await startProcess();
  const room = uuid();
  const stop = new AbortController();
  const watcher = { id: uuid(), name: 'Watcher' };
  const states: boolean[] = [];
  const watching = (async () => {
    const visit = process.presence.visit(room, watcher, { signal: stop.signal, stayMs: 30_000, news: 1 });
    for await (const { people } of visit) states.push(people.some(({ name }) => name === 'Mia'));
  })();
  const id = uuid();
  for (let round = 0; round < 3; round += 1) {
    const mia = come(process, room, 'Mia', { id, stayMs: 40 });
    await mia.looking;
    expect(mia.seen.ended).toBe(true);
  }
  await waitFor(async () => (states.includes(true) && states.at(-1) === false ? true : null));
  stop.abort();
  await watching;
  // She came once and left once.
  expect(states.filter((isThere, index) => isThere !== (states[index - 1] ?? false))).toEqual([true, false]);
});

test('whoever leaves while nothing happens is let go at once', async () => {
  const process = await startProcess();
  const states = process.presence.visit(
    uuid(),
    { id: uuid(), name: 'Ada' },
    { signal: new AbortController().signal, stayMs: 30_000, news: 1 },
  );
  await states.next();
  const waiting = states.next();
  await states.return(undefined);
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test('more people than a notification holds are counted', async () => {
  const [crowded, other] = [await startProcess(), await startProcess()];
  const room = uuid();
  const crowd = Array.from({ length: 60 }, (_, index) => come(crowded, room, `${index} ${'ä'.repeat(100)}`));
  const ada = come(other, room, 'Ada');
  await waitFor(async () => {
    const { people = [], more = 0 } = ada.seen.latest ?? {};
    return more > 0 && people.length + more === 61 ? true : null;
  });
  for (const person of [...crowd, ada]) person.leave();
});

test('what other programs say on the topic of a room is nobody', async () => {
  const process = await startProcess();
  const room = uuid();
  const ada = come(process, room, 'Ada');
  await ada.sees('Ada');
  const said = [null, 'Mia', [], { people: 'Mia' }, { process: 'x', people: [] }];
  await publishNow(
    world.orm,
    said.map((payload) => ({ topic: `presence:${room}`, payload })),
  );
  const mia = come(process, room, 'Mia');
  await ada.sees('Ada', 'Mia');
  for (const person of [ada, mia]) person.leave();
});

describe('who has a workflow open', () => {
  const document = `subscription ($workflowId: ID!, $stayMs: Int) { workflowPresence(workflowId: $workflowId, stayMs: $stayMs) {
    people { key name isViewer visits } more draftRevision } }`;
  const follow = (by: Client, workflowId: string, stayMs = 20_000) =>
    by.follow(document, { workflowId, stayMs });
  const newWorkflow = async () => {
    const input = { projectId: world.ours.project.id, name: 'Open', from: 'BLANK' as const };
    const { id } = await world.ours.transact((em, actor) => createWorkflow(em, actor, input));
    return globalId('Workflow', id);
  };

  test('is told to each with themselves marked, and no id of anybody', async () => {
    const workflow = await newWorkflow();
    const contributor = await follow(world.as('contributor'), workflow);
    await contributor.take(1);
    const viewer = await follow(world.as('viewer'), workflow);
    const [event] = await contributor.take(1);
    const { people, more } = JSON.parse(event?.data ?? '').data.workflowPresence;
    expect({ people, more }).toEqual({
      people: [
        { key: expect.any(String), name: 'Ours contributor', isViewer: true, visits: 1 },
        { key: expect.any(String), name: 'Ours viewer', isViewer: false, visits: 1 },
      ],
      more: 0,
    });
    viewer.leave();
    const [after] = await contributor.take(1);
    expect(after?.data).not.toContain('Ours viewer');
    contributor.leave();
  });

  test('hears of every save of the draft, and finds the last one when they come', async () => {
    const workflow = await newWorkflow();
    const viewer = await follow(world.as('viewer'), workflow);
    const revisions: number[] = [];
    const hear = async () => {
      const [event] = await viewer.take(1);
      revisions.push(JSON.parse(event?.data ?? '').data.workflowPresence.draftRevision);
    };
    await hear();
    for (const [index, user] of ['First', 'Second'].entries()) {
      const { text } = await world
        .as('contributor')
        .ask(
          `mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { ... on SaveDraftPayload { workflow { id } } } }`,
          { input: { workflowId: workflow, expectedRevision: 1 + index, graph: helloGraph({ user }) } },
        );
      expect(text).toContain('workflow');
      await hear();
    }
    expect(revisions).toEqual([1, 2, 3]);
    viewer.leave();
    const late = await follow(world.as('contributor'), workflow);
    const [event] = await late.take(1);
    expect(event?.data).toContain('"draftRevision":3');
    late.leave();
  });

  test('is told neither to other organisations nor outside of the project, nor for longer than may be', async () => {
    const workflow = await newWorkflow();
    for (const by of [world.stranger, world.as('member')]) {
      const { refusal } = await follow(by, workflow);
      expect(refusal?.errors[0]?.extensions?.code, refusal?.text).toBe('NOT_FOUND');
    }
    for (const stayMs of [0, -1, 60_001]) {
      const { refusal } = await follow(world.as('viewer'), workflow, stayMs);
      expect(refusal?.errors[0]?.extensions?.code, refusal?.text).toBe('INVALID_INPUT');
    }
  });

  test('is told to one person in twenty tabs at most', async () => {
    const workflow = await newWorkflow();
    const tabs = await Promise.all(Array.from({ length: 20 }, () => follow(world.as('viewer'), workflow)));
    const { refusal } = await follow(world.as('viewer'), workflow);
    expect(refusal?.errors[0]).toMatchObject({ extensions: { code: 'CONFLICT' }, message: /20 times/ });
    for (const tab of tabs) tab.leave();
  });
});
