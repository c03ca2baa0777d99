import { DatabaseSync } from 'node:sqlite';

export interface Lock {
  release(): void;
}

/**
 * A lock that the kernel holds for this process and drops with it, however it ends. So there is no stale lock, no
 * guess whether a pid of yesterday is still the same program, and no moment in which two starters both believe.
 * Node has no flock; an exclusive SQLite transaction on an empty file is one.
 */
export function takeLock(file: string): Lock | undefined {
  // The short wait lets one of two that ask in the same moment win; without it both may be told that it is busy.
  const database = new DatabaseSync(file, { timeout: 200 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) return undefined;
    throw error;
  }
}

const sqliteBusy = 5;
