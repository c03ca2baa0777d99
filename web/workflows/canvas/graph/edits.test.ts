import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { renameKey } from '@patchbay/schema/rename-key.ts';
import { randomGraph, seeded, type Random } from '@patchbay/schema/test/random-graph.ts';
import { graphOf, helloGraph, inputStep, outputStep, promptStep } from '@patchbay/schema/test/small-graph.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { nodeKindNames } from '@patchbay/schema/nodes/index.ts';
import { expect, test } from 'vitest';
import { addFault, addStep, addStepAfter } from './add-step.ts';
import { alignSteps, distributeSteps } from './align.ts';
import { arrange } from './arrange.ts';
import { cardSize } from './boxes.ts';
import { renameStep, setData } from './change-steps.ts';
import { connect, connectFault, type Connection } from './connect.ts';
import { pickSteps } from './copy-steps.ts';
import { findText, replaceText } from './find-text.ts';
import { insertOnEdge } from './insert-on-edge.ts';
import { moveSteps } from './move-steps.ts';
import { pasteSteps } from './paste-steps.ts';
import { removeParts } from './remove-parts.ts';
import { begin, record, redo, undo } from '../history.ts';

const ends = (source: string, target: string): Connection => ({
  source,
  sourcePort: 'out',
  target,
  targetPort: 'in',
});

test('a step is added with a name and a key of its own, where no other card stands', () => {
  const one = addStep(helloGraph(), 'prompt', { x: 0, y: 0 }, 'a');
  const two = addStep(one, 'prompt', { x: 0, y: 0 }, 'b');
  expect(two.nodes.slice(-2).map(({ key, name }) => [key, name])).toEqual([
    ['prompt', 'Prompt'],
    ['prompt_2', 'Prompt 2'],
  ]);
  const [a, b] = two.nodes.slice(-2);
  expect(Math.abs((b?.position.y ?? 0) - (a?.position.y ?? 0))).toBeGreaterThanOrEqual(cardSize.height);
});

test('a second input is refused with the reason', () => {
  expect(addFault(helloGraph(), 'input')).toBe('A workflow has one Input step, and it is there already.');
  expect(addFault(helloGraph(), 'prompt')).toBeNull();
});

test('a step added after another one is connected to it', () => {
  const graph = addStepAfter(helloGraph(), 'prompt', { nodeId: 'greet', port: 'out' }, 'next');
  expect(graph.edges.some(({ source, target }) => source === 'greet' && target === 'next')).toBe(true);
});

test('removing a step removes its connections, and nothing else', () => {
  const graph = removeParts(helloGraph(), new Set(['greet']), new Set());
  expect(graph.nodes.map(({ id }) => id)).toEqual(['input', 'output']);
  expect(graph.edges).toEqual([]);
});

test.each([
  [ends('greet', 'greet'), 'A step cannot come after itself.'],
  [ends('greet', 'input'), '"input" comes first: it has no way in.'],
  [ends('output', 'greet'), 'Nothing comes after "output": it has no output.'],
  [ends('input', 'greet'), '"input" is connected to "greet" already.'],
  [ends('input', 'gone'), 'One of the two steps is not there any more.'],
])('a connection that cannot be is refused with the reason: %o', (connection, reason) => {
  expect(connectFault(helloGraph(), connection)).toBe(reason);
});

test('a connection that would close a circle is refused, however long the circle', () => {
  const graph = graphOf(
    [inputStep(), promptStep('a'), promptStep('b'), promptStep('c'), outputStep('{{ c.text }}')],
    'input > a',
    'a > b',
    'b > c',
  );
  expect(connectFault(graph, ends('c', 'a'))).toBe('That would be a circle: "a" runs before "c".');
  expect(connectFault(graph, ends('a', 'c'))).toBeNull();
});

test('renaming a key rewrites every template that refers to it', () => {
  const graph = renameKey(helloGraph(), 'greet', 'welcome');
  const output = graph.nodes.find(({ id }) => id === 'output');
  expect(output?.data).toEqual({ results: [{ name: 'result', value: '{{ welcome.text }}' }] });
});

test('what changes nothing gives back the same graph', () => {
  const graph = helloGraph();
  expect(moveSteps(graph, new Map([['greet', { x: 0, y: 0 }]]))).toBe(graph);
  expect(renameStep(graph, 'greet', 'greet')).toBe(graph);
  expect(removeParts(graph, new Set(), new Set())).toBe(graph);
});

test('after any edits the graph can be saved; undoing all gives the start, redoing all the end', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const random = seeded(seed);
    const start = randomGraph(random);
    let history = begin(start);
    for (let step = 0; step < 30; step += 1) {
      history = record(history, edited(history.present, random, `s${seed}-${step}`), 'Edit');
      expect(parseWorkflow(history.present).issues).toEqual([]);
    }
    const end = history.present;
    while (history.past.length > 0) history = undo(history);
    expect(history.present).toEqual(start);
    while (history.future.length > 0) history = redo(history);
    expect(history.present).toEqual(end);
  }
});

function edited(graph: WorkflowGraph, random: Random, id: string): WorkflowGraph {
  if (graph.nodes.length === 0) return addStep(graph, 'prompt', { x: 0, y: 0 }, id);
  const step = random.oneOf(graph.nodes);
  const edits = [
    () => {
      const kind = random.oneOf(nodeKindNames);
      return addFault(graph, kind) === null
        ? addStepAfter(graph, kind, { nodeId: step.id, port: 'out' }, id)
        : graph;
    },
    () => removeParts(graph, new Set([step.id]), new Set()),
    () => removeParts(graph, new Set(), new Set(graph.edges.slice(0, 1).map((edge) => edge.id))),
    () => {
      const connection = ends(step.id, random.oneOf(graph.nodes).id);
      return connectFault(graph, connection) === null ? connect(graph, connection, id) : graph;
    },
    () => moveSteps(graph, new Map([[step.id, { x: random.below(900) / 7, y: random.below(900) }]])),
    () => renameStep(graph, step.id, `Step ${id}`),
    () => renameKey(graph, step.id, `key_${id.replace(/\W/g, '_')}`),
    () => {
      const ids = new Set(graph.nodes.filter(() => random.chance(0.5)).map((node) => node.id));
      const pasted = pasteSteps(graph, pickSteps(graph, ids), random.chance(0.5) ? 'beside' : { x: 0, y: 0 });
      return 'fault' in pasted || graph.nodes.length > 40 ? graph : pasted.graph;
    },
    () => {
      const loose = addStep(graph, 'prompt', { x: 300, y: random.below(500) }, id);
      const [edge] = graph.edges;
      return edge ? insertOnEdge(loose, id, edge.id) : loose;
    },
    () => arrange(graph),
    () => alignSteps(graph, new Set(graph.nodes.map((node) => node.id)), 'middle'),
    () => distributeSteps(graph, new Set(graph.nodes.map((node) => node.id)), 'across'),
    () =>
      replaceText(graph, findText(graph, 'step'), 'step', random.oneOf(['Part', '', 'x'.repeat(60)])).graph,
    () => (step.kind === 'prompt' ? setData<'prompt'>(graph, step.id, { user: `Again ${id}` }) : graph),
  ];
  return random.oneOf(edits)();
}
