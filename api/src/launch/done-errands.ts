import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from './content-hash.ts';
import type { Program } from './part.ts';
import type { Setup } from './plan.ts';

const sources = ['api/src', 'schema', 'pnpm-lock.yaml'];

/**
 * Which errands this same code has done on this same database, so that a start after which nothing changed leaves
 * them out. It lies with the database: who replaces that, replaces what was done to it.
 */
const dirOf = (dataDir: string) => join(dataDir, 'postgres', 'done');

/** Runs an errand unless it was done. Says whether it had to. */
export async function unlessDone(
  { projectDir, dataDir }: Pick<Setup, 'projectDir' | 'dataDir'>,
  { name, env }: Pick<Program, 'name' | 'env'>,
  run: () => Promise<void>,
): Promise<boolean> {
  const file = join(dirOf(dataDir), name);
  // Where the sandbox answers is written into its models, so another port is another errand.
  const code = `${contentHash(projectDir, sources)} ${env?.SANDBOX_URL ?? ''}`;
  if (existsSync(file) && readFileSync(file, 'utf8') === code) return false;
  await run();
  mkdirSync(dirOf(dataDir), { recursive: true });
  writeFileSync(file, code);
  return true;
}

/** After a start that failed: it may have been wrong to leave something out. */
export function forgetDone(dataDir: string): void {
  rmSync(dirOf(dataDir), { recursive: true, force: true });
}
