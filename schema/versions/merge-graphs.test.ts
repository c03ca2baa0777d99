import { describe, expect, test } from 'vitest';
import { parseWorkflow } from '../parse-workflow.ts';
import { edited } from '../test/random-edits.ts';
import { randomGraph, seeded } from '../test/random-graph.ts';
import { edge, graphOf, inputStep, outputStep, promptStep } from '../test/small-graph.ts';
import type { WorkflowGraph, WorkflowNode } from '../workflow-graph.ts';
import { renameKey } from '../rename-key.ts';
import { compareGraphs, runsAlike } from './compare-graphs.ts';
import { mergeGraphs } from './merge-graphs.ts';

const base = graphOf(
  [
    inputStep(),
    promptStep('draft'),
    promptStep('check', { user: 'Check {{ draft.text }}.' }),
    outputStep('{{ check.text }}'),
  ],
  'input > draft',
  'draft > check',
  'check > output',
);

const withNode = (
  graph: WorkflowGraph,
  id: string,
  change: (node: WorkflowNode) => WorkflowNode,
): WorkflowGraph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? change(node) : node)),
});
const asked = (graph: WorkflowGraph, id: string, user: string) =>
  withNode(graph, id, (node) => (node.kind === 'prompt' ? { ...node, data: { ...node.data, user } } : node));
const without = (graph: WorkflowGraph, id: string): WorkflowGraph => ({
  ...graph,
  nodes: graph.nodes.filter((node) => node.id !== id),
  edges: graph.edges.filter(({ source, target }) => source !== id && target !== id),
});
const joined = (graph: WorkflowGraph, source: string, target: string): WorkflowGraph => ({
  ...graph,
  edges: [...graph.edges, edge(source, target)],
});
const promptOf = (graph: WorkflowGraph, id: string) => {
  const node = graph.nodes.find((one) => one.id === id);
  return node?.kind === 'prompt' ? node.data : undefined;
};

describe('changes that do not overlap merge by themselves', () => {
  test('of two steps', () => {
    const { graph, conflicts } = mergeGraphs({
      base,
      mine: asked(base, 'draft', 'Mine.'),
      theirs: asked(base, 'check', 'Theirs.'),
    });
    expect(conflicts).toEqual([]);
    expect([promptOf(graph, 'draft')?.user, promptOf(graph, 'check')?.user]).toEqual(['Mine.', 'Theirs.']);
  });

  test('of two fields of one step', () => {
    const theirs = withNode(base, 'draft', (node) =>
      node.kind === 'prompt' ? { ...node, data: { ...node.data, temperature: 1 } } : node,
    );
    const { graph, conflicts } = mergeGraphs({ base, mine: asked(base, 'draft', 'Mine.'), theirs });
    expect(conflicts).toEqual([]);
    expect(promptOf(graph, 'draft')).toMatchObject({ user: 'Mine.', temperature: 1 });
  });

  test('of a step renamed by one and named in a prompt that the other wrote', () => {
    const { graph, conflicts } = mergeGraphs({
      base,
      mine: asked(base, 'check', 'Look again at {{ draft.text }}.'),
      theirs: renameKey(base, 'draft', 'first'),
    });
    expect(conflicts).toEqual([]);
    expect(promptOf(graph, 'check')?.user).toBe('Look again at {{ first.text }}.');
  });

  test('of two new steps with one key: mine takes another, with all that names it', () => {
    const mine = joined(
      {
        ...base,
        nodes: [
          ...base.nodes,
          { ...promptStep('extra'), id: 'my' },
          promptStep('uses', { user: '{{ extra.text }}' }),
        ],
      },
      'my',
      'uses',
    );
    const theirs = { ...base, nodes: [...base.nodes, { ...promptStep('extra'), id: 'their' }] };
    const { graph, conflicts } = mergeGraphs({ base, mine, theirs });
    expect(conflicts).toEqual([]);
    expect(graph.nodes.find(({ id }) => id === 'my')?.key).toBe('extra_2');
    expect(promptOf(graph, 'uses')?.user).toBe('{{ extra_2.text }}');
  });

  test('of a card that both moved: it stands where I put it', () => {
    const moved = (x: number) => withNode(base, 'draft', (node) => ({ ...node, position: { x, y: 0 } }));
    const { graph, conflicts } = mergeGraphs({ base, mine: moved(5), theirs: moved(9) });
    expect(conflicts).toEqual([]);
    expect(graph.nodes.find(({ id }) => id === 'draft')?.position.x).toBe(5);
  });
});

describe('what overlaps is a conflict that a person decides', () => {
  const bothAsked = { base, mine: asked(base, 'draft', 'Mine.'), theirs: asked(base, 'draft', 'Theirs.') };

  test('one field changed by both', () => {
    const { graph, conflicts } = mergeGraphs(bothAsked);
    expect(conflicts).toMatchObject([
      {
        nodeId: 'draft',
        reason: 'both-changed',
        fields: [{ path: ['data', 'user'], base: 'Say hello.', mine: 'Mine.', theirs: 'Theirs.' }],
      },
    ]);
    expect(promptOf(graph, 'draft')?.user).toBe('Theirs.');
    expect(promptOf(mergeGraphs(bothAsked, new Map([['draft', 'mine']])).graph, 'draft')?.user).toBe('Mine.');
  });

  test('a step that they removed and I worked on', () => {
    const sides = { base, mine: asked(base, 'check', 'Mine.'), theirs: without(base, 'check') };
    expect(mergeGraphs(sides).conflicts).toMatchObject([{ nodeId: 'check', reason: 'they-removed' }]);
    const kept = mergeGraphs(sides, new Map([['check', 'mine']])).graph;
    expect(promptOf(kept, 'check')?.user).toBe('Mine.');
  });

  test('a step that I removed and they connected anew', () => {
    const theirs = joined({ ...base, nodes: [...base.nodes, promptStep('more')] }, 'check', 'more');
    expect(mergeGraphs({ base, mine: without(base, 'check'), theirs }).conflicts).toMatchObject([
      { nodeId: 'check', reason: 'i-removed' },
    ]);
  });

  test('connections that would close a circle', () => {
    const apart = graphOf([promptStep('one'), promptStep('two')]);
    const sides = { base: apart, mine: joined(apart, 'one', 'two'), theirs: joined(apart, 'two', 'one') };
    const { graph, conflicts } = mergeGraphs(sides);
    expect(conflicts).toMatchObject([{ nodeId: 'two', reason: 'connections' }]);
    expect(graph.edges).toEqual([edge('two', 'one')]);
    expect(mergeGraphs(sides, new Map([['two', 'mine']])).graph.edges).toHaveLength(1);
  });
});

describe('whatever two people do', () => {
  const rounds = Array.from({ length: 100 }, (_, seed) => {
    const random = seeded(seed + 1);
    const start = randomGraph(random, 3 + random.below(8));
    return {
      seed,
      base: start,
      mine: edited(start, random, 'mine'),
      theirs: edited(start, random, 'theirs'),
    };
  });

  test('the merged document can be saved', () => {
    for (const { seed, ...sides } of rounds) {
      const { graph, conflicts } = mergeGraphs(sides);
      expect({ seed, issues: parseWorkflow(graph).issues }).toEqual({ seed, issues: [] });
      const chosen = mergeGraphs(sides, new Map(conflicts.map(({ nodeId }) => [nodeId, 'mine'])));
      expect({ seed, issues: parseWorkflow(chosen.graph).issues }).toEqual({ seed, issues: [] });
    }
  });

  test('who changed nothing stands in nobody’s way', () => {
    for (const { base: start, mine, theirs } of rounds) {
      for (const [sides, wanted] of [
        [{ base: start, mine, theirs: start }, mine],
        [{ base: start, mine: start, theirs }, theirs],
      ] as const) {
        const { graph, conflicts } = mergeGraphs(sides);
        expect(conflicts).toEqual([]);
        expect(compareGraphs(graph, wanted)).toEqual({ steps: [], connections: { added: [], removed: [] } });
      }
    }
  });

  test('what both did alike is no conflict', () => {
    for (const { base: start, mine } of rounds) {
      const { graph, conflicts } = mergeGraphs({ base: start, mine, theirs: mine });
      expect(conflicts).toEqual([]);
      expect(runsAlike(compareGraphs(graph, mine))).toBe(true);
    }
  });

  test('with every conflict decided for one side, nothing that this side typed is missing', () => {
    for (const { seed, ...sides } of rounds) {
      const { conflicts } = mergeGraphs(sides);
      for (const side of ['mine', 'theirs'] as const) {
        const { graph } = mergeGraphs(sides, new Map(conflicts.map(({ nodeId }) => [nodeId, side])));
        for (const node of sides[side].nodes) {
          if (node.kind !== 'prompt') continue;
          const start = promptOf(sides.base, node.id);
          const typed = start?.user !== node.data.user && node.data.user.includes(` ${side}`);
          if (!typed) continue;
          expect({ seed, text: promptOf(graph, node.id)?.user }).toMatchObject({
            seed,
            text: expect.stringContaining(` ${side}`),
          });
        }
      }
    }
  });
});
