export interface Tick {
  at: number;
  label: string;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [1, 5, 15, 30].map((count) => count * second);
steps.push(...[1, 5, 15, 30].map((count) => count * minute));
steps.push(...[1, 3, 6, 12].map((count) => count * hour));
steps.push(...[1, 2, 7, 14, 30, 91, 182, 365].map((count) => count * day));

/** A few round moments between two, each in as few words as tell it from the others; in the time of whoever looks. */
export function timeTicks(from: number, to: number, atMost: number): Tick[] {
  const step = steps.find((one) => (to - from) / one <= atMost) ?? Math.ceil((to - from) / atMost);
  const ticks: Tick[] = [];
  for (let at = roundUp(from, step); at < to; at = next(at, step)) ticks.push({ at, label: say(at, step) });
  return ticks;
}

/** From midnight on, or for days from the first of January 1970: as clocks and calendars are read. */
function roundUp(moment: number, step: number): number {
  const start = new Date(moment);
  start.setHours(0, 0, 0, 0);
  const midnight = start.getTime();
  if (step < day) return midnight + Math.ceil((moment - midnight) / step) * step;
  return moment === midnight ? midnight : next(midnight, day);
}

/** A day is not always 24 hours long. */
function next(moment: number, step: number): number {
  if (step < day) return moment + step;
  const date = new Date(moment);
  date.setDate(date.getDate() + Math.round(step / day));
  return date.getTime();
}

function say(moment: number, step: number): string {
  const date = new Date(moment);
  if (step >= 365 * day) return date.toLocaleDateString('en-GB', { month: 'short', year: 'numeric' });
  const isMidnight = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
  if (step >= day || isMidnight) return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return date.toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(step < minute && { second: '2-digit' }),
  });
}

/** A stretch of time in words: "27 Nov, 14:00 - 14:30". */
export function sayStretch(from: number, to: number): string {
  const [begin, end] = [new Date(from), new Date(to)];
  const withSeconds = to - from < 10 * minute;
  const dayOf = (date: Date) => date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  const timeOf = (date: Date) =>
    date.toLocaleTimeString('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      ...(withSeconds && { second: '2-digit' }),
    });
  const sameDay = dayOf(begin) === dayOf(end);
  return `${dayOf(begin)}, ${timeOf(begin)} – ${sameDay ? '' : `${dayOf(end)}, `}${timeOf(end)}`;
}
