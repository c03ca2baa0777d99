import * as z from 'zod';

/** A time span as people say it: 3 days. */
const periodUnits = { minutes: 60, hours: 3600, days: 86_400 } as const;

export const longestDays = 365;

export const periodSchema = z.strictObject({
  amount: z.number().positive('The time is more than nothing.').max(1_000_000),
  unit: z.enum(['seconds', 'minutes', 'hours', 'days']),
});

export type Period = z.infer<typeof periodSchema>;

export function secondsOf({ amount, unit }: Period): number {
  return amount * (unit === 'seconds' ? 1 : periodUnits[unit]);
}

export const isTooLong = (period: Period) => secondsOf(period) > longestDays * periodUnits.days;
