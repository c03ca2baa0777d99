// `npm test`: every check and every test. One line per round, and the whole story of a round that failed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { check } from './check.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

type Round = { name: string; folder: string; command: string };

/** What stands in one list runs at once: parts that are frozen leave the machine to the rest. */
const rounds: Round[][] = [
  [
    { name: 'api and schema', folder: 'api', command: 'node_modules/.bin/vitest run' },
    { name: 'freezes', folder: 'e2e', command: 'node --test chaos/freeze.test.ts' },
  ],
  [{ name: 'web', folder: 'web', command: 'node_modules/.bin/vitest run' }],
  [{ name: 'journeys in the browser', folder: 'e2e', command: 'node_modules/.bin/playwright test' }],
  [
    {
      name: 'chaos, a short round',
      folder: 'e2e',
      command: 'node --test --test-concurrency=1 chaos/{short,verdict}.test.ts',
    },
  ],
];

/** The first of them is heard while it runs, the others when they have ended. */
async function runAtOnce([first, ...others]: Round[]): Promise<boolean[]> {
  const beside = others.map(async (round) => ({ round, ...(await run(round, 'pipe')) }));
  if (!first) return [];
  console.log(`\n== ${first.name}`);
  const { passed } = await run(first, 'inherit');
  const results = [passed];
  for (const { round, passed: alsoPassed, said } of await Promise.all(beside)) {
    console.log(`\n== ${round.name}, beside it\n${said}`);
    results.push(alsoPassed);
  }
  return results;
}

async function run({ folder, command }: Round, output: 'inherit' | 'pipe') {
  const child = spawn(command, {
    cwd: `${root}/${folder}`,
    shell: true,
    stdio: ['ignore', output, output],
  });
  const ended = once(child, 'close');
  const said = await Promise.all([child.stdout, child.stderr].map((stream) => (stream ? text(stream) : '')));
  const [status] = await ended;
  return { passed: status === 0, said: said.join('') };
}

const started = performance.now();
console.log('== checks');
const results = [await check()];
for (const round of rounds) results.push(...(await runAtOnce(round)));
const passed = results.filter(Boolean).length;
console.log(`\nAll rounds took ${((performance.now() - started) / 1000).toFixed(0)} s.`);
console.log(`rounds: ${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;
