import type { RunError } from '@patchbay/schema/run-event.ts';
import type { Candidate } from '../model-policy/resolve-candidates.ts';
import type { ModelAnswer, ModelClient, ModelRequest } from '../providers/model-client.ts';
import { ProviderError } from '../providers/provider-error.ts';
import { attemptOf } from './attempt-of.ts';

type Options = {
  signal: AbortSignal;
  onText: (delta: string) => void;
  onReasoning?: (delta: string) => void;
};

/** What came of a call; the attempt is its line of the receipt either way. */
export type Asked = { attempt: ReturnType<typeof attemptOf> } & (
  | { answer: ModelAnswer; error: null }
  | { answer: null; error: unknown }
);

/**
 * One call to one candidate: there is no other way to ask a model, in a run as in a trial. A client that could not be
 * opened is a failed attempt like any other.
 */
export async function askCandidate(
  opening: Promise<ModelClient>,
  candidate: Candidate,
  request: ModelRequest,
  { signal, onText, onReasoning }: Options,
): Promise<Asked> {
  const startedAt = new Date();
  let firstTokenAt: Date | null = null;
  const timed = (tell: (delta: string) => void) => (delta: string) => {
    firstTokenAt ??= new Date();
    tell(delta);
  };
  try {
    const client = await opening;
    const answer = await client.stream(request, {
      signal,
      onText: timed(onText),
      onReasoning: timed(onReasoning ?? (() => {})),
    });
    const call = { startedAt, firstTokenAt, usage: answer.usage, outcome: 'answered', error: null };
    return { attempt: attemptOf(candidate, call), answer, error: null };
  } catch (error) {
    const failure =
      error instanceof ProviderError
        ? { usage: error.usage, outcome: error.kind, error: failureOf(error) }
        : { usage: null, outcome: signal.aborted ? 'cancelled' : 'internal', error: null };
    return { attempt: attemptOf(candidate, { startedAt, firstTokenAt, ...failure }), answer: null, error };
  }
}

export function failureOf({ kind, message, disposition }: ProviderError): RunError {
  return { code: kind.toUpperCase().replaceAll('-', '_'), message, fix: disposition.fix };
}
