import { describe, expect, test } from 'vitest';
import { parseWorkflow } from './parse-workflow.ts';
import { randomGraph, seeded } from './test/random-graph.ts';
import { edge, graphOf, helloGraph, promptStep } from './test/small-graph.ts';
import { graphLimits, type WorkflowGraph } from './workflow-graph.ts';

const asJson = (graph: WorkflowGraph) => JSON.parse(JSON.stringify(graph));
const messagesOf = (document: unknown) => parseWorkflow(document).issues.map(({ message }) => message);

test('every saved graph parses back to itself, key for key', () => {
  for (let seed = 0; seed < 300; seed += 1) {
    const graph = randomGraph(seeded(seed));
    const saved = parseWorkflow(asJson(graph));
    expect(saved.issues, `seed ${seed}`).toEqual([]);
    expect(saved.graph).toEqual(graph);
    // Saving what was read changes nothing, not even the order of keys: it would count as a revision.
    expect(JSON.stringify(parseWorkflow(asJson(saved.graph ?? graph)).graph)).toBe(
      JSON.stringify(saved.graph),
    );
  }
});

test('the order of an output schema is kept: models answer in it', () => {
  const schema = { type: 'object', properties: { reasoning: {}, answer: {}, a: {} } };
  const { graph } = parseWorkflow(asJson(helloGraph({ output: { kind: 'json', schema, mode: 'native' } })));
  expect(JSON.stringify(graph)).toContain('"properties":{"reasoning":{},"answer":{},"a":{}}');
});

test('a cycle is found wherever it is closed, and no graph without one is refused', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const random = seeded(seed);
    const names = Array.from({ length: 2 + random.below(12) }, (_, index) => `s${index}`);
    const from = random.below(names.length - 1);
    const to = from + 1 + random.below(names.length - from - 1);
    const chain = names.slice(1).map((name, index) => `${names[index]} > ${name}` as const);
    const steps = names.map((name) => promptStep(name));
    expect(messagesOf(graphOf(steps, ...chain))).toEqual([]);
    const [message] = messagesOf(graphOf(steps, ...chain, `${names[to]} > ${names[from]}`));
    expect(message, `seed ${seed}`).toMatch(/wait for one another in a circle/);
  }
});

test('a step that leads to itself is a circle', () => {
  expect(messagesOf(graphOf([promptStep('a')], 'a > a'))).toEqual([expect.stringMatching(/circle: "a"/)]);
});

describe('a document is refused with the place of the fault', () => {
  const hello = () => asJson(helloGraph());
  const cases: [string, (document: ReturnType<typeof hello>) => unknown, object][] = [
    ['no object', () => [], { nodeId: null, path: [] }],
    ['nothing', () => null, { nodeId: null, path: [] }],
    ['a later version', (d) => ({ ...d, version: 2 }), { path: ['version'], message: /later version/ }],
    ['no version', ({ nodes, edges }) => ({ nodes, edges }), { path: ['version'] }],
    ['a stray field', (d) => ({ ...d, secrets: [] }), { path: ['secrets'], message: /no field "secrets"/ }],
    ['nodes that are no list', (d) => ({ ...d, nodes: {} }), { path: ['nodes'] }],
    [
      'an unknown kind',
      (d) => ({ ...d, nodes: [{ ...d.nodes[1], kind: 'shell' }], edges: [] }),
      { nodeId: 'greet', path: ['kind'], message: /no step of the kind "shell".*prompt/ },
    ],
    [
      'a kind that every object inherits',
      (d) => ({ ...d, nodes: [{ ...d.nodes[1], kind: 'toString' }], edges: [] }),
      { nodeId: 'greet', path: ['kind'] },
    ],
    [
      'a wrong value in a step',
      (d) => ({ ...d, nodes: [{ ...d.nodes[1], data: { ...d.nodes[1].data, temperature: 9 } }], edges: [] }),
      { nodeId: 'greet', path: ['data', 'temperature'], message: /between 0 and 2/ },
    ],
    [
      'a stray field in a step',
      (d) => ({ ...d, nodes: [{ ...d.nodes[1], data: { ...d.nodes[1].data, apiKey: 'x' } }], edges: [] }),
      { nodeId: 'greet', path: ['data', 'apiKey'], message: /apiKey/ },
    ],
    [
      'an edge to nowhere',
      (d) => ({ ...d, edges: [edge('input', 'gone')] }),
      { path: ['edges', 0, 'target'], message: /"gone"/ },
    ],
    [
      'an edge from an output',
      (d) => ({ ...d, edges: [edge('output', 'greet')] }),
      { path: ['edges', 0, 'sourcePort'], message: /"output" has no output "out"/ },
    ],
    [
      'an edge into an input',
      (d) => ({ ...d, edges: [edge('greet', 'input')] }),
      { path: ['edges', 0, 'targetPort'] },
    ],
    [
      'the same edge twice',
      (d) => ({ ...d, edges: [edge('input', 'greet'), { ...edge('input', 'greet'), id: 'again' }] }),
      { path: ['edges', 1], message: /connected twice/ },
    ],
    [
      'two edges of one id',
      (d) => ({ ...d, edges: [edge('input', 'greet'), { ...edge('greet', 'output'), id: 'input-greet' }] }),
      { path: ['edges', 1, 'id'] },
    ],
    [
      'two steps of one id',
      (d) => ({ ...d, nodes: [...d.nodes, { ...d.nodes[1], key: 'other' }] }),
      { path: ['nodes', 3, 'id'] },
    ],
    [
      'two steps of one key',
      (d) => ({ ...d, nodes: [...d.nodes, { ...d.nodes[1], id: 'other' }] }),
      { nodeId: 'other', path: ['key'] },
    ],
    [
      'a key that templates could not name',
      (d) => ({ ...d, nodes: [{ ...d.nodes[1], key: 'My step' }], edges: [] }),
      { nodeId: 'greet', path: ['key'] },
    ],
  ];

  test.each(cases)('%s', (_what, change, { message = /./, ...place }: { message?: RegExp }) => {
    const { graph, issues } = parseWorkflow(change(hello()));
    expect(graph).toBeNull();
    expect(issues[0]).toMatchObject({ ...place, message: expect.stringMatching(message) });
  });
});

describe('a hostile document is stopped before anything looks at its meaning', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('a field called %s, however deep', (key) => {
    const text = JSON.stringify(
      helloGraph({ output: { kind: 'json', schema: { properties: { x: 1 } }, mode: 'native' } }),
    );
    const { graph, issues } = parseWorkflow(JSON.parse(text.replace('"x":1', `"${key}":{"polluted":true}`)));
    expect(graph).toBeNull();
    expect(issues[0]?.path.at(-1)).toBe(key);
    expect('polluted' in {}).toBe(false);
  });

  test('10,000 steps', () => {
    const nodes = Array.from({ length: 10_000 }, (_, index) => promptStep(`s${index}`));
    expect(messagesOf({ version: 1, nodes, edges: [] })).toEqual([
      'A workflow has at most 5000 steps; this one has 10000.',
    ]);
  });

  test('20,000 connections', () => {
    const edges = Array.from({ length: 20_000 }, (_, index) => edge('a', `b${index}`));
    expect(messagesOf({ version: 1, nodes: [], edges })[0]).toMatch(/at most 10000 connections/);
  });

  test('more than five megabytes, counted in bytes', () => {
    const nodes = Array.from({ length: 26 }, (_, index) =>
      promptStep(`s${index}`, { user: 'ä'.repeat(99_000) }),
    );
    expect(messagesOf({ version: 1, nodes, edges: [] })[0]).toMatch(/too large.*5,000,000 are allowed/);
  });

  test('nesting without end', () => {
    let schema: Record<string, unknown> = {};
    for (let depth = 0; depth < 100_000; depth += 1) schema = { items: schema };
    expect(
      messagesOf(graphOf([promptStep('a', { output: { kind: 'json', schema, mode: 'native' } })]))[0],
    ).toMatch(/nested more than 40 levels/);
  });

  test('thousands of faults are told as a hundred and a count', () => {
    const nodes = Array.from({ length: graphLimits.nodes }, (_, index) => ({
      ...promptStep(`s${index}`),
      kind: 'x',
    }));
    const issues = messagesOf({ version: 1, nodes, edges: [] });
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)).toBe('And 4900 more.');
  });

  test('the largest graph allowed is read', () => {
    const nodes = Array.from({ length: graphLimits.nodes }, (_, index) => promptStep(`s${index}`));
    const pairs = nodes.flatMap(({ id }, index) =>
      nodes.slice(index + 1, index + 6).map((next) => edge(id, next.id)),
    );
    const { graph, issues } = parseWorkflow({ version: 1, nodes, edges: pairs.slice(0, graphLimits.edges) });
    expect(issues).toEqual([]);
    expect(graph?.nodes).toHaveLength(graphLimits.nodes);
  });
});
