import type { Shape } from '@patchbay/schema/shape.ts';
import { outputShapeOf, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';

interface Sample {
  scope: Record<string, unknown>;
  /** Where the values are from. */
  told: string;
}

/** Values to fill a template in with, by step key: what a step gave where that is known, else what its fields are called. */
export function sampleScope(steps: readonly WorkflowNode[], outputOf: (nodeId: string) => unknown): Sample {
  const known = steps.filter(({ id }) => isGiven(outputOf(id)));
  const scope = Object.fromEntries(
    steps.map((step) => {
      const output = outputOf(step.id);
      return [step.key, isGiven(output) ? output : namesIn(outputShapeOf(step), step.key)];
    }),
  );
  return { scope, told: sayWhence(known.length, steps.length) };
}

const isGiven = (output: unknown) => output !== undefined && output !== null;

function sayWhence(known: number, all: number): string {
  if (all === 0) return 'No step runs before this one.';
  if (known === 0) return 'With names in place of values: no run is in view.';
  if (known === all) return 'With the values of the run in view.';
  return 'With the values of the run in view, and names where a step has not run.';
}

function namesIn(shape: Shape, path: string): unknown {
  if (shape.kind === 'record')
    return Object.fromEntries(
      Object.entries(shape.fields).map(([name, field]) => [name, namesIn(field, `${path}.${name}`)]),
    );
  if (shape.kind === 'list') return [namesIn(shape.of, `${path}[0]`)];
  if (shape.kind === 'boolean') return true;
  return `‹${path}›`;
}
