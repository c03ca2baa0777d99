import * as z from 'zod';
import { expressionSchema, missingExpression } from './expression-field.ts';
import { describeKind, flowIn } from './node-kind.ts';
import { defaultFaults, onErrorSchema, portsOf, portsTaken, shapeWithError } from './on-error.ts';
import { fieldTemplates, otherWorkflow, otherWorkflowFaults } from './other-workflow.ts';

export const itemsAtOnce = 50;

const dataSchema = z.strictObject({
  /** CEL that gives a list: extract.json.orders. */
  items: expressionSchema,
  ...otherWorkflow,
  /** How many items are at work at once. */
  concurrency: z
    .int()
    .min(1, 'At least one item is at work at a time.')
    .max(itemsAtOnce, `At most ${itemsAtOnce} items are at work at once.`)
    .default(5),
  /** fail: the first item that fails ends the step. keep: the others go on, and the step tells which failed. */
  onItemError: z.enum(['fail', 'keep']).default('fail'),
  onError: onErrorSchema,
});

export type MapData = z.infer<typeof dataSchema>;

const gives = ['results', 'failures', 'count', 'failed'];

export const map = describeKind<MapData>({
  label: 'Map',
  description: 'Runs a workflow once for each item of a list, several at a time.',
  data: dataSchema,
  initial: () => dataSchema.parse({ items: '' }),
  inputs: flowIn,
  outputs: portsOf,
  outputShape: (data) =>
    shapeWithError(data, {
      results: {
        kind: 'list',
        of: {
          kind: 'record',
          fields: Object.fromEntries(data.results.map((name) => [name, { kind: 'any' }])),
          open: true,
        },
      },
      failures: {
        kind: 'list',
        of: {
          kind: 'record',
          fields: { index: { kind: 'number' }, code: { kind: 'text' }, message: { kind: 'text' } },
        },
      },
      count: { kind: 'number' },
      failed: { kind: 'number' },
    }),
  expressions: ({ items }) => [{ place: ['items'], label: 'Items', text: items, gives: 'anything' }],
  templates: fieldTemplates,
  locals: () => ({ item: { kind: 'any' }, index: { kind: 'number' } }),
  takes: portsTaken,
  validate: (data) => [
    ...missingExpression(data.items, ['items'], 'Say which list to go through, such as extract.json.orders.'),
    ...otherWorkflowFaults(data),
    ...defaultFaults(data, gives),
  ],
});
