import { helloGraph } from '@patchbay/schema/test/small-graph.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAutosave, type SaveAnswer } from './autosave.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function editor(answers: SaveAnswer[], join?: Parameters<typeof createAutosave>[0]['join']) {
  const start = helloGraph();
  const sent: { user: unknown; revision: number }[] = [];
  const bases: unknown[] = [];
  const kept = { graph: null as WorkflowGraph | null };
  const autosave = createAutosave({
    revision: 1,
    graph: start,
    join,
    async save(graph, revision, base) {
      sent.push({ user: textOf(graph), revision });
      bases.push(base && textOf(base));
      return answers.shift() ?? { kind: 'saved', revision: revision + 1 };
    },
    backup: { write: (_revision, graph) => (kept.graph = graph), clear: () => (kept.graph = null) },
  });
  const type = (user: string) => autosave.changed(helloGraph({ user }));
  return { autosave, type, sent, bases, kept, start, state: () => autosave.state.getState().kind };
}

const textOf = (graph: WorkflowGraph) =>
  graph.nodes.flatMap((node) => (node.kind === 'prompt' ? node.data.user : []))[0];

test('what somebody else saved is heard once, and joined with what is typed; older news is none', async () => {
  const theirs = helloGraph({ user: 'Theirs' });
  const joined: number[] = [];
  const { autosave, sent, type } = editor([], ({ revision }) => {
    joined.push(revision);
    return { graph: theirs, theirs };
  });
  const news = { revision: 3, graph: theirs, savedBy: 'Mia', savedAt: '' };
  autosave.hear(news);
  autosave.hear(news);
  autosave.hear({ ...news, revision: 2 });
  expect(joined).toEqual([3]);
  type('Mine');
  await vi.advanceTimersByTimeAsync(600);
  expect(sent).toEqual([{ user: 'Mine', revision: 3 }]);
});

test('whoever types nothing takes over what somebody else saved, and sends nothing', async () => {
  const theirs = helloGraph({ user: 'Theirs' });
  const { autosave, sent, type, state, kept } = editor([], () => ({ graph: theirs, theirs }));
  autosave.hear({ revision: 3, graph: theirs, savedBy: 'Mia', savedAt: '' });
  expect([state(), autosave.revision(), kept.graph]).toEqual(['saved', 3, null]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent).toEqual([]);
  type('Mine');
  await vi.advanceTimersByTimeAsync(600);
  expect(sent).toEqual([{ user: 'Mine', revision: 3 }]);
});

test('what is typed quickly is saved once, on the revision that was seen last', async () => {
  const { type, sent, state } = editor([]);
  type('H');
  type('He');
  type('Hey');
  expect(state()).toBe('waiting');
  await vi.advanceTimersByTimeAsync(600);
  expect(sent).toEqual([{ user: 'Hey', revision: 1 }]);
  expect(state()).toBe('saved');
  type('Hey you');
  await vi.advanceTimersByTimeAsync(600);
  expect(sent.at(-1)).toEqual({ user: 'Hey you', revision: 2 });
});

test('while the server cannot be reached, edits are kept in the browser and tried again until they are saved', async () => {
  const { type, sent, state, kept } = editor([{ kind: 'unreachable' }, { kind: 'unreachable' }]);
  type('kept');
  await vi.advanceTimersByTimeAsync(600);
  expect(state()).toBe('offline');
  expect(kept.graph && textOf(kept.graph)).toBe('kept');
  await vi.advanceTimersByTimeAsync(3_000);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(sent).toHaveLength(3);
  expect(state()).toBe('saved');
  expect(kept.graph).toBeNull();
});

test('what is saved is told against what the server holds; the whole of it where that is not certain', async () => {
  const { type, bases, start } = editor([
    { kind: 'saved', revision: 2 },
    { kind: 'unreachable' },
    { kind: 'saved', revision: 3 },
  ]);
  type('one');
  await vi.advanceTimersByTimeAsync(600);
  type('two');
  await vi.advanceTimersByTimeAsync(600);
  await vi.advanceTimersByTimeAsync(3_000);
  type('three');
  await vi.advanceTimersByTimeAsync(600);
  expect(bases).toEqual([textOf(start), 'one', null, 'two']);
});

test('a conflict stops saving, and what was typed stays kept', async () => {
  const current = { revision: 5, graph: {}, savedBy: 'Ada', savedAt: '' };
  const { type, sent, state, kept, autosave, start } = editor([{ kind: 'conflict', current }]);
  type('mine');
  await vi.advanceTimersByTimeAsync(600);
  type('mine, more');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
  expect(state()).toBe('conflict');
  expect(kept.graph && textOf(kept.graph)).toBe('mine, more');
  autosave.rebase(5, start);
  expect(state()).toBe('saved');
  expect(kept.graph).toBeNull();
});

test('what does not overlap is joined and saved on top of theirs, and nobody is asked', async () => {
  const current = { revision: 5, graph: {}, savedBy: 'Ada', savedAt: '' };
  const theirs = helloGraph({ system: 'Theirs.' });
  const joined = helloGraph({ user: 'mine', system: 'Theirs.' });
  const bases: unknown[] = [];
  const { type, sent, state, start, kept } = editor(
    [{ kind: 'conflict', current }],
    (_current, base, mine) => {
      bases.push(base, textOf(mine));
      return { graph: joined, theirs };
    },
  );
  type('mine');
  await vi.advanceTimersByTimeAsync(600);
  await vi.advanceTimersByTimeAsync(10);
  expect(bases).toEqual([start, 'mine']);
  expect(sent).toEqual([
    { user: 'mine', revision: 1 },
    { user: 'mine', revision: 5 },
  ]);
  expect(state()).toBe('saved');
  expect(kept.graph).toBeNull();
});

test('flushing waits for the save that is under way and saves what came after', async () => {
  const { type, sent, autosave } = editor([]);
  type('one');
  const first = autosave.flush();
  type('two');
  expect(await autosave.flush()).toBe(true);
  await first;
  expect(sent.map(({ user }) => user)).toEqual(['one', 'two']);
  expect(autosave.revision()).toBe(3);
});

test('what the server refuses is said and not sent again until it is changed', async () => {
  const { type, sent, state } = editor([{ kind: 'refused', message: 'Give the step a name.' }]);
  type('wrong');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
  expect(state()).toBe('refused');
  type('right');
  await vi.advanceTimersByTimeAsync(600);
  expect(state()).toBe('saved');
});
