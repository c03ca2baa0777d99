import { resolved } from './in-template.ts';
import type { NodeRunner } from './node-run.ts';

export const runOutput: NodeRunner<'output'> = async ({ data }, run) =>
  Object.fromEntries(data.results.map(({ name, value }) => [name, resolved(value, run, `Result "${name}"`)]));
