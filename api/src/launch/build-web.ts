import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { contentHash } from './content-hash.ts';
import { takeLock } from './data-lock.ts';
import { runErrand, type StartOptions } from './part.ts';

export interface WebBuild {
  projectDir: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
}

const sources = ['web', 'schema', 'pnpm-lock.yaml', 'tsconfig.json'];

/** Builds the web when what it is made of has changed since the last build. Says whether it had to. */
export async function buildWeb(
  build: WebBuild,
  options: StartOptions & { onBuild?(): void } = {},
): Promise<boolean> {
  if (isBuilt(build)) return false;
  // Launchers on other data directories share this checkout: one builds, the others take its build.
  const cache = join(build.projectDir, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  let lock = takeLock(join(cache, 'web-build.lock'));
  for (; !lock; lock = takeLock(join(cache, 'web-build.lock')))
    await sleep(300, undefined, { signal: options.signal });
  try {
    if (isBuilt(build)) return false;
    options.onBuild?.();
    // Taken before the build: what changes while it runs is seen by the next start.
    const built = contentHash(build.projectDir, sources);
    const webDir = join(build.projectDir, 'web');
    await runErrand(
      {
        name: 'web build',
        command: [process.execPath, join(webDir, 'node_modules/next/dist/bin/next'), 'build'],
        cwd: webDir,
        env: build.env,
        logFile: build.logFile,
      },
      options,
    );
    writeFileSync(stampOf(build), built);
    return true;
  } finally {
    lock.release();
  }
}

const stampOf = ({ projectDir }: WebBuild) => join(projectDir, 'web/.next/built-from');

function isBuilt(build: WebBuild): boolean {
  return (
    existsSync(stampOf(build)) &&
    readFileSync(stampOf(build), 'utf8') === contentHash(build.projectDir, sources)
  );
}
