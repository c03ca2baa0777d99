import { outputShapeOf } from '@patchbay/schema/workflow-graph.ts';
import { inputStep, promptStep } from '@patchbay/schema/test/small-graph.ts';
import { expect, test } from 'vitest';
import { emptyOf } from './empty-of.ts';

test('an output to begin with has each field that the step is known to give', () => {
  expect(emptyOf(outputShapeOf(inputStep()))).toEqual({ text: '' });
  const schema = { type: 'object', properties: { score: { type: 'number' }, tags: { type: 'array' } } };
  const step = promptStep('a', { output: { kind: 'json', schema, mode: 'instructed' } });
  expect(emptyOf(outputShapeOf(step))).toEqual({ text: '', json: { score: 0, tags: [] } });
});
