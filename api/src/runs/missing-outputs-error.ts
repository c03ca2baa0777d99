import { DeclaredError } from '../errors.ts';

type MissingStep = { id: string; name: string };

/** A step cannot run on its own: of some that it reads, nobody knows what they put out. */
export class MissingOutputsError extends DeclaredError {
  readonly code = 'MISSING_OUTPUTS';
  readonly status = 409;
  readonly steps: readonly MissingStep[];

  constructor(steps: readonly MissingStep[]) {
    const names = steps.map(({ name }) => `"${name}"`);
    const all = [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
    super(`Run the workflow once, or pin an output of ${all}: this step reads it.`, ['nodeId']);
    this.steps = steps.map(({ id, name }) => ({ id, name }));
  }
}
