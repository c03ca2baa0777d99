import { nodeKinds } from '@patchbay/schema/nodes/index.ts';
import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
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
