import { addValues, scrubberOf, type Scrubber } from './scrub.ts';
import type { Secret } from './secret.ts';

/**
 * The secrets that are open in this process, so that the sinks (logs, traces) can take them out of whatever reaches
 * them. Nothing is prepared until a sink asks: calls are many, log lines with their texts are few.
 */
const live = new Map<string, { uses: number; releasedAt: number }>();
let scrubber: Scrubber | null = null;

/** A failure is often logged just after its call has let go of the secret. */
const lingerMs = 60_000;
let nextSweep = 0;

export function registerLiveSecret(secret: Secret): () => void {
  const value = secret.reveal();
  if (value.trim() === '') return () => undefined;
  const entry = live.get(value) ?? { uses: 0, releasedAt: 0 };
  if (!live.has(value)) {
    sweep();
    live.set(value, entry);
    scrubber = null;
  }
  entry.uses++;
  let released = false;
  return () => {
    if (released) return;
    released = true;
    entry.uses--;
    entry.releasedAt = Date.now();
  };
}

/** Takes every secret that is, or was just, open in this process out of a text. */
export function scrubKnown(text: string): string {
  if (live.size === 0) return text;
  sweep();
  if (scrubber === null) {
    const values = new Set<string>();
    for (const value of live.keys()) addValues(values, value);
    scrubber = scrubberOf(values);
  }
  return scrubber.scrub(text);
}

function sweep(): void {
  const now = Date.now();
  if (now < nextSweep) return;
  nextSweep = now + lingerMs;
  for (const [value, { uses, releasedAt }] of live) {
    if (uses > 0 || now - releasedAt < lingerMs) continue;
    live.delete(value);
    scrubber = null;
  }
}
