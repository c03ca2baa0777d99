import { useState } from 'react';
import type { Failure } from './outcome';

interface Edit<Thing> {
  /** What the form stands on: as it was opened, or as somebody else has saved it since. */
  base: Thing;
  /** Reads the refusal of a save: where somebody was quicker, `base` goes along, and the message says so. */
  refused(failure: Failure): Promise<Failure>;
}

/** An edit of what others may edit at the same time; `ask` gives it as it is now. */
export function useEdit<Thing>(opened: Thing, ask: () => Promise<Thing | null | undefined>): Edit<Thing> {
  const [base, setBase] = useState(opened);
  async function refused(failure: Failure): Promise<Failure> {
    if (!('expectedRevision' in failure.fieldErrors)) return failure;
    const now = await ask();
    if (!now) return failure;
    setBase(now);
    const message = `${failure.message} What you have not touched is shown as it is now.`;
    return { ...failure, message };
  }
  return { base, refused };
}
