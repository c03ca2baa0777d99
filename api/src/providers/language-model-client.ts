import type {
  JSONObject,
  LanguageModelV4,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4ToolCall,
  LanguageModelV4Usage,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import { plainDecimal } from '../decimal.ts';
import { CallDeadline } from './call-deadline.ts';
import { readJsonAnswer } from './json-answer.ts';
import { mapCallError, mapErrorBody, type ErrorContext } from './map-call-error.ts';
import {
  defaultTimeouts,
  type ModelAnswer,
  type ModelClient,
  type ModelRequest,
  type ModelUsage,
  type ToolCall,
} from './model-client.ts';
import { toCallOptions } from './model-prompt.ts';
import { ProviderError } from './provider-error.ts';

/** A model of the AI SDK, and what must be added to each call of it. It holds no credentials: they go with the call. */
export type WiredModel = {
  model: LanguageModelV4;
  headers: Record<string, string>;
  providerOptions?: (request: ModelRequest) => SharedV4ProviderOptions;
  /** Where the SDK is to be told other max tokens than the request has, since it adds to them. */
  maxOutputTokens?: number;
  /** The form in which it streams, where that is not the usual one. */
  streamType?: string;
  /** Figures as the provider gave them, read from its own words: where it gave none, the SDK makes 0 of some. */
  figures?: (raw: JSONObject) => Partial<Record<keyof ModelUsage, unknown>>;
};

/**
 * The model's own doGenerate and doStream, without the SDK's layers above them: those retry by themselves and cost more
 * than the call's own work.
 */
export function createLanguageModelClient(
  { model, headers, providerOptions, maxOutputTokens, streamType, figures }: WiredModel,
  context: ErrorContext,
): ModelClient {
  const optionsOf = (request: ModelRequest, deadline: CallDeadline, accept: string) => ({
    ...toCallOptions(request),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(providerOptions ? { providerOptions: providerOptions(request) } : {}),
    headers: {
      ...headers,
      accept,
      ...(request.idempotencyKey ? { 'idempotency-key': request.idempotencyKey } : {}),
    },
    abortSignal: deadline.signal,
  });

  return {
    async call(request, { signal, timeouts }) {
      using deadline = new CallDeadline(signal, { ...defaultTimeouts, ...timeouts }, false);
      try {
        const { content, finishReason, usage } = await model.doGenerate(
          optionsOf(request, deadline, 'application/json'),
        );
        const answer = new AnswerSoFar(figures);
        for (const part of content) answer.take(part);
        if (content.length === 0 && hasNoReason(finishReason)) throw new ProviderError('malformed-answer');
        return answer.finish(request, finishReason, usage, context);
      } catch (error) {
        throw deadline.signal.aborted ? deadline.signal.reason : mapCallError(error, context);
      }
    },

    async stream(request, { signal, timeouts, onText, onReasoning }) {
      using deadline = new CallDeadline(signal, { ...defaultTimeouts, ...timeouts }, true);
      try {
        const { stream } = await model.doStream(
          optionsOf(request, deadline, streamType ?? 'text/event-stream'),
        );
        const answer = new AnswerSoFar(figures);
        let end: { finishReason: LanguageModelV4FinishReason; usage: LanguageModelV4Usage } | null = null;
        for await (const part of stream) {
          // Made by the SDK itself, before anything has come.
          if (part.type === 'stream-start') continue;
          deadline.heard();
          switch (part.type) {
            case 'text-delta':
              answer.text += part.delta;
              onText(part.delta);
              break;
            case 'reasoning-delta':
              answer.reasoning += part.delta;
              onReasoning?.(part.delta);
              break;
            case 'tool-call':
              answer.take(part);
              break;
            case 'error':
              throw part.error instanceof Error ? part.error : mapErrorBody(part.error, context);
            case 'finish':
              end = part;
          }
        }
        // Some wires have no end of their own: one without a reason is where the stream was cut.
        if (!end || hasNoReason(end.finishReason)) throw new ProviderError('cut-stream');
        return answer.finish(request, end.finishReason, end.usage, context);
      } catch (error) {
        throw deadline.signal.aborted ? deadline.signal.reason : mapCallError(error, context);
      }
    },
  };
}

class AnswerSoFar {
  text = '';
  reasoning = '';
  readonly #toolCalls: LanguageModelV4ToolCall[] = [];
  readonly #figures: WiredModel['figures'];

  constructor(figures: WiredModel['figures']) {
    this.#figures = figures;
  }

  take(part: LanguageModelV4Content): void {
    if (part.type === 'text') this.text += part.text;
    if (part.type === 'reasoning') this.reasoning += part.text;
    if (part.type === 'tool-call') this.#toolCalls.push(part);
  }

  finish(
    { output }: ModelRequest,
    { unified }: LanguageModelV4FinishReason,
    { inputTokens, outputTokens, raw }: LanguageModelV4Usage,
    { scrub }: ErrorContext,
  ): ModelAnswer {
    const counted: Partial<Record<keyof ModelUsage, unknown>> = {
      input: inputTokens.total,
      cachedInput: inputTokens.cacheRead,
      output: outputTokens.total,
      reasoning: outputTokens.reasoning,
      ...(raw && this.#figures?.(raw)),
    };
    const usage: ModelUsage = {
      input: count(counted.input),
      cachedInput: count(counted.cachedInput),
      output: count(counted.output),
      reasoning: count(counted.reasoning),
      ...reported(counted.reportedCost),
    };
    if (unified === 'content-filter') {
      throw new ProviderError('content-refused', { providerText: scrub(this.text) || null, usage });
    }
    const finishReason = finishReasons[unified];
    if (finishReason === null) throw new ProviderError('cut-stream', { usage });
    const toolCalls = this.#toolCalls.map((call) => readToolCall(call, usage));
    const wantsObject = output.kind === 'json' && toolCalls.length === 0;
    return {
      text: this.text,
      ...(wantsObject ? { object: readJsonAnswer(this.text, output.schema, { finishReason, usage }) } : {}),
      ...(this.reasoning === '' ? {} : { reasoning: this.reasoning }),
      toolCalls,
      usage,
      // Some have a reason of their own for it.
      finishReason: finishReason === 'other' && toolCalls.length > 0 ? 'tool-calls' : finishReason,
    };
  }
}

function hasNoReason({ unified, raw }: LanguageModelV4FinishReason): boolean {
  return unified === 'other' && raw === undefined;
}

/** Providers are careless with these; a figure that no call can have used is none. */
function count(tokens: unknown): number | null {
  const isCount = Number.isInteger(tokens) && Number(tokens) >= 0 && Number(tokens) < 2 ** 31;
  return isCount ? Number(tokens) : null;
}

/** No cost is not a cost of 0. */
function reported(cost: unknown): Pick<ModelUsage, 'reportedCost'> {
  const reportedCost = typeof cost === 'number' && cost >= 0 ? plainDecimal(String(cost)) : null;
  return reportedCost === null ? {} : { reportedCost };
}

const finishReasons = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool-calls',
  other: 'other',
  error: null,
  interrupted: null,
} as const satisfies Record<
  Exclude<LanguageModelV4FinishReason['unified'], 'content-filter'>,
  ModelAnswer['finishReason'] | null
>;

function readToolCall({ toolCallId, toolName, input }: LanguageModelV4ToolCall, usage: ModelUsage): ToolCall {
  try {
    return { id: toolCallId, name: toolName, arguments: input.trim() === '' ? {} : JSON.parse(input) };
  } catch {
    throw new ProviderError('malformed-answer', {
      usage,
      detail: `The model called the tool "${toolName}" with arguments that are no JSON.`,
    });
  }
}
