const units = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

const format = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });

/** How long ago, or in how long, in the largest unit that fits. Both moments in milliseconds. */
export function relativeTime(moment: number, now: number): string {
  const seconds = (moment - now) / 1000;
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return seconds > 1 ? 'in a moment' : 'just now';
}
