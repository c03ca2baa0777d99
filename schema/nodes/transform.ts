import * as z from 'zod';
import { expressionSchema, missingExpression } from './expression-field.ts';
import { describeKind, flowIn, flowOut, namesFaults } from './node-kind.ts';

const dataSchema = z.strictObject({
  fields: z
    .array(
      z.strictObject({
        name: z.string().max(40),
        /** CEL: `extract.json.items.map(item, item.price * 1.2)`. */
        expression: expressionSchema,
      }),
    )
    .max(50),
});

export type TransformData = z.infer<typeof dataSchema>;

export const transform = describeKind<TransformData>({
  label: 'Transform',
  description: 'Makes new values from those of earlier steps: counts, picks, reshapes.',
  data: dataSchema,
  initial: () => ({ fields: [{ name: 'value', expression: '' }] }),
  inputs: flowIn,
  outputs: () => flowOut,
  outputShape: ({ fields }) => ({
    kind: 'record',
    fields: Object.fromEntries(fields.map(({ name }) => [name, { kind: 'any' }])),
  }),
  expressions: ({ fields }) =>
    fields.map(({ name, expression }, index) => ({
      place: ['fields', index, 'expression'],
      label: `Field "${name}"`,
      text: expression,
      gives: 'anything',
    })),
  validate: ({ fields }) => [
    ...(fields.length === 0 ? [{ place: ['fields'], message: 'Add at least one field.' }] : []),
    ...namesFaults(
      fields.map(({ name }) => name),
      (index) => ['fields', index, 'name'],
    ),
    ...fields.flatMap(({ expression }, index) =>
      missingExpression(
        expression,
        ['fields', index, 'expression'],
        'Say what the value is, such as size(input.text).',
      ),
    ),
  ],
});
