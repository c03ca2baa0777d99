/** Around half a second, then around two, then eight; jittered, so that a crowd that failed together does not return together. */
export function backOff(again: number): number {
  return 500 * 4 ** again * (0.75 + Math.random() / 2);
}
