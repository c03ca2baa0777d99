import { nodeKinds } from '@patchbay/schema/nodes/index.ts';
import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { randomGraph, seeded } from '@patchbay/schema/test/random-graph.ts';
import { describe, expect, test } from 'vitest';
import { executeGraph, type KnownStep, type StepResult } from './execute-graph.ts';

/** `a>b` is an edge; nodes are made for every letter. */
function graphOf(...edges: string[]): WorkflowGraph {
  const ids = [...new Set(edges.flatMap((edge) => edge.split('>')))];
  return {
    version: 1,
    nodes: ids.map((id): WorkflowNode => ({
      id,
      kind: 'prompt',
      key: id,
      name: id,
      position: { x: 0, y: 0 },
      data: nodeKinds.prompt.initial(),
    })),
    edges: edges
      .filter((edge) => edge.includes('>'))
      .map((edge) => {
        const [source = '', target = ''] = edge.split('>');
        return { id: edge, source, sourcePort: 'out', target, targetPort: 'in' };
      }),
  };
}

type Play = { known?: Record<string, KnownStep>; failing?: string[] };

/** Every step takes one turn of the event loop; the log tells what began and ended, in order. */
async function play(graph: WorkflowGraph, { known = {}, failing = [] }: Play = {}) {
  const log: string[] = [];
  const skipped: string[] = [];
  const outcome = await executeGraph({
    graph,
    known: new Map(Object.entries(known)),
    onSkipped: ({ id }) => skipped.push(id),
    async runStep({ id }): Promise<StepResult> {
      log.push(`+${id}`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`-${id}`);
      if (failing.includes(id)) return { status: 'FAILED', error: { code: 'TEST', message: 'as scripted' } };
      return { status: 'SUCCEEDED', output: { said: id } };
    },
  });
  return { ...outcome, log: log.join(' '), skipped };
}

const done: KnownStep = { status: 'SUCCEEDED', output: { said: 'before' }, error: null, origin: 'RAN' };
const pinned: KnownStep = { status: 'SUCCEEDED', output: { said: 'pinned' }, error: null, origin: 'PINNED' };
const notNeeded: KnownStep = { status: 'SKIPPED', output: null, error: null, origin: 'NOT_NEEDED' };

describe('the walk over a graph', () => {
  test('a step begins when every step before it is done', async () => {
    expect((await play(graphOf('a>b', 'b>c'))).log).toBe('+a -a +b -b +c -c');
  });

  test('steps that do not wait for each other run side by side', async () => {
    expect((await play(graphOf('a>c', 'b>c'))).log).toBe('+a +b -a -b +c -c');
  });

  test('what an earlier epoch recorded is used and not run again', async () => {
    const { log, scope } = await play(graphOf('a>b', 'b>c'), { known: { a: done, b: done } });
    expect(log).toBe('+c -c');
    expect(scope).toMatchObject({ a: { said: 'before' }, c: { said: 'c' } });
  });

  test('after a failure nothing new begins, and what is under way may end', async () => {
    const { log, failed } = await play(graphOf('a>c', 'b>d', 'c>e'), { failing: ['a'] });
    expect(log).toBe('+a +b -a -b');
    expect(failed).toMatchObject({ code: 'TEST', nodeId: 'a' });
  });

  test('a failure that was recorded before ends the walk, and its step is not run again', async () => {
    const gone: KnownStep = {
      status: 'FAILED',
      output: null,
      error: { code: 'TEST', message: 'before' },
      origin: 'RAN',
    };
    const { log, failed } = await play(graphOf('a>c', 'b>d'), { known: { a: gone } });
    expect(log).toBe('');
    expect(failed).toMatchObject({ code: 'TEST', message: 'before', nodeId: 'a' });
  });

  test('what stands in for a step is used, and the step is not run', async () => {
    const { log, scope } = await play(graphOf('a>b', 'b>c'), { known: { b: pinned } });
    expect(log).toBe('+a -a +c -c');
    expect(scope.b).toEqual({ said: 'pinned' });
  });

  test('the way goes on through a step that nobody needs, and it says nothing', async () => {
    const { log, scope } = await play(graphOf('a>b', 'b>c'), { known: { a: notNeeded, b: pinned } });
    expect(log).toBe('+c -c');
    expect(Object.keys(scope)).toEqual(['b', 'c']);
  });

  test('what stands in for a step on a way that is not taken stands in for nothing', async () => {
    const graph = graphOf('a>b', 'b>c');
    const nodes = graph.nodes.map((node) =>
      node.kind === 'prompt' && node.id === 'a'
        ? { ...node, data: { ...node.data, onError: { kind: 'branch' as const } } }
        : node,
    );
    const failedBefore: KnownStep = { ...done, output: { error: { code: 'TEST' } } };
    const known = { a: failedBefore, b: pinned };
    const { log, scope, skipped } = await play({ ...graph, nodes }, { known });
    expect(log).toBe('');
    expect(skipped).toEqual(['b', 'c']);
    expect(scope).not.toHaveProperty('b');
  });

  test('a step sees the outputs of those before it by their keys', async () => {
    const seen: unknown[] = [];
    await executeGraph({
      graph: graphOf('a>b'),
      known: new Map(),
      async runStep({ id }, scope) {
        seen.push(structuredClone(scope));
        return { status: 'SUCCEEDED', output: { from: id } };
      },
    });
    expect(seen).toEqual([{}, { a: { from: 'a' } }]);
  });

  test('an empty graph is done at once', async () => {
    expect(await play(graphOf())).toMatchObject({ failed: null, log: '' });
  });

  test('an error that is no failure of a step ends the walk', async () => {
    const walk = executeGraph({
      graph: graphOf('a'),
      known: new Map(),
      runStep: () => Promise.reject(new Error('fenced off')),
    });
    await expect(walk).rejects.toThrow('fenced off');
  });
});

describe('a walk that rests', () => {
  /** As drives do one after another: what succeeded is known to the next, and what waits is asked again. */
  async function inRounds(graph: WorkflowGraph, waits: ReadonlyMap<string, number>) {
    const left = new Map(waits);
    const known = new Map<string, KnownStep>();
    const began = new Map<string, number>();
    for (let rounds = 1; ; rounds += 1) {
      const outcome = await executeGraph({
        graph,
        known,
        onSkipped: ({ id }) => known.set(id, { ...done, status: 'SKIPPED', output: null }),
        async runStep({ id }): Promise<StepResult> {
          began.set(id, (began.get(id) ?? 0) + 1);
          await new Promise((resolve) => setImmediate(resolve));
          const more = left.get(id) ?? 0;
          left.set(id, more - 1);
          if (more > 0) return { status: 'WAITING', until: new Date(more * 1_000) };
          known.set(id, { ...done, output: { said: id } });
          return { status: 'SUCCEEDED', output: { said: id } };
        },
      });
      if (!outcome.waiting) return { ...outcome, rounds, began };
    }
  }

  test('says when the first of what waits may go on, once nothing else can be done', async () => {
    const outcome = await executeGraph({
      graph: graphOf('a>b', 'a>c', 'a>d', 'd>e'),
      known: new Map(),
      runStep: async ({ id }): Promise<StepResult> => {
        if (id === 'b') return { status: 'WAITING', until: null };
        if (id === 'c') return { status: 'WAITING', until: new Date(5_000) };
        return { status: 'SUCCEEDED', output: { said: id } };
      },
    });
    expect(outcome.waiting).toEqual({ until: new Date(5_000) });
    expect(Object.keys(outcome.scope).toSorted()).toEqual(['a', 'd', 'e']);
  });

  test('ends as one that never rested, and runs nothing again that is done', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seeded(seed);
      const graph = randomGraph(random);
      const waits = new Map(graph.nodes.map(({ id }) => [id, random.chance(0.4) ? 1 + random.below(3) : 0]));
      const rested = await inRounds(graph, waits);
      const straight = await inRounds(graph, new Map());
      expect(rested.scope, `seed ${seed}`).toEqual(straight.scope);
      for (const [id, times] of rested.began)
        expect(times, `seed ${seed}, ${id}`).toBe(1 + (waits.get(id) ?? 0));
    }
  });

  test('is woken while others are still at work', async () => {
    let wake = () => {};
    let asked = 0;
    const order: string[] = [];
    const outcome = await executeGraph({
      graph: graphOf('a', 'b'),
      known: new Map(),
      woken: () => new Promise((resolve) => (wake = resolve)),
      async runStep({ id }): Promise<StepResult> {
        if (id === 'a' && asked++ === 0) return { status: 'WAITING', until: null };
        if (id === 'b') {
          await new Promise((resolve) => setTimeout(resolve, 5));
          wake();
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        order.push(id);
        return { status: 'SUCCEEDED', output: {} };
      },
    });
    expect(order).toEqual(['a', 'b']);
    expect(outcome.waiting).toBeNull();
  });

  test('that is stopped by a budget begins nothing more, and a failure says more than that', async () => {
    const stopping = (failing: boolean) =>
      executeGraph({
        graph: graphOf('a>c', 'b>c'),
        known: new Map(),
        runStep: async ({ id }): Promise<StepResult> => {
          const error = { code: 'BUDGET', message: 'as scripted' };
          if (id === 'a') return { status: 'STOPPED', error };
          return failing
            ? { status: 'FAILED', error: { ...error, code: 'TEST' } }
            : { status: 'SUCCEEDED', output: {} };
        },
      });
    expect(await stopping(false)).toMatchObject({ failed: null, stopped: { code: 'BUDGET', nodeId: 'a' } });
    expect(await stopping(true)).toMatchObject({ failed: { code: 'TEST' } });
  });
});
