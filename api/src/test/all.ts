// `npm test`: every check and every test. Each line says of which round it is; the last ones say how the rounds ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { check } from './check.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

type Round = { name: string; folder: string; command: string[] };

// Rounds of a lane follow each other. Lanes go beside each other: what is killed, frozen or animated is mostly waited
// for, and that time belongs to whatever computes.
const lanes: Round[][] = [
  [
    { name: 'journeys', folder: 'e2e', command: ['node_modules/.bin/playwright', 'test'] },
    { name: 'web', folder: 'web', command: ['node_modules/.bin/vitest', 'run'] },
  ],
  [{ name: 'api', folder: 'api', command: ['node_modules/.bin/vitest', 'run'] }],
  [{ name: 'chaos', folder: 'e2e', command: [process.execPath, '--test', 'chaos/*.test.ts'] }],
];

const began = performance.now();
const running = new Set<ChildProcess>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    process.exitCode = 1;
    for (const child of running) child.kill('SIGTERM');
  });

async function run({ name, folder, command: [program = '', ...args] }: Round): Promise<boolean> {
  if (process.exitCode) return false;
  const begun = performance.now();
  const child = spawn(program, args, { cwd: `${root}/${folder}`, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => console.log(`${name.padEnd(8)} | ${line}`));
  const [code] = await once(child, 'close');
  running.delete(child);
  return told(name, code === 0, begun);
}

function told(name: string, passed: boolean, begun: number): boolean {
  const [from, to] = [begun, performance.now()].map((at) => ((at - began) / 1_000).toFixed(0));
  console.log(`\n== ${name}: ${passed ? 'passed' : 'FAILED'}, from second ${from} to ${to}\n`);
  return passed;
}

async function runInTurn(lane: Round[]): Promise<boolean[]> {
  const results: boolean[] = [];
  for (const round of lane) results.push(await run(round));
  return results;
}

// First by themselves: they make the types of the web's routes in the folder into which the web is built.
const checked = told('checks', await check(), began);
const results = [checked, ...(await Promise.all(lanes.map(runInTurn))).flat()];
const passed = results.filter(Boolean).length;
console.log(`All rounds took ${((performance.now() - began) / 1000).toFixed(0)} s.`);
console.log(`rounds: ${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;
