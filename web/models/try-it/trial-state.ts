import type { Failure } from '../../graphql/outcome';
import type { TryModelSubscription } from '../../graphql/generated/graphql';

export type TrialEvent = TryModelSubscription['tryModel'];
export type ToolCall = Extract<TrialEvent, { arguments: unknown }>;
export type TrialEnd = Extract<TrialEvent, { repeated: unknown }>;

/** What a model has answered so far, and how it ended. */
export interface Trial {
  text: string;
  reasoning: string;
  toolCalls: readonly ToolCall[];
  end: TrialEnd | null;
  /** It was refused, or its connection lost: nobody knows how it ended. */
  failure: Failure | null;
}

export const newTrial: Trial = { text: '', reasoning: '', toolCalls: [], end: null, failure: null };

export function withEvent(trial: Trial, event: TrialEvent): Trial {
  if ('text' in event) return { ...trial, text: trial.text + event.text };
  if ('thought' in event) return { ...trial, reasoning: trial.reasoning + event.thought };
  if ('arguments' in event) return { ...trial, toolCalls: [...trial.toolCalls, event] };
  return { ...trial, end: event };
}
