import { StepFailed } from '../step-failed.ts';
import type { NodeRunner } from './node-run.ts';

export const runHttp: NodeRunner<'http'> = async () => {
  throw new StepFailed('NOT_YET', 'This worker makes no HTTP requests yet. Update Patchbay.');
};
