import { span } from '../duration';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000];
steps.push(...[1, 2, 5, 10, 15, 30].map((count) => count * minute));
steps.push(
  ...[1, 2, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 30, 90, 365].map((count) => count * day),
);

/** A few round lengths of time from a beginning on, the last with room for its label before `total`. */
export function spanTicks(total: number, atMost: number): { at: number; label: string }[] {
  const step = steps.find((one) => total / one <= atMost) ?? total / atMost;
  const ticks: { at: number; label: string }[] = [];
  for (let at = 0; at < total * 0.9; at += step) ticks.push({ at, label: say(at) });
  return ticks;
}

function say(milliseconds: number): string {
  if (milliseconds === 0) return '0';
  if (milliseconds >= day && milliseconds % hour === 0) return `${Number((milliseconds / day).toFixed(1))} d`;
  return span(milliseconds)
    .replace('.0 s', ' s')
    .replace(/ 0 s$/, '')
    .replace(/ 0 min$/, '');
}
