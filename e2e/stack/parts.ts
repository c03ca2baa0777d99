import { readLaunchRecord } from '../../api/src/launch/launch-record.ts';

/** The process of a part, as the launcher has recorded it last. */
export function processOf(dataDir: string, part: string): number {
  const found = readLaunchRecord(dataDir)?.running.findLast(({ name }) => name === part);
  if (!found) throw new Error(`The launcher has no part "${part}".`);
  return found.pid;
}
