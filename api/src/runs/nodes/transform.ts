import { inExpression } from './in-expression.ts';
import type { NodeRunner } from './node-run.ts';

export const runTransform: NodeRunner<'transform'> = async ({ data }, run) => {
  const values: [string, unknown][] = [];
  for (const { name, expression } of data.fields)
    values.push([name, await inExpression(expression, run, `Field "${name}"`)]);
  return Object.fromEntries(values);
};
