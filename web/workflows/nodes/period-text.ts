import type { Period } from '@patchbay/schema/nodes/period.ts';

export function periodText({ amount, unit }: Period): string {
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}
