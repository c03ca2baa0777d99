import { expect, test } from 'vitest';
import { emptyTrialForm, readTrial, type TrialForm } from './trial-form';

const model = { reference: 'legal-llama', reasoningParameter: 'MAX_TOKENS' } as const;
const typed = (change: Partial<TrialForm>): TrialForm => ({ ...emptyTrialForm, prompt: 'Hello', ...change });

test('a prompt alone is enough, and nothing else is sent', () => {
  expect(readTrial(typed({}), model)).toEqual({ input: { reference: 'legal-llama', prompt: 'Hello' } });
  expect(readTrial(typed({ prompt: '  ' }), model)).toEqual({ faults: { prompt: 'Write what to ask.' } });
});

test('what was typed for something that is switched off stays behind', () => {
  expect(readTrial(typed({ system: 'Be brief', maxTokens: '7' }), model)).toEqual({
    input: { reference: 'legal-llama', prompt: 'Hello' },
  });
});

test('the example tool and the example schema can be sent as they are', () => {
  const read = readTrial(typed({ on: ['tool', 'schema'] }), model);
  expect(read).toMatchObject({ input: { tool: { name: 'get_weather' }, schema: { type: 'object' } } });
});

test.each(['{', '[]', '{"name": "a b", "parameters": {}}', '{"name": "look"}'])(
  'a tool of %s is refused with what is missing',
  (tool) => {
    expect(readTrial(typed({ on: ['tool'], tool }), model)).toMatchObject({
      faults: { tool: expect.any(String) },
    });
  },
);

test("reasoning is asked for as the model's parameter says", () => {
  const form = typed({ on: ['reasoning'], budget: '2048', effort: 'LOW' });
  expect(readTrial(form, model)).toMatchObject({ input: { reasoning: { maxTokens: 2048 } } });
  expect(readTrial(form, { ...model, reasoningParameter: 'EFFORT' })).toMatchObject({
    input: { reasoning: { effort: 'LOW' } },
  });
});

test('an image that is switched on and missing, and counts that are none, are named', () => {
  const form = typed({ on: ['image', 'maxTokens', 'reasoning'], maxTokens: '0', budget: 'many' });
  const read = readTrial(form, model);
  expect('faults' in read && Object.keys(read.faults).toSorted()).toEqual([
    'image',
    'maxTokens',
    'reasoning',
  ]);
});
