import type {
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4ToolCall,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';
import { plainDecimal } from '../decimal.ts';
import { readJsonAnswer } from './json-answer.ts';
import type { WiredModel } from './language-model-client.ts';
import type { ErrorContext } from './map-call-error.ts';
import type { Kept, ModelAnswer, ModelRequest, ModelUsage, Thought, ToolCall } from './model-client.ts';
import { ProviderError } from './provider-error.ts';

/** What has come of an answer, in one piece or in many. */
export class AnswerSoFar {
  text = '';
  readonly #thoughts = new Map<string, Thought>();
  readonly #toolCalls: LanguageModelV4ToolCall[] = [];
  readonly #figures: WiredModel['figures'];

  constructor(figures: WiredModel['figures']) {
    this.#figures = figures;
  }

  take(part: LanguageModelV4Content): void {
    if (part.type === 'text') this.text += part.text;
    if (part.type === 'reasoning') this.#think(String(this.#thoughts.size), part.text, part.providerMetadata);
    if (part.type === 'tool-call') this.#toolCalls.push(part);
  }

  hear(part: LanguageModelV4StreamPart): void {
    switch (part.type) {
      case 'text-delta':
        this.text += part.delta;
        break;
      case 'reasoning-delta':
        this.#think(part.id, part.delta, part.providerMetadata);
        break;
      case 'reasoning-start':
      case 'reasoning-end':
        this.#think(part.id, '', part.providerMetadata);
        break;
      case 'tool-call':
        this.#toolCalls.push(part);
    }
  }

  finish(
    { output }: ModelRequest,
    { unified, raw: reason }: LanguageModelV4FinishReason,
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
    if (unified === 'error' && reason) {
      throw new ProviderError('malformed-answer', { providerText: scrub(reason), usage });
    }
    const finishReason = finishReasons[unified];
    if (finishReason === null) throw new ProviderError('cut-stream', { usage });
    const toolCalls = this.#toolCalls.map((call) => readToolCall(call, usage, scrub));
    const wantsObject = output.kind === 'json' && toolCalls.length === 0;
    const thoughts = [...this.#thoughts.values()];
    const reasoning = thoughts.map(({ text }) => text).join('');
    return {
      text: this.text,
      ...(wantsObject
        ? { object: readJsonAnswer(this.text, output.schema, { finishReason, usage, scrub }) }
        : {}),
      ...(reasoning === '' ? {} : { reasoning }),
      ...(toolCalls.length > 0 && thoughts.some(({ kept }) => kept) ? { thoughts } : {}),
      toolCalls,
      usage,
      // Some have a reason of their own for it.
      finishReason: finishReason === 'other' && toolCalls.length > 0 ? 'tool-calls' : finishReason,
    };
  }

  #think(id: string, text: string, kept: Kept | undefined): void {
    const thought = this.#thoughts.get(id) ?? { text: '' };
    this.#thoughts.set(id, thought);
    thought.text += text;
    if (kept) thought.kept = { ...thought.kept, ...kept };
  }
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

function readToolCall(
  { toolCallId, toolName, input, providerMetadata }: LanguageModelV4ToolCall,
  usage: ModelUsage,
  scrub: (text: string) => string,
): ToolCall {
  try {
    return {
      id: toolCallId,
      name: toolName,
      arguments: input.trim() === '' ? {} : JSON.parse(input),
      ...(providerMetadata && { kept: providerMetadata }),
    };
  } catch {
    throw new ProviderError('malformed-answer', {
      usage,
      detail: `The model called the tool "${scrub(toolName)}" with arguments that are no JSON.`,
    });
  }
}
