import type { ModelMessage } from '../../providers/model-client.ts';

/** How far a prompt that calls tools has come. The prompt itself is not kept: it is filled in again, the same. */
export type Conversation = {
  /** Who spoke last: what a provider signed is handed back to it only. */
  by: string | null;
  turns: number;
  /** Whether it was told of an answer that was not the JSON it should be: that is done once. */
  repaired: boolean;
  messages: readonly ModelMessage[];
};

/** Our own rows, written by `keep` of the step. */
export function readProgress(progress: unknown): Conversation {
  return (progress as Conversation | null) ?? { by: null, turns: 0, repaired: false, messages: [] };
}
