// `npm run check`: everything that can be known without running the product, all of it, before the first failure ends it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

// Types on one thread each: beside each other they take the machine anyway, and threads check much of it twice.
const checks: { name: string; command: string; folder?: string }[] = [
  { name: 'types', command: 'tsc -p . --singleThreaded' },
  {
    name: 'types of the web',
    // The types of the routes are made, not committed.
    command: 'node_modules/.bin/next typegen && ../node_modules/.bin/tsc -p . --singleThreaded',
    folder: 'web',
  },
  { name: 'types of the journeys', command: 'tsc -p e2e --singleThreaded' },
  { name: 'lint', command: 'oxlint' },
  { name: 'format', command: 'oxfmt --check .' },
  { name: 'unused code and dependencies', command: 'knip' },
  { name: 'import boundaries', command: 'node api/src/test/boundaries.ts' },
  { name: 'printed schema', command: 'node api/src/print-schema.ts --check' },
  { name: 'generated documents', command: 'node_modules/.bin/graphql-codegen --check', folder: 'web' },
];

/** True when every check passed. */
export async function check(): Promise<boolean> {
  const waiting = [...checks];
  let failed = 0;
  async function takeTurns(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) if (!(await passes(next))) failed++;
  }
  // Two at once: most of them keep one core busy, and none is worth a machine of its own.
  await Promise.all([takeTurns(), takeTurns()]);
  return failed === 0;
}

async function passes({ name, command, folder = '.' }: (typeof checks)[number]): Promise<boolean> {
  const started = performance.now();
  const child = spawn(command, { cwd: join(root, folder), shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const [output, faults] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await ended;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)`);
  if (status !== 0) console.log(`${output}${faults}`.replace(/^/gm, '      '));
  return status === 0;
}

if (import.meta.main) process.exitCode = (await check()) ? 0 : 1;
