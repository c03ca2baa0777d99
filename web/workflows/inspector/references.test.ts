import { graphOf, inputStep, outputStep, promptStep } from '@patchbay/schema/test/small-graph.ts';
import { expect, test } from 'vitest';
import { referencesFor } from './references.ts';

const schema = {
  type: 'object',
  properties: { title: { type: 'string' }, 'due date': { type: 'string' }, tags: { type: 'array' } },
};

test('a step may refer to the values of the steps before it, and of no others', () => {
  const graph = graphOf(
    [
      inputStep(),
      promptStep('extract', { output: { kind: 'json', schema, mode: 'native' } }),
      promptStep('aside'),
      outputStep(''),
    ],
    'input > extract',
    'extract > output',
    'input > aside',
  );
  expect(
    referencesFor(graph, 'output').map(({ name, references }) => [name, references.map(({ path }) => path)]),
  ).toEqual([
    ['input', ['input.text']],
    [
      'extract',
      ['extract.text', 'extract.json', 'extract.json.title', 'extract.json["due date"]', 'extract.json.tags'],
    ],
  ]);
  expect(referencesFor(graph, 'input')).toEqual([]);
});
