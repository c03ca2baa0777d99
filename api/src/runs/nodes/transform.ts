import { inExpression } from './in-expression.ts';
import type { NodeRunner } from './node-run.ts';

export const runTransform: NodeRunner<'transform'> = async ({ data }, { scope }) => {
  const values: [string, unknown][] = [];
  for (const { name, expression } of data.fields)
    values.push([name, await inExpression(expression, scope, `Field "${name}"`)]);
  return Object.fromEntries(values);
};
