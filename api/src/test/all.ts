// `npm test`: every check and every test. One line per round, and the whole story of a round that failed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { check } from './check.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const rounds = [
  { name: 'api and schema', folder: 'api', command: 'node_modules/.bin/vitest run' },
  { name: 'web', folder: 'web', command: 'node_modules/.bin/vitest run' },
  { name: 'journeys in the browser', folder: 'e2e', command: 'node_modules/.bin/playwright test' },
  // Beside each other: what is frozen for a minute leaves the machine to the rest.
  {
    name: 'chaos, a short round, and freezes',
    folder: 'e2e',
    command: 'node --test --test-concurrency=2 chaos/*.test.ts',
  },
];

function run({ name, folder, command }: (typeof rounds)[number]): boolean {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, {
    cwd: `${root}/${folder}`,
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status === 0;
}

const started = performance.now();
console.log('== checks');
const results = [await check(), ...rounds.map(run)];
const passed = results.filter(Boolean).length;
console.log(`\nAll rounds took ${((performance.now() - started) / 1000).toFixed(0)} s.`);
console.log(`rounds: ${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;
