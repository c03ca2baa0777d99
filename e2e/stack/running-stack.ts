import { join } from 'node:path';
import { readLaunchRecord } from '../../api/src/launch/launch-record.ts';
import type { Stack } from './start-stack.ts';

type RunningStack = Pick<Stack, 'url' | 'entryLink' | 'dataDir' | 'basePort'>;

/** Tests run in processes of their own, which inherit the environment of the one that started the stack. */
const variable = 'PATCHBAY_E2E_STACK';

export function keepStack({ url, entryLink, dataDir, basePort }: Stack): void {
  process.env[variable] = JSON.stringify({ url, entryLink, dataDir, basePort } satisfies RunningStack);
}

export const isStackRunning = () => process.env[variable] !== undefined;

export function runningStack(): RunningStack {
  const kept = process.env[variable];
  if (!kept) throw new Error('No stack runs: the global setup starts one.');
  return JSON.parse(kept) as RunningStack;
}

/** Where the session of the demonstration organisation's admin is kept, from the first journey on. */
export function adminSession(): string {
  return join(runningStack().dataDir, '../admin-session.json');
}

/** The process of a part, as the launcher has recorded it. */
export function processOf(part: string): number {
  const found = readLaunchRecord(runningStack().dataDir)?.running.findLast(({ name }) => name === part);
  if (!found) throw new Error(`The launcher has no part "${part}".`);
  return found.pid;
}
