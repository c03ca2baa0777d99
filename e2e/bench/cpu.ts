// What the parts of the stack have used of the processor, as the kernel counts it: it says more than a clock on a
// machine that does other work as well.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { processOf } from '../stack/parts.ts';
import type { Figure } from './figure.ts';

const parts = ['api', 'worker', 'restate', 'postgres'] as const;
/** Linux tells of a process in hundredths of a second. */
const tickMs = 10;

type Used = Record<(typeof parts)[number], number>;

/** In milliseconds, each with all its children; null where the system does not tell it this way. */
export function cpuOf(dataDir: string): Used | null {
  if (!existsSync('/proc/self/stat')) return null;
  const processes = readProcesses();
  const used = (pid: number): number =>
    (processes.get(pid)?.ms ?? 0) +
    [...processes].reduce((sum, [child, { parent }]) => (parent === pid ? sum + used(child) : sum), 0);
  const entries = parts.map((part) => [part, used(processOf(dataDir, part))]);
  return Object.fromEntries(entries) as Used;
}

/** How much of it each of so many took, by part. */
export function cpuFigures(what: string, count: number, from: Used | null, to: Used | null): Figure[] {
  if (!from || !to) return [];
  return parts.map((part) => ({
    name: `  CPU of the ${part} per ${what}`,
    unit: 'ms',
    value: (to[part] - from[part]) / count,
  }));
}

function readProcesses(): Map<number, { parent: number; ms: number }> {
  const found = new Map<number, { parent: number; ms: number }>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readStat(name);
    if (!stat) continue;
    // The name of the program stands in parentheses and may hold anything; what follows are plain fields.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0] = fields.slice(1);
    // Its own in user and system mode, and that of children which have ended.
    const ticks = fields.slice(11, 15).reduce((sum, one) => sum + one, 0);
    found.set(Number(name), { parent, ms: ticks * tickMs });
  }
  return found;
}

/** Null for a process that has ended meanwhile. */
function readStat(pid: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
}
