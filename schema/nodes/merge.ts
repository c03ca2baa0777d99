import * as z from 'zod';
import { describeKind, flowIn, flowOut, namesFaults } from './node-kind.ts';

const dataSchema = z.strictObject({
  fields: z
    .array(
      z.strictObject({
        name: z.string().max(40),
        /** Values of earlier steps, in order: the first that is there is taken. */
        from: z.array(z.string().max(400)).max(20),
      }),
    )
    .max(50),
});

export type MergeData = z.infer<typeof dataSchema>;

export const merge = describeKind<MergeData>({
  label: 'Merge',
  description: 'Brings branches together: of several values it takes the one whose step really ran.',
  data: dataSchema,
  initial: () => ({ fields: [{ name: 'value', from: [] }] }),
  inputs: flowIn,
  outputs: () => flowOut,
  outputShape: ({ fields }) => ({
    kind: 'record',
    fields: Object.fromEntries(fields.map(({ name }) => [name, { kind: 'any' }])),
  }),
  references: ({ fields }) =>
    fields.flatMap(({ from }, index) =>
      from.map((reference, at) => ({ place: ['fields', index, 'from', at], reference, asks: 'anything' })),
    ),
  validate: ({ fields }) => [
    ...(fields.length === 0 ? [{ place: ['fields'], message: 'Add at least one field.' }] : []),
    ...namesFaults(
      fields.map(({ name }) => name),
      (index) => ['fields', index, 'name'],
    ),
    ...fields.flatMap(({ from }, index) =>
      from.length === 0
        ? [{ place: ['fields', index, 'from'], message: 'Choose a value of each branch.' }]
        : [],
    ),
  ],
});
