import { kindOf } from '@patchbay/schema/nodes/index.ts';
import type { PromptData } from '@patchbay/schema/nodes/prompt.ts';
import { expect, test } from 'vitest';
import { whatDoesNotApply } from './what-does-not-apply';

const data = (changes: Partial<PromptData>): PromptData => ({ ...kindOf('prompt').initial(), ...changes });
const plain = {
  displayName: 'GPT 5 Mini',
  reasoningParameter: 'EFFORT' as const,
  capabilities: { jsonMode: false, vision: false, toolUse: false, reasoning: false },
};
const able = { ...plain, capabilities: { jsonMode: true, vision: true, toolUse: true, reasoning: true } };

const everything = data({
  tools: ['01a21bcc-f731-70f4-9e29-110a81acb676'],
  attachments: [
    { reference: 'input.photo', kind: 'image' },
    { reference: 'input.contract', kind: 'document' },
  ],
  output: { kind: 'json', mode: 'native', schema: { type: 'object' } },
  reasoning: { effort: 'high' },
});

test('what a model cannot use is named, with what it was set to', () => {
  expect(whatDoesNotApply(everything, plain).map(({ message }) => message)).toEqual([
    'Kept, but GPT 5 Mini cannot call tools: 1 tool bound.',
    'Kept, but GPT 5 Mini cannot read images: input.photo.',
    'Kept, but GPT 5 Mini has no JSON mode: its provider cannot keep the schema.',
    'Kept, but GPT 5 Mini does not reason: effort high.',
  ]);
  expect(whatDoesNotApply(everything, able)).toEqual([]);
  expect(whatDoesNotApply(data({}), plain)).toEqual([]);
});

test('each remedy settles its own matter and touches nothing else', () => {
  const settled = whatDoesNotApply(everything, plain).reduce(
    (step, { remedy }) => ({ ...step, ...remedy.change }),
    everything,
  );
  expect(whatDoesNotApply(settled, plain)).toEqual([]);
  expect(settled.attachments).toEqual([{ reference: 'input.contract', kind: 'document' }]);
  expect(settled.output).toMatchObject({ kind: 'json', mode: 'instructed' });
});

test('a reasoning parameter of another shape is kept until somebody changes it', () => {
  const [fault, ...none] = whatDoesNotApply(data({ reasoning: { maxTokens: 2048 } }), able);
  expect(fault?.message).toContain('an effort, not a budget of 2048 tokens');
  expect(fault?.remedy.change).toEqual({ reasoning: { effort: 'medium' } });
  expect(none).toEqual([]);
});
