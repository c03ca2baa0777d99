import { parseReference, valueAt } from '@patchbay/schema/reference.ts';
import type { Scope } from '../execute-graph.ts';
import { StepFailed } from '../step-failed.ts';
import type { NodeRunner } from './node-run.ts';

/** Each field takes the first value that is there: of a step that ran, and that gave it. */
export const runMerge: NodeRunner<'merge'> = async ({ data }, { scope }) =>
  Object.fromEntries(data.fields.map(({ name, from }) => [name, firstOf(name, from, scope)]));

function firstOf(name: string, from: readonly string[], scope: Scope): unknown {
  for (const reference of from) {
    const path = parseReference(reference);
    const value = path ? valueAt(scope, path) : undefined;
    if (value !== undefined) return value;
  }
  throw new StepFailed(
    'NOTHING_TO_MERGE',
    `Field "${name}": none of ${from.join(', ')} is there, for none of these steps ran and gave it.`,
    'Add a value of each branch that can lead here.',
  );
}
