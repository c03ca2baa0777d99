import * as z from 'zod';
import { describeKind, flowIn, namesFaults } from './node-kind.ts';
import { templateLimits } from '../templates/limits.ts';

const dataSchema = z.strictObject({
  results: z
    .array(
      z.strictObject({
        name: z.string().max(40),
        /** A template. One bare reference, `{{ extract.json }}`, gives the value itself rather than its text. */
        value: z.string().max(templateLimits.characters),
      }),
    )
    .max(50),
});

export type OutputData = z.infer<typeof dataSchema>;

export const output = describeKind<OutputData>({
  label: 'Output',
  description: 'Names the results of the run.',
  data: dataSchema,
  initial: () => ({ results: [{ name: 'result', value: '' }] }),
  inputs: flowIn,
  outputs: () => [],
  outputShape: ({ results }) => ({
    kind: 'record',
    fields: Object.fromEntries(results.map(({ name }) => [name, { kind: 'any' }])),
  }),
  templates: ({ results }) =>
    results.map(({ name, value }, index) => ({
      place: ['results', index, 'value'],
      label: `Result "${name}"`,
      text: value,
    })),
  validate: ({ results }) => [
    ...(results.length === 0 ? [{ place: ['results'], message: 'Name at least one result.' }] : []),
    ...namesFaults(
      results.map(({ name }) => name),
      (index) => ['results', index, 'name'],
    ),
    ...results.flatMap(({ value }, index) =>
      value.trim() === ''
        ? [
            {
              place: ['results', index, 'value'],
              message: 'Say what the result is, such as {{ prompt.text }}.',
            },
          ]
        : [],
    ),
  ],
});
