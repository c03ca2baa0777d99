import type {
  JSONObject,
  LanguageModelV4,
  LanguageModelV4FinishReason,
  LanguageModelV4Usage,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import { AnswerSoFar } from './answer-so-far.ts';
import { CallDeadline } from './call-deadline.ts';
import { mapAnswerBody, mapCallError, mapErrorBody, type ErrorContext } from './map-call-error.ts';
import { defaultTimeouts, type ModelClient, type ModelRequest, type ModelUsage } from './model-client.ts';
import { toCallOptions } from './model-prompt.ts';
import { ProviderError } from './provider-error.ts';

/** A model of the AI SDK, and what must be added to each call of it. One that is kept for later calls holds no credentials. */
export type WiredModel = {
  model: LanguageModelV4;
  headers: Record<string, string>;
  providerOptions?: (request: ModelRequest) => SharedV4ProviderOptions;
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
  { model, headers, providerOptions, streamType, figures }: WiredModel,
  context: ErrorContext,
): ModelClient {
  const optionsOf = (request: ModelRequest, deadline: CallDeadline, accept: string) => ({
    ...toCallOptions(request),
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
        const { content, finishReason, usage, response } = await model.doGenerate(
          optionsOf(request, deadline, 'application/json'),
        );
        const answer = new AnswerSoFar(figures);
        for (const part of content) answer.take(part);
        if (content.length === 0 && hasNoReason(finishReason)) throw mapAnswerBody(response?.body, context);
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
          answer.hear(part);
          switch (part.type) {
            case 'text-delta':
              onText(part.delta);
              break;
            case 'reasoning-delta':
              onReasoning?.(part.delta);
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

function hasNoReason({ unified, raw }: LanguageModelV4FinishReason): boolean {
  return unified === 'other' && raw === undefined;
}
