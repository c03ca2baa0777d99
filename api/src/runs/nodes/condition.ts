import { isTrue } from './in-expression.ts';
import type { NodeRunner } from './node-run.ts';

export const runCondition: NodeRunner<'condition'> = async ({ data }, { scope }) => ({
  result: await isTrue(data.expression, scope, 'Condition'),
});
