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
  const outcome = await executeGraph({
    graph,
    known: new Map(Object.entries(known)),
    async runStep({ id }): Promise<StepResult> {
      log.push(`+${id}`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`-${id}`);
      if (failing.includes(id)) return { status: 'FAILED', error: { code: 'TEST', message: 'as scripted' } };
      return { status: 'SUCCEEDED', output: { said: id } };
    },
  });
  return { ...outcome, log: log.join(' ') };
}

const done: KnownStep = { status: 'SUCCEEDED', output: { said: 'before' }, error: null };

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
    const gone: KnownStep = { status: 'FAILED', output: null, error: { code: 'TEST', message: 'before' } };
    const { log, failed } = await play(graphOf('a>c', 'b>d'), { known: { a: gone } });
    expect(log).toBe('');
    expect(failed).toMatchObject({ code: 'TEST', message: 'before', nodeId: 'a' });
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
