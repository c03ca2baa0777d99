import type { Issue } from '../canvas/issues';

/** The first fault of each field of a step, by its path inside the step's data. */
export function faultsOfStep(nodeId: string, issues: readonly Issue[]): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  for (const { nodeId: at, path, message } of issues) {
    if (at !== nodeId || path[0] !== 'data') continue;
    const field = path.slice(1).join('.');
    if (!faults.has(field)) faults.set(field, message);
  }
  return faults;
}
