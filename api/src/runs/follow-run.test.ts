import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { type LiveHub, startHub } from '../live/hub.ts';
import { publishNow } from '../live/publish.ts';
import { subscribe } from '../live/subscribe.ts';
import { createLog } from '../log.ts';
import { type EntityManager, inOrganization } from '../orm.ts';
import { chainOf } from '../test/chain-of.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { createActor } from '../test/durable-ground.ts';
import { createRunningRun } from '../test/running-run.ts';
import { followRun, type RunEvent } from './follow-run.ts';
import { Run, runTopic } from './run.ts';
import { createRunNotices, type RunNotices } from './run-notices.ts';
import { StepRecorder } from './step-recorder.ts';
import { StepRun } from './step-run.ts';
import { createRunStore, type DrivenRun, Fenced, type RunStore, type StepRecord } from './run-store.ts';

let database: TestDatabase;
let hub: LiveHub;
let store: RunStore;
let notices: RunNotices;
let actor: Actor;

beforeAll(async () => {
  database = await createDatabase();
  const log = createLog('test', { level: 'silent' });
  hub = startHub({ databaseUrl: database.url, log });
  store = createRunStore(database.url, { connections: 2 });
  notices = createRunNotices(database.orm, log, 5);
  actor = await createActor(database.orm);
});

afterAll(async () => {
  await notices.close();
  await store.close();
  await hub.close();
  await database.close();
});

const transact = <T>(work: (em: EntityManager) => Promise<T>) =>
  inOrganization(database.orm, actor.organizationId, work);

/** A run that is being driven, with the token that proves it. */
async function claimedRun(): Promise<DrivenRun> {
  const runId = await transact((em) => createRunningRun(em, actor, chainOf(['sandbox-fast'])));
  const driven = { organizationId: actor.organizationId, runId, token: randomUUID() };
  expect(await store.claim(driven, 1)).not.toBeNull();
  return driven;
}

const step = (nodeId: string, status: StepRecord['status'] = 'SUCCEEDED'): StepRecord => ({
  id: uuid(),
  path: nodeId,
  parent: null,
  items: null,
  nodeId,
  kind: 'prompt',
  status,
  output: status === 'SUCCEEDED' ? { text: `${nodeId} said` } : null,
  error: null,
  calls: null,
  sent: null,
  progress: null,
  startedAt: new Date(),
  finishedAt: status === 'SUCCEEDED' ? new Date() : null,
});

const nothing = { steps: [], attempts: [] };

async function record(driven: DrivenRun, nodeId: string): Promise<void> {
  await store.recordSteps(driven, { steps: [step(nodeId)], attempts: [] });
  notices.rowsChanged(driven.runId);
}

async function finish(driven: DrivenRun, steps: StepRecord[] = []): Promise<void> {
  await store.finish(driven, 'SUCCEEDED', { answer: 'done' }, null, { steps, attempts: [] });
  notices.rowsChanged(driven.runId);
}

const follow = ({ runId }: DrivenRun, after = 0) => followRun({ hub, runId, after, transact });

function told(event: RunEvent): string {
  if (event.kind === 'run') return event.run.status;
  if (event.kind === 'step') return `${event.step.nodeId} ${event.step.status}`;
  return `${event.path}@${event.offset} ${event.text}`;
}

async function collect(events: AsyncIterable<RunEvent>, onEvent: (event: RunEvent) => void = () => {}) {
  const heard: string[] = [];
  for await (const event of events) {
    heard.push(told(event));
    onEvent(event);
  }
  return heard;
}

test('a watcher hears the run as it stands, then every change in order, until it ends', async () => {
  const driven = await claimedRun();
  await record(driven, 'p1');
  let steps = 0;
  const heard = await collect(follow(driven), (event) => {
    if (event.kind !== 'run') return;
    steps += 1;
    if (steps === 1) void record(driven, 'p2');
    if (steps === 2) void finish(driven);
  });
  expect(heard).toEqual(['p1 SUCCEEDED', 'RUNNING', 'p2 SUCCEEDED', 'RUNNING', 'SUCCEEDED']);
});

test('a watcher that comes back hears only what it has missed', async () => {
  const driven = await claimedRun();
  await record(driven, 'p1');
  const first = follow(driven);
  let cursor = '0';
  for await (const event of first) {
    if (event.kind !== 'text') cursor = event.cursor;
    if (event.kind === 'run') break;
  }
  await record(driven, 'p2');
  await finish(driven);
  expect(await collect(follow(driven, Number(cursor)))).toEqual(['p2 SUCCEEDED', 'SUCCEEDED']);
});

test('a watcher that was cut off between events of one change still hears the rest of that change', async () => {
  const driven = await claimedRun();
  await store.recordSteps(driven, { steps: [step('p1'), step('p2')], attempts: [] });
  await store.finish(driven, 'SUCCEEDED', { answer: 'done' }, null, { steps: [step('out')], attempts: [] });
  const all = await collect(follow(driven));
  for (let cutAfter = 1; cutAfter < all.length; cutAfter += 1) {
    const heard: string[] = [];
    let cursor = '0';
    for await (const event of follow(driven)) {
      heard.push(told(event));
      if (event.kind !== 'text') cursor = event.cursor;
      if (heard.length === cutAfter) break;
    }
    heard.push(...(await collect(follow(driven, Number(cursor)))));
    expect([...new Set(heard)], `cut after ${cutAfter}`).toEqual(all);
  }
});

test('streamed text goes on from the snapshot that a late watcher is given', async () => {
  const driven = await claimedRun();
  await store.notePartial(driven, step('p1', 'RUNNING'), 'Hello');
  const heard = await collect(follow(driven), (event) => {
    if (event.kind === 'run' && event.run.status === 'RUNNING')
      notices.textAdded(driven.runId, 'p1', 5, ', world');
    if (event.kind === 'text') void finish(driven, [step('p1')]);
  });
  expect(heard).toEqual(['p1 RUNNING', 'RUNNING', 'p1@5 , world', 'p1 SUCCEEDED', 'SUCCEEDED']);
});

test('what comes while a watcher is busy is told as one piece', async () => {
  const driven = await claimedRun();
  await store.notePartial(driven, step('p1', 'RUNNING'), 'One');
  const events = follow(driven);
  expect(await events.next()).toMatchObject({ value: { kind: 'step' } });
  expect(await events.next()).toMatchObject({ value: { kind: 'run' } });

  const topic = runTopic(driven.runId);
  const heard = subscribe(hub, topic);
  const text = (offset: number, words: string) => ({
    topic,
    payload: { kind: 'text', path: 'p1', offset, text: words },
  });
  const pieces = [text(3, ' two'), text(7, ' three'), text(13, ' four'), text(0, 'Anew')];
  await publishNow(database.orm, pieces);
  for (let told = 0; told < pieces.length; told += 1) await heard.next();
  await heard.return?.();

  const told: Extract<RunEvent, { kind: 'text' }>[] = [];
  while (!told.at(-1)?.startsOver) {
    const { value } = await events.next();
    if (value?.kind !== 'text') throw new Error('Only text was told.');
    told.push(value);
  }
  // What was on its way already, what waited behind it, and what begins anew.
  expect(told.length).toBeLessThan(4);
  expect(told.at(-1)).toMatchObject({ offset: 0, text: 'Anew' });
  expect(
    told
      .slice(0, -1)
      .map(({ text: words }) => words)
      .join(''),
  ).toBe(' two three four');
  await events.return(undefined);
});

test('a row that was written after the first words were told takes none of them back', async () => {
  const driven = await claimedRun();
  const { runId } = driven;
  const working = step('p1', 'RUNNING');
  const shown: string[] = [];
  const all = collect(follow(driven), (event) => {
    if (event.kind === 'run') {
      if (shown.length === 0) notices.textAdded(runId, 'p1', 0, 'Once upon');
    } else if (event.kind === 'text') {
      shown.push(`text ${event.text}`);
      if (shown.length === 1)
        void store.notePartial(driven, working, 'Once').then(() => notices.rowsChanged(runId));
      else void finish(driven, [{ ...working, status: 'SUCCEEDED', output: { text: 'Once upon a time' } }]);
    } else if (event.step.status === 'RUNNING') {
      shown.push(`row ${event.step.partial}`);
      notices.textAdded(runId, 'p1', 9, ' a time');
    }
  });
  await all;
  expect(shown).toEqual(['text Once upon', 'row Once upon', 'text  a time']);
});

test('while a step streams, its row is written for whoever comes later; who watches reads nothing anew', async () => {
  const driven = await claimedRun();
  const recorder = new StepRecorder(store, notices, driven, () => {});
  const working = recorder.begin({ path: 'p1', parent: null, nodeId: 'p1', kind: 'prompt' });
  let reads = 0;
  const counting: typeof transact = (work) => {
    reads += 1;
    return transact(work);
  };
  const heard: string[] = [];
  const watching = collect(
    followRun({ hub, runId: driven.runId, after: 0, transact: counting }),
    (event) => void heard.push(told(event)),
  );
  const partial = () =>
    transact(async (em) => (await em.findOne(StepRun, { runId: driven.runId, path: 'p1' }))?.partial);
  working.text('One');
  await vi.waitFor(() => expect(heard).toContain('p1 RUNNING'), 5_000);
  const before = reads;
  working.text(' two');
  await vi.waitFor(async () => expect(await partial()).toBe('One two'), 5_000);
  // Sent after whatever would have been told of the row.
  working.text(' three');
  await vi.waitFor(() => expect(heard.at(-1)).toBe('p1@7  three'), 5_000);
  expect(reads).toBe(before);
  working.succeed({ text: 'One two three' });
  await recorder.finish('SUCCEEDED', { answer: 'done' }, null);
  expect((await watching).at(-1)).toBe('SUCCEEDED');
});

test('an answer that broke off is taken back at once, and the one that begins anew is marked as such', async () => {
  const driven = await claimedRun();
  const recorder = new StepRecorder(store, notices, driven, () => {});
  const working = recorder.begin({ path: 'p1', parent: null, nodeId: 'p1', kind: 'prompt' });
  const shown: string[] = [];
  for await (const event of follow(driven)) {
    if (event.kind === 'run' && shown.length === 0) working.text('Half an ans');
    if (event.kind !== 'text') continue;
    shown.push(`${event.offset} "${event.text}"${event.startsOver ? ' starts over' : ''}`);
    if (shown.length === 1) working.restartText();
    if (shown.length === 2) working.text('The answer');
    if (shown.length === 3) {
      working.succeed({ text: 'The answer' });
      await recorder.finish('SUCCEEDED', { answer: 'done' }, null);
    }
  }
  expect(shown).toEqual(['0 "Half an ans"', '0 "" starts over', '0 "The answer"']);
});

test('what is written by somebody who no longer drives the run changes nothing', async () => {
  const driven = await claimedRun();
  const successor = { ...driven, token: randomUUID() };
  expect(await store.claim(successor, 1)).not.toBeNull();
  await expect(store.recordSteps(driven, { steps: [step('p1')], attempts: [] })).rejects.toThrow(Fenced);
  await expect(store.notePartial(driven, step('p1', 'RUNNING'), 'late')).rejects.toThrow(Fenced);
  await expect(store.confirm(driven)).rejects.toThrow(Fenced);
  await expect(store.finish(driven, 'FAILED', null, null, nothing)).rejects.toThrow(Fenced);
  await finish(successor);
  expect(await collect(follow(driven))).toEqual(['SUCCEEDED']);
});

test('an epoch that is over claims nothing', async () => {
  const driven = await claimedRun();
  await transact((em) => em.nativeUpdate(Run, { id: driven.runId }, { epoch: 2 }));
  expect(await store.claim({ ...driven, token: randomUUID() }, 1)).toBeNull();
});

test('recording the same step twice keeps the first, and its change', async () => {
  const driven = await claimedRun();
  await record(driven, 'p1');
  const twice = { ...step('p1'), output: { text: 'another answer' } };
  await store.recordSteps(driven, { steps: [twice], attempts: [] });
  const { steps } = (await store.claim({ ...driven, token: randomUUID() }, 1)) ?? { steps: [] };
  expect(steps).toMatchObject([
    { path: 'p1', status: 'SUCCEEDED', output: { text: 'p1 said' }, error: null },
  ]);
});

test('a run that ends leaves no step at work behind', async () => {
  const driven = await claimedRun();
  await store.notePartial(driven, step('p1', 'RUNNING'), 'Hel');
  await store.finish(driven, 'CANCELLED', null, null, nothing);
  expect(await collect(follow(driven))).toEqual(['p1 FAILED', 'CANCELLED']);
});

test('the verbs of the engine see no run of another organisation', async () => {
  const driven = await claimedRun();
  const stranger = await createActor(database.orm);
  const foreign = { ...driven, organizationId: stranger.organizationId };
  expect(await store.claim({ ...foreign, token: randomUUID() }, 1)).toBeNull();
  await expect(store.recordSteps(foreign, { steps: [step('p1')], attempts: [] })).rejects.toThrow(Fenced);
});
