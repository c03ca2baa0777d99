// Goes through the candidates of a model step as the table of failures says (providers/provider-error.ts). It knows
// no database and no provider: it is told how to call one candidate, and tells of every attempt.
import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderError } from '../providers/provider-error.ts';
import { backOff } from './back-off.ts';

type FailoverRules = {
  /** The organisation's policy and the step together: may a failed explicit choice be replaced? */
  substitution: boolean;
};

type Options<Candidate, Answer> = FailoverRules & {
  candidates: readonly Candidate[];
  /** One call to one candidate. It records its own attempt, whatever comes of it. */
  call: (candidate: Candidate) => Promise<Answer>;
  signal: AbortSignal;
  /** Between two calls of the last candidate; injected by tests. */
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

const againAtMost = 2;
const longestWaitMs = 20_000;

export type Answered<Candidate, Answer> = { candidate: Candidate; answer: Answer };

/** Throws the last provider's error when no candidate answers. */
export async function callWithFailover<Candidate, Answer>({
  candidates,
  substitution,
  call,
  signal,
  wait = (ms, aborted) => sleep(ms, undefined, { signal: aborted }),
}: Options<Candidate, Answer>): Promise<Answered<Candidate, Answer>> {
  let last: unknown = new Error('There is no candidate to call.');
  for (const [index, candidate] of candidates.entries()) {
    const isLast = index === candidates.length - 1;
    for (let again = 0; ; again += 1) {
      try {
        return { candidate, answer: await call(candidate) };
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        last = error;
        const { disposition, retryAfterMs } = error;
        if (!isLast && mayGoOn(disposition.next, substitution)) break;
        const pause = retryAfterMs ?? backOff(again);
        // A provider that asks for more patience than this will not answer within the step.
        if (!isLast || !disposition.again || again === againAtMost || pause > longestWaitMs) throw error;
        await wait(pause, signal);
      }
    }
  }
  throw last;
}

function mayGoOn(next: ProviderError['disposition']['next'], substitution: boolean): boolean {
  return next === 'always' || (next === 'substitution' && substitution);
}
