import { type RunLimitName, type RunLimits, runLimits } from '@patchbay/schema/run-limits.ts';
import { z } from 'zod';
import { builder } from '../builder.ts';

const most = 2_000_000_000;
const count = z
  .int()
  .min(1, 'A limit is at least 1.')
  .max(most, `A limit is at most ${most.toLocaleString('en')}.`)
  .nullish();
export const costLimit = z
  .string()
  .refine((text) => !text.startsWith('-'), 'A limit of cost is not negative.')
  .refine((text) => text.length <= 40, 'Write a decimal number, such as "25.00".')
  .nullish();

const says = (words: string, name: RunLimitName) => {
  const { standard } = runLimits[name];
  return `${words} Null: ${standard === null ? 'without a limit' : standard.toLocaleString('en')}.`;
};

const words = {
  steps: says('Steps that it begins.', 'steps'),
  fanOut: says('Items of one map.', 'fanOut'),
  modelCalls: says('Calls of models.', 'modelCalls'),
  tokens: says('Tokens, in and out. What a call may come to is reserved before it.', 'tokens'),
  minutes: says('Minutes at work; what it waits does not count.', 'minutes'),
  cost: says('USD, reserved before each call. A model without a price is refused then.', 'cost'),
};

export const RunLimitsType = builder.objectRef<RunLimits>('RunLimits').implement({
  description:
    'What a run may spend. Reaching a limit stops the run where it stands; an admin may let it go on.',
  fields: (t) => {
    const number = (name: Exclude<RunLimitName, 'cost'>) =>
      t.int({ nullable: true, description: words[name], resolve: (limits) => limits[name] ?? null });
    return {
      steps: number('steps'),
      fanOut: number('fanOut'),
      modelCalls: number('modelCalls'),
      tokens: number('tokens'),
      minutes: number('minutes'),
      cost: t.field({
        type: 'Decimal',
        nullable: true,
        description: words.cost,
        resolve: ({ cost }) => cost ?? null,
      }),
    };
  },
});

export const RunLimitsInput = builder.inputType('RunLimitsInput', {
  fields: (t) => {
    const number = (name: Exclude<RunLimitName, 'cost'>) =>
      t.int({ required: false, description: words[name], validate: count });
    return {
      steps: number('steps'),
      fanOut: number('fanOut'),
      modelCalls: number('modelCalls'),
      tokens: number('tokens'),
      minutes: number('minutes'),
      cost: t.field({ type: 'Decimal', required: false, description: words.cost, validate: costLimit }),
    };
  },
});
