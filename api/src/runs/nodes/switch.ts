import { kindOf } from '@patchbay/schema/nodes/index.ts';
import { isTrue } from './in-expression.ts';
import type { NodeRunner } from './node-run.ts';

export const runSwitch: NodeRunner<'switch'> = async ({ data }, run) => {
  const places = kindOf('switch').expressions(data);
  for (const [index, { id, when }] of data.cases.entries()) {
    if (await isTrue(when, run, places[index]?.label ?? 'Case')) return { case: id };
  }
  return { case: 'else' };
};
