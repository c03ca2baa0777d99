import { graphOf, outputStep, promptStep } from '@patchbay/schema/test/small-graph.ts';
import { validateWorkflow } from '@patchbay/schema/validate-workflow.ts';
import { expect, test } from 'vitest';
import { placeFault } from './fault-place';

const underlined = (message: string, text: string) => {
  const { from, to } = placeFault(message, text);
  return text.slice(from, to);
};

test('a fault underlines the name that it is about, with its fields', () => {
  const text = 'Dear {{ input.name }},\nabout {{ input.subjekt | upcase }}:';
  expect(underlined('Line 2, column 10: "input" has no field "subjekt".', text)).toBe('input.subjekt');
  expect(placeFault('Line 2, column 10: no such field.', text).message).toBe('no such field.');
});

test('a fault without a place underlines everything', () => {
  expect(underlined('Write what the model is asked.', 'abc')).toBe('abc');
});

test('a place beyond the text, which changed since, stays within it', () => {
  expect(placeFault('Line 9, column 9: gone.', 'abc')).toMatchObject({ from: 3, to: 3 });
});

test('the faults of the check carry their place', () => {
  const text = 'Hello,\n{{ nobody.there }}';
  const steps = [promptStep('greet', { user: text }), outputStep('{{ greet.text }}')];
  const [fault] = validateWorkflow(graphOf(steps, 'greet > output'));
  expect(underlined(fault?.message ?? '', text)).toBe('nobody.there');
});
