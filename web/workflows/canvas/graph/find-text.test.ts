import { validateWorkflow } from '@patchbay/schema/validate-workflow.ts';
import { graphOf, helloGraph, inputStep, outputStep, promptStep } from '@patchbay/schema/test/small-graph.ts';
import { expect, test } from 'vitest';
import { findText, placeLabel, replaceText } from './find-text.ts';

const graph = graphOf(
  [
    inputStep(),
    promptStep('greet', {
      system: 'Be kind.',
      user: 'Say hello, HELLO to {{ input.text }}',
      output: { kind: 'text' },
    }),
    outputStep('{{ greet.text }}'),
  ],
  'input > greet',
  'greet > output',
);

test('finds what people wrote, in names, keys and texts, whatever the case', () => {
  const places = findText(graph, 'hello').map(({ nodeId, path }) => `${nodeId} ${path.join('.')}`);
  expect(places).toEqual(['greet data.user', 'greet data.user']);
  expect(findText(graph, 'greet').map(({ path }) => path.join('.'))).toEqual([
    'name',
    'key',
    'data.results.0.value',
  ]);
  const prompt = graph.nodes[1];
  expect(prompt && placeLabel(prompt, ['data', 'user'])).toBe('User prompt');
});

test('what only the document says is no text to find: the kind of an output', () => {
  expect(findText(graph, 'text').some(({ path }) => path.join('.') === 'data.output.kind')).toBe(false);
});

test('replaces one place or all of them', () => {
  const matches = findText(graph, 'hello');
  const one = replaceText(graph, matches.slice(1), 'hello', 'bye');
  expect(one.count).toBe(1);
  expect(one.graph.nodes[1]?.data).toMatchObject({ user: 'Say hello, bye to {{ input.text }}' });
  expect(replaceText(graph, matches, 'hello', 'bye').graph.nodes[1]?.data).toMatchObject({
    user: 'Say bye, bye to {{ input.text }}',
  });
});

test('a key is replaced together with all that refers to it', () => {
  const { graph: next, left } = replaceText(graph, findText(graph, 'greet'), 'greet', 'welcome');
  expect(left).toEqual([]);
  expect(next.nodes[1]).toMatchObject({ key: 'welcome', name: 'welcome' });
  expect(next.nodes[2]?.data).toMatchObject({ results: [{ value: '{{ welcome.text }}' }] });
  expect(validateWorkflow(next)).toEqual([]);
});

test('what could not be saved is left, and said', () => {
  const { graph: next, left, count } = replaceText(graph, findText(graph, 'greet'), 'greet', '');
  expect(left).toHaveLength(2);
  expect(count).toBe(1);
  expect(next.nodes[1]).toMatchObject({ key: 'greet', name: 'greet' });
});

test('nothing is found where nothing is asked for', () => {
  expect(findText(helloGraph(), '')).toEqual([]);
});
