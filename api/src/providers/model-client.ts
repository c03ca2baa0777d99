import type { SharedV4ProviderMetadata } from '@ai-sdk/provider';
import type { ReasoningEffort } from '@patchbay/schema/capabilities.ts';
import type { JsonSchema } from './json-answer.ts';
import type { ModelUsage } from './model-usage.ts';

export type { ModelUsage };

/**
 * Request   what a step asks of a model, in no provider's words
 * Answer    what the model gave back; a figure that the provider did not give is null, never 0
 * Client    one model at one provider with its credentials, ready to be called
 */
export type ModelRequest = {
  system?: string;
  messages: readonly ModelMessage[];
  output: { kind: 'text' } | { kind: 'json'; schema: JsonSchema; mode: 'native' | 'instructed' };
  tools?: readonly ModelTool[];
  toolChoice?: 'auto' | 'required' | { tool: string };
  reasoning?: { maxTokens: number } | { effort: ReasoningEffort };
  temperature?: number;
  maxOutputTokens: number;
  /** Sent where the provider honours one: the same call after a crash is then not paid twice. */
  idempotencyKey?: string;
};

export type ModelMessage =
  | { role: 'user'; content: string | readonly UserPart[] }
  | { role: 'assistant'; text?: string; thoughts?: readonly Thought[]; toolCalls?: readonly ToolCall[] }
  | { role: 'tool'; toolCallId: string; toolName: string; result: string; failed?: boolean };

/** Images and files go as bytes: a URL would have the provider choose what is fetched, and from where. */
export type UserPart =
  | { type: 'text'; text: string }
  | { type: 'image'; bytes: Uint8Array; mediaType: string }
  | { type: 'file'; bytes: Uint8Array; mediaType: string; name: string };

type ModelTool = { name: string; description: string; parameters: JsonSchema };

export type ToolCall = { id: string; name: string; arguments: unknown; kept?: Kept };

export type Thought = { text: string; kept?: Kept };

/** Signatures of the provider, read by nobody: without them some refuse a conversation that goes on after a tool call. */
export type Kept = SharedV4ProviderMetadata;

export type ModelAnswer = {
  text: string;
  /** The parsed and validated value, where the output was asked for as JSON. */
  object?: unknown;
  reasoning?: string;
  /** To be handed back with the tool calls, when their results are. */
  thoughts?: Thought[];
  toolCalls: ToolCall[];
  usage: ModelUsage;
  finishReason: 'stop' | 'length' | 'tool-calls' | 'other';
};

type CallOptions = {
  signal: AbortSignal;
  timeouts?: Partial<CallTimeouts>;
};

type StreamOptions = CallOptions & {
  onText: (delta: string) => void;
  onReasoning?: (delta: string) => void;
};

export type CallTimeouts = {
  /** Until the first part of a streamed answer; a call that does not stream has only the total. */
  firstPartMs: number;
  /** Between two parts of a streamed answer. */
  stallMs: number;
  totalMs: number;
};

export const defaultTimeouts: CallTimeouts = {
  firstPartMs: 5 * 60_000,
  stallMs: 60_000,
  totalMs: 15 * 60_000,
};

/** Fails with a ProviderError, or with the reason of the caller's own signal. */
export interface ModelClient {
  call(request: ModelRequest, options: CallOptions): Promise<ModelAnswer>;
  stream(request: ModelRequest, options: StreamOptions): Promise<ModelAnswer>;
}
