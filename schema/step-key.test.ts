import { expect, test } from 'vitest';
import { parseWorkflow } from './parse-workflow.ts';
import { renameKey, withValueAt } from './rename-key.ts';
import { keyFor } from './step-key.ts';
import { graphOf, inputStep, outputStep, promptStep } from './test/small-graph.ts';
import { validateWorkflow } from './validate-workflow.ts';

test('a key comes from the name, with a number where that is taken', () => {
  expect(keyFor('Summarise the text', new Set())).toBe('summarise_the_text');
  expect(keyFor('Résumé, 2nd!', new Set())).toBe('resume_2nd');
  expect(keyFor('Prompt', new Set(['prompt', 'prompt_2']))).toBe('prompt_3');
  expect(keyFor('要約', new Set())).toBe('step');
  expect(keyFor('constructor', new Set())).toBe('step');
});

test('every key that is made up can be saved', () => {
  for (const name of ['a'.repeat(200), '__x__', '9 lives', 'for loop', 'true', ' - ', 'Straße']) {
    const graph = graphOf([promptStep(keyFor(name, new Set()))]);
    expect(parseWorkflow(graph).issues, name).toEqual([]);
  }
});

test('renaming a key rewrites every reference and nothing that only looks like one', () => {
  const before = graphOf(
    [
      inputStep(),
      promptStep('ask', {
        system: 'The word input stays. {{ input.text }}{{input["text"]}}',
        user: 'a\n  {% if input.text contains "input" %}{{ "input.text" }} {{ input.text | append: input.text }}{% endif %}',
      }),
      outputStep('{% assign input = ask.text %}{{ input }} {{ ask.text }}'),
    ],
    'input > ask',
    'ask > output',
  );
  const after = renameKey(before, 'input', 'start');
  expect(validateWorkflow(after)).toEqual([]);
  const [start, ask, output] = after.nodes;
  expect(start?.key).toBe('start');
  expect(ask?.data).toMatchObject({
    system: 'The word input stays. {{ start.text }}{{start["text"]}}',
    user: 'a\n  {% if start.text contains "input" %}{{ "input.text" }} {{ start.text | append: start.text }}{% endif %}',
  });
  // The template's own variable of that name is not the step.
  expect(output?.data).toEqual(before.nodes[2]?.data);
  expect(renameKey(after, 'input', 'input')).toEqual(before);
});

test('one place is changed in a copy; the rest is shared', () => {
  const data = {
    results: [
      { name: 'a', value: 'x' },
      { name: 'b', value: 'y' },
    ],
  };
  const changed = withValueAt(data, ['results', 1, 'value'], 'z');
  expect(changed).toEqual({
    results: [
      { name: 'a', value: 'x' },
      { name: 'b', value: 'z' },
    ],
  });
  expect(data.results[1]?.value).toBe('y');
  expect(changed.results[0]).toBe(data.results[0]);
});
