// `npm test`: every check and every test. One line per round, and the whole story of a round that failed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { buildWeb } from '../launch/build-web.ts';
import { check } from './check.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

type Round = { name: string; folder: string; command: string };

const api: Round = { name: 'api and schema', folder: 'api', command: 'node_modules/.bin/vitest run' };
const chaos: Round = {
  name: 'chaos, a short round, and freezes',
  folder: 'e2e',
  command: 'node --test --test-concurrency=2 chaos/*.test.ts',
};
const disturbed: Round = {
  name: 'journeys on a stack whose parts are killed',
  folder: 'e2e',
  command: 'node_modules/.bin/playwright test -c disturbed.config.ts',
};
const web: Round = { name: 'web', folder: 'web', command: 'node_modules/.bin/vitest run' };
const journeys: Round = {
  name: 'journeys in the browser',
  folder: 'e2e',
  command: 'node_modules/.bin/playwright test',
};

function begin({ folder, command }: Round, output: 'inherit' | 'pipe') {
  const child = spawn(`${command} 2>&1`, {
    cwd: `${root}/${folder}`,
    shell: true,
    stdio: ['ignore', output, 'inherit'],
  });
  const passed = once(child, 'close').then(([status]) => status === 0);
  return { child, passed };
}

/** What it says is shown as it comes. */
function run(round: Round, { yielding = false } = {}): Promise<boolean> {
  console.log(`\n== ${round.name}`);
  const { child, passed } = begin(round, 'inherit');
  if (yielding && child.pid !== undefined) setPriority(child.pid, 10);
  return passed;
}

/** What it says is shown when both are over. */
async function runBeside(round: Round, front: Promise<boolean>): Promise<boolean> {
  const { child, passed } = begin(round, 'pipe');
  const said = child.stdout ? await text(child.stdout) : '';
  await front;
  console.log(`\n== ${round.name}\n${said}`);
  return passed;
}

const started = performance.now();
console.log('== checks');
const checked = await check();
// Before whole stacks are started beside the rest, which would wait for it all at once. Where it fails, they say so.
const logFile = `${root}/node_modules/.cache/web-build.log`;
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
await buildWeb({ projectDir: root, env, logFile }).catch(() => false);
// What is killed or stopped is waited for, most of the time. The other gives way, so that what these look at is in time.
const apiRound = run(api, { yielding: true });
const beside = [chaos, disturbed].map((round) => runBeside(round, apiRound));
const results = [
  checked,
  await apiRound,
  ...(await Promise.all(beside)),
  await run(web),
  await run(journeys),
];
const passed = results.filter(Boolean).length;
console.log(`\nAll rounds took ${((performance.now() - started) / 1000).toFixed(0)} s.`);
console.log(`rounds: ${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;
