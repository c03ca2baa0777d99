// `npm run check`: everything that can be known without running the product, all of it, before the first failure ends it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const checks: { name: string; command: string; folder?: string }[] = [
  { name: 'types', command: 'tsc -p .' },
  {
    name: 'types of the web',
    // The types of the routes are made, not committed.
    command: 'node_modules/.bin/next typegen && ../node_modules/.bin/tsc -p .',
    folder: 'web',
  },
  { name: 'types of the journeys', command: 'tsc -p e2e' },
  { name: 'lint', command: 'oxlint' },
  { name: 'format', command: 'oxfmt --check .' },
  { name: 'unused code and dependencies', command: 'knip' },
  { name: 'import boundaries', command: 'node api/src/test/boundaries.ts' },
  { name: 'printed schema', command: 'node api/src/print-schema.ts --check' },
  { name: 'generated documents', command: 'node_modules/.bin/graphql-codegen --check', folder: 'web' },
];

/** True when every check passed. */
export function check(): boolean {
  const failed = checks.filter(({ name, command, folder = '.' }) => {
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync(command, {
      cwd: join(root, folder),
      shell: true,
      encoding: 'utf8',
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)`);
    if (status !== 0) console.log(`${stdout}${stderr}`.replace(/^/gm, '      '));
    return status !== 0;
  });
  return failed.length === 0;
}

if (import.meta.main) process.exitCode = check() ? 0 : 1;
