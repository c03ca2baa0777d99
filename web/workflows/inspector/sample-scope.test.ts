import { inputStep, promptStep } from '@patchbay/schema/test/small-graph.ts';
import { renderTemplate } from '@patchbay/schema/templates/render-template.ts';
import { expect, test } from 'vitest';
import { sampleScope } from './sample-scope';

const steps = [
  inputStep(),
  promptStep('extract', {
    output: {
      kind: 'json',
      mode: 'instructed',
      schema: {
        type: 'object',
        properties: {
          items: { type: 'array', items: { type: 'object', properties: { title: { type: 'string' } } } },
        },
      },
    },
  }),
];

test('before any run a preview shows the names of the values, lists and all, and says so', () => {
  const { scope, told } = sampleScope(steps, () => undefined);
  const template = '{{ input.text }}: {% for item in extract.json.items %}{{ item.title }}{% endfor %}';
  expect(renderTemplate(template, scope)).toBe('‹input.text›: ‹extract.json.items[0].title›');
  expect(told).toContain('names in place of values');
});

test('what a run gave is shown, and names stand only where a step has not run', () => {
  const { scope, told } = sampleScope(steps, (id) => (id === 'input' ? { text: 'Boats' } : undefined));
  expect(renderTemplate('{{ input.text }} {{ extract.text }}', scope)).toBe('Boats ‹extract.text›');
  expect(told).toContain('names where a step has not run');
});
