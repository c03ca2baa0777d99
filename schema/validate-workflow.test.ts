import { describe, expect, test } from 'vitest';
import { kindOf, nodeKindNames } from './nodes/index.ts';
import { edge, graphOf, helloGraph, inputStep, outputStep, promptStep } from './test/small-graph.ts';
import { validateWorkflow } from './validate-workflow.ts';
import type { WorkflowGraph } from './workflow-graph.ts';

const faultsOf = (graph: WorkflowGraph) =>
  validateWorkflow(graph).map(({ nodeId, path, message }) => [nodeId, path.join('.'), message]);

const asked = (user: string) => faultsOf(helloGraph({ user }));

test('a graph that can run has no issues', () => {
  expect(faultsOf(helloGraph())).toEqual([]);
});

test('an empty workflow needs an output', () => {
  expect(faultsOf({ version: 1, nodes: [], edges: [] })).toEqual([
    [null, 'nodes', expect.stringMatching(/Add an output/)],
  ]);
});

test('a workflow has one input', () => {
  const graph = helloGraph();
  const twice = { ...graph, nodes: [...graph.nodes, inputStep('second')] };
  expect(faultsOf(twice)).toEqual([['second', 'kind', expect.stringMatching(/one step of the kind Input/)]]);
});

test('two outputs cannot give the same result: one would be lost', () => {
  const graph = helloGraph();
  const nodes = [...graph.nodes, outputStep('{{ greet.text }}', 'also')];
  const twice = { ...graph, nodes, edges: [...graph.edges, edge('greet', 'also')] };
  expect(faultsOf(twice)).toEqual([
    ['also', 'data.results.0.name', expect.stringMatching(/"result" already/)],
  ]);
});

describe('a reference in a template', () => {
  test('reaches what earlier steps give', () => {
    expect(asked('{{ input.text }} {{ input["text"] | upcase }} {{ input.text.size }}')).toEqual([]);
  });

  test('to a field that the step does not give is told with those it gives', () => {
    expect(asked('Hello\n{{ input.topic }}')).toEqual([
      ['greet', 'data.user', 'Line 2, column 4: "input" has no field "topic". Choose one of: text.'],
    ]);
  });

  test('to a step that does not exist is told with those that run before', () => {
    expect(asked('{{ inputt.text }}')[0]?.[2]).toBe(
      'Line 1, column 4: There is no step "inputt". Earlier steps are: input.',
    );
  });

  test('to a step that runs later, or beside, is told as that', () => {
    const graph = graphOf(
      [
        promptStep('a', { user: '{{ b.text }}' }),
        promptStep('b'),
        promptStep('c', { user: '{{ a.text }}' }),
        outputStep('x'),
      ],
      'a > b',
      'b > output',
      'c > output',
    );
    expect(faultsOf(graph).map(([nodeId, , message]) => [nodeId, message])).toEqual([
      ['a', expect.stringMatching(/"b" does not run before this step/)],
      ['c', expect.stringMatching(/"a" does not run before this step/)],
    ]);
  });

  test('into JSON is followed as far as the schema says', () => {
    const schema = {
      type: 'object',
      additionalProperties: false,
      properties: { title: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
    };
    const extract = promptStep('extract', { output: { kind: 'json', schema, mode: 'native' } });
    const check = (value: string) => faultsOf(graphOf([extract, outputStep(value)], 'extract > output'));
    expect(check('{{ extract.json.title }} {{ extract.json.tags[0] }} {{ extract.json.tags.size }}')).toEqual(
      [],
    );
    expect(check('{% for tag in extract.json.tags %}{{ tag }}{% endfor %}')).toEqual([]);
    expect(check('{{ extract.json.author }}')[0]?.[2]).toMatch(/no field "author".*title, tags/);
    expect(check('{{ extract.json.title.length }}')[0]?.[2]).toMatch(/is a text and has no field "length"/);
    expect(check('{{ extract.json.tags.name }}')[0]?.[2]).toMatch(/is a list/);
  });

  test('to JSON of a step that answers in text is refused', () => {
    const graph = graphOf([promptStep('a'), outputStep('{{ a.json }}')], 'a > output');
    expect(faultsOf(graph)[0]?.[2]).toMatch(/"a" has no field "json". Choose one of: text/);
  });
});

describe('a prompt', () => {
  const faults = (data: Parameters<typeof helloGraph>[0]) =>
    faultsOf(helloGraph(data)).map(([, path]) => path);

  test('needs a model that could exist, and a question', () => {
    expect(faults({ model: '' })).toEqual(['data.model']);
    expect(faults({ model: 'Not a slug!' })).toEqual(['data.model']);
    expect(faults({ user: '  ' })).toEqual(['data.user']);
  });

  test('needs a schema that describes something, and for a native one an object', () => {
    const withSchema = (schema: Record<string, unknown>, mode: 'native' | 'instructed') =>
      faults({ output: { kind: 'json', schema, mode } });
    expect(withSchema({}, 'native')).toEqual(['data.output.schema']);
    expect(withSchema({ type: 'array' }, 'native')).toEqual(['data.output.schema']);
    expect(withSchema({ type: 'array', items: {} }, 'instructed')).toEqual([]);
    expect(withSchema({ type: 'object', properties: [] }, 'native')).toEqual(['data.output.schema']);
    expect(withSchema({ type: 'nonsense' }, 'instructed')).toEqual(['data.output.schema']);
  });
});

describe('an input', () => {
  const field = { label: '', help: '', type: 'text' as const, required: true, choices: [] };
  const faults = (...fields: object[]) =>
    kindOf('input').validate({ fields: fields.map((given) => ({ ...field, name: 'a', ...given })) });

  test('has fields with names of their own that templates can write', () => {
    expect(faults({}, { name: 'b' })).toEqual([]);
    expect(faults({}, {}).map(({ place }) => place)).toEqual([['fields', 1, 'name']]);
    for (const name of ['', 'Topic', '1st', 'for me', 'constructor', 'forloop', 'a'.repeat(41)])
      expect(faults({ name }), name).toHaveLength(1);
  });

  test('lists what can be chosen', () => {
    expect(faults({ type: 'choice' })).toHaveLength(1);
    expect(faults({ type: 'choice', choices: ['x', 'x'] })).toHaveLength(1);
    expect(faults({ type: 'choice', choices: ['x', ''] })).toHaveLength(1);
    expect(faults({ type: 'choice', choices: ['x', 'y'] })).toEqual([]);
  });
});

test.each(nodeKindNames)('a new %s can be saved as it is', (kind) => {
  const description = kindOf(kind);
  expect(description.data.safeParse(description.initial()).success).toBe(true);
});
