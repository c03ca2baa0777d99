import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../stack/caller.ts';
import type { RunFact } from './verdict.ts';

type Told = {
  runEvents:
    | { kind: 'RunChanged'; run: { status: string } }
    | { kind: 'RunStepChanged'; step: { path: string; status: string } }
    | { kind: 'RunTextAdded' };
};

const events = `subscription ($id: ID!) { runEvents(runId: $id) { kind: __typename
  ... on RunChanged { run { status } } ... on RunStepChanged { step { path status } } } }`;

/** Follows a run to its end as a page does: a stream that breaks is taken up again after the last event heard. */
export async function watch(caller: Caller, id: string, signal: AbortSignal): Promise<RunFact['watched']> {
  let after: string | null = null;
  let status = 'nothing';
  const done = new Set<string>();
  const heard = () => ({ status, steps: [...done].filter((path) => /^p\d+$/.test(path)).length });
  while (!signal.aborted) {
    try {
      for await (const event of caller.follow<Told>(events, { id }, { after, signal })) {
        if (event === 'complete') return heard();
        after = event.id ?? after;
        const { runEvents: told } = event.data;
        if (told.kind === 'RunChanged') status = told.run.status;
        if (told.kind === 'RunStepChanged' && told.step.status === 'SUCCEEDED') done.add(told.step.path);
      }
    } catch {
      // Whoever watches comes back; what matters is what they hear in the end.
    }
    await sleep(200);
  }
  return heard();
}
