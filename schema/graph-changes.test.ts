import { expect, test } from 'vitest';
import { changesBetween, withChanges } from './graph-changes.ts';
import { parseWorkflow } from './parse-workflow.ts';
import { edited } from './test/random-edits.ts';
import { randomGraph, seeded } from './test/random-graph.ts';
import { graphOf, helloGraph, promptStep } from './test/small-graph.ts';

const steps = ['a', 'b', 'c', 'd'].map((key) => promptStep(key));

test('one step that says something else is all that is told', () => {
  const before = helloGraph({ user: 'One' });
  const after = helloGraph({ user: 'Two' });
  expect(changesBetween(before, after)).toEqual({
    nodes: [after.nodes[1]],
    removedNodes: [],
    edges: [],
    removedEdges: [],
  });
});

test('the fields of an output schema in another order are another schema', () => {
  const asking = (properties: object) =>
    helloGraph({ output: { kind: 'json', schema: { type: 'object', properties }, mode: 'native' } });
  const changes = changesBetween(asking({ a: {}, b: {} }), asking({ b: {}, a: {} }));
  expect(changes?.nodes).toHaveLength(1);
});

test('another order of the steps, or most of them changed, is better told as a whole', () => {
  const before = graphOf(steps);
  expect(changesBetween(before, graphOf(steps.toReversed()))).toBeNull();
  expect(changesBetween(before, graphOf(steps.map((step) => ({ ...step, name: 'New' }))))).toBeNull();
});

test('from any graph to any later one, changes lead to the same document to the letter', () => {
  let told = 0;
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = seeded(seed);
    const before = randomGraph(random);
    const after = edited(before, random, 'x');
    const changes = changesBetween(before, after);
    if (!changes) continue;
    told += 1;
    const sent = JSON.parse(JSON.stringify(changes));
    expect(JSON.stringify(withChanges(before, sent))).toBe(JSON.stringify(after));
  }
  expect(told).toBeGreaterThan(50);
});

test('what is no step is added like one, and reading the whole says what is wrong with it', () => {
  const none = { removedNodes: [], edges: [], removedEdges: [] };
  const faultsOf = (nodes: unknown[]) =>
    parseWorkflow(withChanges(graphOf(steps), { ...none, nodes })).issues.map(({ message }) => message);
  expect(faultsOf(['nothing'])).not.toEqual([]);
  expect(faultsOf([{ ...promptStep('a'), kind: 'exec' }])[0]).toMatch(/no step of the kind "exec"/);
  // Twice the same id: neither takes the place of the other in silence.
  expect(faultsOf([promptStep('a'), promptStep('a')])[0]).toMatch(/Two steps have the id "a"/);
  const edges = [{ id: 'e', source: 'a', sourcePort: 'out', target: 'gone', targetPort: 'in' }];
  const dangling = withChanges(graphOf(steps), { ...none, nodes: [], edges });
  expect(parseWorkflow(dangling).issues[0]?.message).toMatch(/step "gone", which does not exist/);
});
