/**
 * What was done, so that it can be undone. A graph is never changed in place and shares what stayed the same with the
 * one before, so keeping each costs as little as keeping what changed.
 *
 * Gesture   what a person does in one go: a drag, or typing in one field. It is one step, however many changes it makes
 */
export type History<T> = {
  readonly past: readonly Done<T>[];
  readonly present: T;
  readonly future: readonly Done<T>[];
  /** The gesture that the latest step belongs to; null when it is over. */
  readonly gesture: string | null;
};

/** The other side of a step, and the step in words: "Add Prompt". */
type Done<T> = { readonly value: T; readonly label: string };

const longestPast = 500;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], gesture: null };
}

export function record<T>(history: History<T>, present: T, label: string, gesture?: string): History<T> {
  if (present === history.present) return history;
  const goesOn = gesture !== undefined && gesture === history.gesture;
  const past = goesOn
    ? history.past
    : [...history.past, { value: history.present, label }].slice(-longestPast);
  return { past, present, future: [], gesture: gesture ?? null };
}

export function endGesture<T>(history: History<T>): History<T> {
  return history.gesture === null ? history : { ...history, gesture: null };
}

export function undo<T>(history: History<T>): History<T> {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    past: history.past.slice(0, -1),
    present: last.value,
    future: [{ value: history.present, label: last.label }, ...history.future],
    gesture: null,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (!next) return history;
  return {
    past: [...history.past, { value: history.present, label: next.label }],
    present: next.value,
    future,
    gesture: null,
  };
}

/** How much of the past is carried over when somebody else's changes come in. */
const carriedPast = 50;

/** Somebody else's changes under one's own: each earlier state has them, too, so that undoing takes back only one's own. */
export function carryOver<T>(history: History<T>, present: T, change: (value: T) => T): History<T> {
  const carried = (all: readonly Done<T>[]) =>
    all.map(({ value, label }) => ({ value: change(value), label }));
  return {
    past: carried(history.past.slice(-carriedPast)),
    present,
    future: carried(history.future.slice(0, carriedPast)),
    gesture: null,
  };
}
