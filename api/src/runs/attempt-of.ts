import type { RunError } from '@patchbay/schema/run-event.ts';
import { capabilities } from '@patchbay/schema/capabilities.ts';
import type { Candidate } from '../model-policy/resolve-candidates.ts';
import type { ModelUsage } from '../providers/model-client.ts';
import { costOf } from './cost-of.ts';
import type { AttemptRecord } from './run-store.ts';

type Call = {
  startedAt: Date;
  firstTokenAt: Date | null;
  /** Null where the provider told none, as of a call that failed. */
  usage: ModelUsage | null;
  outcome: string;
  error: RunError | null;
};

/** One line of the receipt, with the price of this moment. */
export function attemptOf(
  { model, reason, degraded }: Candidate,
  { usage, ...call }: Call,
): Omit<AttemptRecord, 'id' | 'path' | 'position'> {
  return {
    ...call,
    said: null,
    reference: model.reference,
    reason: [
      reason,
      ...degraded.map((name) => `Without ${capabilities[name].label}, as the step allows.`),
    ].join(' '),
    provider: model.provider,
    modelSlug: model.reference,
    providerModelId: model.providerModelId,
    finishedAt: new Date(),
    inputTokens: usage?.input ?? null,
    cachedTokens: usage?.cachedInput ?? null,
    outputTokens: usage?.output ?? null,
    reasoningTokens: usage?.reasoning ?? null,
    inputPrice: model.inputCost,
    outputPrice: model.outputCost,
    cost: usage && costOf(usage, model),
  };
}
