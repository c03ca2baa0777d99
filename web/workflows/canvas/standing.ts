import type { LiveStep } from '@/runs/run-store';

/** How a step stands in the run in view. `GIVEN`: its output is there, and it did not run. */
export type Standing = LiveStep['status'] | 'GIVEN';

export function standingOf(step: LiveStep | undefined): Standing | undefined {
  if (!step || step.status === 'SKIPPED' || step.origin === 'RAN') return step?.status;
  return 'GIVEN';
}

export const rings = {
  RUNNING: 'border-accent',
  WAITING: 'border-warning',
  SUCCEEDED: 'border-success/60',
  FAILED: 'border-danger',
  SKIPPED: 'border-edge opacity-60',
  GIVEN: 'border-dashed border-warning',
} as const satisfies Record<Standing, string>;
