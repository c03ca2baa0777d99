import { isRecord } from '@patchbay/schema/shape.ts';

/** What differs from what a form began with, each by its path: a record field by field, a list as a whole. */
export function typedSince(began: unknown, now: unknown, path: readonly string[] = []): [string, unknown][] {
  if (isRecord(began) && isRecord(now)) {
    const names = new Set([...Object.keys(began), ...Object.keys(now)]);
    return [...names].flatMap((name) => typedSince(began[name], now[name], [...path, name]));
  }
  return JSON.stringify(began) === JSON.stringify(now) ? [] : [[path.join('.'), now]];
}
