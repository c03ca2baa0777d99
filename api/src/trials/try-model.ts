import type { RunError } from '@patchbay/schema/run-event.ts';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import type { Context } from '../context.ts';
import { ForbiddenError } from '../errors.ts';
import { watchWork } from '../live/watch-work.ts';
import { type CallableCandidate, loadCandidates } from '../model-policy/load-candidates.ts';
import { openCandidate } from '../model-policy/open-candidate.ts';
import { beginLiveCall, endLiveCall, interrupted, readKey } from '../models/begin-live-call.ts';
import type { ModelServices } from '../models/model-services.ts';
import type { EntityManager } from '../orm.ts';
import { ProviderError } from '../providers/provider-error.ts';
import { askCandidate, type Asked } from '../runs/ask-candidate.ts';
import { Attempt } from '../runs/attempt.ts';
import { readTrial, requestOfTrial, requirementsOfTrial, type Trial } from './read-trial.ts';

/**
 * Trial   one prompt to one model, outside any workflow: the same way as a step's call, with the same receipt. Nobody
 *         else answers in its place.
 */
export type TrialEvent =
  | { kind: 'text' | 'reasoning'; text: string }
  | { kind: 'tool-call'; name: string; arguments: unknown }
  | TrialEnd;

export type TrialEnd = {
  kind: 'end';
  /** Null where no call was made. */
  attempt: Attempt | null;
  error: RunError | null;
  object: unknown;
  finishReason: string | null;
  /** The call was made before, under this key: nothing was called now. */
  repeated: boolean;
};

type Tools = { services: ModelServices; transact: Context['transact'] };

/** What is tried is read field by field, so that each fault has its sentence. */
type Input = { idempotencyKey: string };

const noAnswer = {
  kind: 'end',
  attempt: null,
  error: null,
  object: null,
  finishReason: null,
  repeated: false,
} as const;

export async function tryModel(
  tools: Tools,
  { idempotencyKey, ...given }: Input,
  left: AbortSignal,
): Promise<AsyncGenerator<TrialEvent, undefined>> {
  const { transact } = tools;
  const key = readKey(idempotencyKey);
  const trial = readTrial(given);
  const { candidate, refusal } = await findCandidate(tools, trial);
  const only = (end: Partial<TrialEnd>) =>
    watchWork<TrialEvent>(async (tell) => tell({ ...noAnswer, ...end }), { left });
  if (!candidate) return only({ error: refusal });

  const { id, repeated } = await beginLiveCall(transact, 'TRIAL', key);
  if (repeated) {
    const attempt = await transact((em) => em.findOne(Attempt, { liveCallId: id }));
    if (!attempt) throw interrupted();
    return only({ attempt, error: attempt.error ?? null, repeated });
  }
  return watchWork<TrialEvent>(
    async (tell, signal) => {
      try {
        tell(await call(tools, { candidate, trial, liveCallId: id }, tell, signal));
      } finally {
        await endLiveCall(transact, id);
      }
    },
    { left, join: joinText },
  );
}

/** Only who is named itself: whoever would follow is not what somebody wants to try. */
async function findCandidate({ services, transact }: Tools, trial: Trial) {
  const resolution = await transact(async (em, actor) => {
    requireRunner(actor);
    const requirements = requirementsOfTrial(trial);
    const asked = { reference: trial.reference, requirements, substitution: 'never' } as const;
    return loadCandidates(em, services.catalogue, asked);
  });
  const candidates: readonly CallableCandidate[] = resolution.candidates;
  const [reason] = resolution.refused.find(({ position }) => position === 1)?.reasons ?? [];
  const { message = `No model answers to "${trial.reference}".`, fix } = reason ?? {};
  return {
    candidate: candidates.find(({ position }) => position === 1),
    refusal: { code: 'NO_CANDIDATE', message, ...(fix && { fix }) },
  };
}

type Call = { candidate: CallableCandidate; trial: Trial; liveCallId: string };

/** Recorded before its end is told, also when whoever asked has left: what may have been paid is counted. */
async function call(
  { services, transact }: Tools,
  { candidate, trial, liveCallId }: Call,
  tell: (event: TrialEvent) => void,
  signal: AbortSignal,
): Promise<TrialEnd> {
  const opening = openCandidate(services, candidate, (work) =>
    transact((em, { organizationId }) => work(em, organizationId)),
  );
  const request = { ...requestOfTrial(trial, candidate.model), idempotencyKey: liveCallId };
  const tried = { ...candidate, reason: 'It was tried by itself, outside any workflow.' };
  const asked = await askCandidate(opening, tried, request, {
    signal,
    onText: (text) => tell({ kind: 'text', text }),
    onReasoning: (text) => tell({ kind: 'reasoning', text }),
  });
  const attempt = await transact((em, actor) => recordAttempt(em, actor, liveCallId, asked));
  const { answer, error } = asked;
  if (!answer) {
    if (!(error instanceof ProviderError)) throw error;
    return { ...noAnswer, attempt, error: attempt.error ?? null };
  }
  for (const { name, arguments: given } of answer.toolCalls)
    tell({ kind: 'tool-call', name, arguments: given });
  const { object = null, finishReason } = answer;
  return { ...noAnswer, attempt, object, finishReason };
}

async function recordAttempt(
  em: EntityManager,
  { organizationId }: Actor,
  liveCallId: string,
  { attempt }: Asked,
): Promise<Attempt> {
  const row = em.create(Attempt, {
    ...attempt,
    id: uuid(),
    organizationId,
    position: 1,
    runId: null,
    stepId: null,
    liveCallId,
  });
  await em.flush();
  return row;
}

/** A viewer looks on and runs nothing: whoever is one in every project, and in at least one, tries nothing either. */
function requireRunner({ role, projectRoles }: Actor): void {
  const own = Object.values(projectRoles);
  if (role === 'ADMIN' || own.length === 0 || own.some((role) => role !== 'VIEWER')) return;
  throw new ForbiddenError(
    'Viewers look on and run nothing. Ask an admin for the role contributor in a project to try models.',
  );
}

/** A slow reader gets what has come meanwhile in one piece. */
function joinText(one: TrialEvent, next: TrialEvent): TrialEvent | null {
  if (one.kind !== next.kind || !('text' in one) || !('text' in next)) return null;
  return { ...one, text: one.text + next.text };
}
