// `npm run bench`: the product's figures, each beside what the same machine does without it in the same run. Absolute
// numbers belong to the machine and its load; the ratios can be compared.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { addedPerStep } from './added-per-step.ts';
import { canvas } from './canvas.ts';
import { comparison } from './comparison.ts';
import { type Figure, writeTable } from './figure.ts';
import { firstStep } from './first-step.ts';
import { createGround, type Ground } from './ground.ts';
import { longestRun, longRun } from './long-run.ts';
import { queue } from './queue.ts';
import { refusals } from './hostile.ts';
import { mapsAndWaits } from './maps-and-waits.ts';
import { registry } from './registry.ts';
import { registryScroll } from './registry-scroll.ts';
import { resolutions } from './resolutions.ts';
import { runs } from './runs.ts';
import { scripts } from './scripts.ts';
import { selfCheck } from './self-check.ts';
import { starts } from './starts.ts';
import { storm } from './storm.ts';
import { throughput } from './throughput.ts';
import { tokenDelay } from './token-delay.ts';
import { usage } from './usage.ts';
import { viewer } from './viewer.ts';

const onStack = {
  viewer,
  'self-check': selfCheck,
  hostile: refusals,
  registry,
  resolutions,
  comparison,
  usage,
  runs,
  'first-step': firstStep,
  'added-per-step': addedPerStep,
  'token-delay': tokenDelay,
  throughput,
  queue,
  storm,
  'long-run': longRun,
  'longest-run': longestRun,
  'maps-and-waits': mapsAndWaits,
  'registry-scroll': registryScroll,
  canvas,
  scripts,
} satisfies Record<string, (ground: Ground) => Promise<Figure[]>>;

const names = ['starts', ...Object.keys(onStack)];

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, short: { type: 'boolean', default: false } },
});
const unknown = values.only?.find((name) => !names.includes(name));
if (unknown) {
  console.error(`There is no measurement "${unknown}". There are: ${names.join(', ')}.`);
  process.exit(1);
}
/** How fast the canvas opens, and what has to be loaded for it, belong together. */
const together: Readonly<Record<string, string>> = { scripts: 'canvas' };
const wanted = (name: string) =>
  values.only?.some((one) => one === name || one === together[name]) ?? name !== 'longest-run';

console.log(`Load before: ${load()}`);
const figures: Figure[] = [];
async function measure(name: string, work: () => Promise<Figure[]>): Promise<void> {
  const begun = performance.now();
  const found = await work();
  figures.push(...found);
  console.log(`\n== ${name} (${((performance.now() - begun) / 1_000).toFixed(0)} s, load ${load()})`);
  console.log(writeTable(found));
}

if (wanted('starts')) await measure('starts', () => starts(values.short ? 1 : 3));
const rest = Object.entries(onStack).filter(([name]) => wanted(name));
if (rest.length > 0) {
  const ground = await createGround({ short: values.short });
  try {
    for (const [name, work] of rest) await measure(name, () => work(ground));
  } finally {
    await ground.close();
  }
}
console.log(`\n== all figures\n${writeTable(figures)}\n\nLoad after: ${load()}`);

function load(): string {
  return loadavg()
    .map((average) => average.toFixed(1))
    .join(' ');
}
