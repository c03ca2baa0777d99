import * as z from 'zod';
import { expressionSchema, missingExpression } from './expression-field.ts';
import { describeKind, flowIn } from './node-kind.ts';

const dataSchema = z.strictObject({
  /** CEL that gives true or false: `input.amount > 100`. */
  expression: expressionSchema,
});

export type ConditionData = z.infer<typeof dataSchema>;

export const condition = describeKind<ConditionData>({
  label: 'Condition',
  description: 'Goes one way or the other, as an expression says.',
  data: dataSchema,
  initial: () => ({ expression: '' }),
  inputs: flowIn,
  outputs: () => [
    { id: 'yes', label: 'Yes', type: 'flow' },
    { id: 'no', label: 'No', type: 'flow' },
  ],
  outputShape: () => ({ kind: 'record', fields: { result: { kind: 'boolean' } } }),
  expressions: ({ expression }) => [
    { place: ['expression'], label: 'Condition', text: expression, gives: 'boolean' },
  ],
  takes: (_data, { result }) => [result === true ? 'yes' : 'no'],
  validate: ({ expression }) =>
    missingExpression(expression, ['expression'], 'Say when it is yes, such as input.amount > 100.'),
});
