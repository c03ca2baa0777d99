import { expect, test } from 'vitest';
import { randomGraph, randomPrompt, seeded } from './test/random-graph.ts';
import { graphOf, helloGraph, promptStep } from './test/small-graph.ts';
import { isUpstream, upstreamOf } from './upstream.ts';
import { modelReferencesOf, requirementsOf, topologicalOrder } from './workflow-graph.ts';

test('in the order of running, every step stands after all that lead to it', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const graph = randomGraph(seeded(seed));
    const { order, cycle } = topologicalOrder(graph);
    expect(cycle).toEqual([]);
    expect(order).toHaveLength(graph.nodes.length);
    const placeOf = new Map(order.map(({ id }, index) => [id, index]));
    for (const { source, target } of graph.edges) {
      expect(placeOf.get(source), `seed ${seed}`).toBeLessThan(placeOf.get(target) ?? -1);
    }
  }
});

test('upstream is everything from which a way leads here, and nothing else', () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const graph = randomGraph(seeded(seed));
    const leadsTo = (from: string, to: string): boolean =>
      graph.edges.some(({ source, target }) => source === from && (target === to || leadsTo(target, to)));
    for (const { id } of graph.nodes) {
      const expected = graph.nodes.filter((node) => leadsTo(node.id, id)).map((node) => node.id);
      for (const node of graph.nodes) expect(isUpstream(graph, node.id, id)).toBe(expected.includes(node.id));
      expect(
        upstreamOf(graph, id).map((node) => node.id),
        `seed ${seed}`,
      ).toEqual(expected);
    }
  }
});

test('a step needs just what its call will ask for', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const data = randomPrompt(seeded(seed), 'Hello');
    const needs = requirementsOf(promptStep('a', data)).map(({ capability }) => capability);
    expect(needs.includes('jsonMode'), `seed ${seed}`).toBe(
      data.output.kind === 'json' && data.output.mode === 'native',
    );
    expect(needs.includes('reasoning')).toBe(data.reasoning !== null);
    expect(needs.includes('toolUse')).toBe(data.tools.length > 0);
    expect(needs.includes('vision')).toBe(data.attachments.some(({ kind }) => kind === 'image'));
  }
});

test('every place that names a model is known', () => {
  const graph = graphOf(
    [promptStep('a', { model: 'default' }), promptStep('b', { model: 'llama' })],
    'a > b',
  );
  expect(modelReferencesOf(graph)).toEqual([
    { nodeId: 'a', stepName: 'a', place: ['model'], reference: 'default' },
    { nodeId: 'b', stepName: 'b', place: ['model'], reference: 'llama' },
  ]);
  expect(modelReferencesOf(helloGraph({ model: 'x/y' })).map(({ reference }) => reference)).toEqual(['x/y']);
});
