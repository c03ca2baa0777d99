import * as z from 'zod';
import { describeKind, flowIn, flowOut } from './node-kind.ts';
import { isTooLong, longestDays, periodSchema } from './period.ts';
import { templateText } from './template-text.ts';

const dataSchema = z.strictObject({
  until: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('period'), period: periodSchema }),
    /** A template that gives a moment: "{{ input.due }}", as 2027-01-31T09:00:00Z. */
    z.strictObject({ kind: z.literal('moment'), moment: templateText }),
  ]),
});

export type WaitData = z.infer<typeof dataSchema>;

export const wait = describeKind<WaitData>({
  label: 'Wait',
  description: 'Lets the run rest for some time, or until a moment. A run that waits costs nothing.',
  data: dataSchema,
  initial: () => ({ until: { kind: 'period', period: { amount: 1, unit: 'hours' } } }),
  inputs: flowIn,
  outputs: () => flowOut,
  outputShape: () => ({ kind: 'record', fields: { until: { kind: 'text' } } }),
  templates: ({ until }) =>
    until.kind === 'moment' ? [{ place: ['until', 'moment'], label: 'Until', text: until.moment }] : [],
  validate: ({ until }) => {
    if (until.kind === 'moment')
      return until.moment.trim() === ''
        ? [
            {
              place: ['until', 'moment'],
              message: 'Say until when, such as 2027-01-31T09:00:00Z or {{ input.due }}.',
            },
          ]
        : [];
    return isTooLong(until.period)
      ? [{ place: ['until', 'period', 'amount'], message: `Wait for ${longestDays} days at most.` }]
      : [];
  },
});
