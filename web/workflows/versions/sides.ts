import type { Version } from './version-documents';

/**
 * Side   what can be compared: the draft as it stands in this editor, a version by its id, or an empty workflow, from
 *        which the first version came
 */
export type Side = 'draft' | 'nothing' | Version;

export const keyOfSide = (side: Side): string => (typeof side === 'string' ? side : side.id);

export const nameOfSide = (side: Side): string =>
  side === 'draft' ? 'Draft' : side === 'nothing' ? 'An empty workflow' : `Version ${side.number}`;

const rank = (side: Side): number => (side === 'draft' ? Infinity : side === 'nothing' ? 0 : side.number);

/** The earlier one first. */
export function inOrder(one: Side, other: Side): [Side, Side] {
  return rank(one) <= rank(other) ? [one, other] : [other, one];
}

/** What a side is compared with unless somebody says otherwise: the live version for the draft, else the one before. */
export function usualOther(side: Side, versions: readonly Version[], liveId: string | undefined): Side {
  if (side === 'nothing') return 'draft';
  if (side === 'draft') return versions.find(({ id }) => id === liveId) ?? versions[0] ?? 'nothing';
  return versions.find(({ number }) => number === side.number - 1) ?? 'nothing';
}
