// Of a run that is at work: tells its steps that wait when to look again. One that rests altogether is woken through its
// row.
export type WakeUps = ReturnType<typeof createWakeUps>;

/** Of what JavaScript's clocks can be set to; longer, and they ring at once. */
export const longestTimer = 2 ** 31 - 1;

export function createWakeUps() {
  let next = Promise.withResolvers<void>();
  const timers = new Set<NodeJS.Timeout>();

  const wake = () => {
    const told = next;
    next = Promise.withResolvers<void>();
    told.resolve();
  };
  return {
    wake,
    next: () => next.promise,
    wakeAt(until: Date): void {
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          wake();
        },
        Math.min(Math.max(0, until.getTime() - Date.now()), longestTimer),
      );
      timers.add(timer);
    },
    close(): void {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
