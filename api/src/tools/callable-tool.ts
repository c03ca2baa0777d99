import type { JsonSchema } from '../providers/json-answer.ts';

/**
 * Callable tool   one tool as a model is offered it and as it is called
 * Tool answer     what the model is told. A failure is an answer, too: the model may mend its arguments, or say so
 */
export type CallableTool = {
  name: string;
  description: string;
  parameters: JsonSchema;
  /** Ends by an exception only where the signal does, or for a fault of ours. */
  call(args: unknown, signal: AbortSignal): Promise<ToolAnswer>;
};

export type ToolAnswer = { text: string; failed: boolean };
