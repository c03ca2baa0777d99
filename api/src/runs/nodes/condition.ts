import { isTrue } from './in-expression.ts';
import type { NodeRunner } from './node-run.ts';

export const runCondition: NodeRunner<'condition'> = async ({ data }, run) => ({
  result: await isTrue(data.expression, run, 'Condition'),
});
