import { isRecord } from './shape.ts';

/** Whether two JSON values say the same: the order of an object's fields says nothing. */
export function sameJson(one: unknown, other: unknown): boolean {
  return writeSorted(one) === writeSorted(other);
}

export function writeSorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isRecord(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
