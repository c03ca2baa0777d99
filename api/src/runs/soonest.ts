/** The first of some moments; null where none is known. */
export function soonest(moments: Iterable<Date | null>): Date | null {
  const known = [...moments].flatMap((moment) => moment ?? []);
  return known.length > 0 ? new Date(Math.min(...known.map(Number))) : null;
}
