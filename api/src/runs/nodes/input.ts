import type { NodeRunner } from './node-run.ts';

/** The input was checked against the fields when the run was started. */
export const runInput: NodeRunner<'input'> = async (_node, { input }) => input;
