// OpenRouter gives what a model thought as `reasoning_details`, some of it signed or sealed, and wants it to stand in the
// conversation again when the results of tools are handed back: Gemini and Claude refuse to go on without.
import type { MetadataExtractor } from '@ai-sdk/openai-compatible';
import type {
  JSONObject,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import { z } from 'zod';

/** The SDK puts what stands under this name into a message as it is. */
const name = 'openaiCompatible';

const detailsIn = z.looseObject({ reasoning_details: z.array(z.record(z.string(), z.json())).min(1) });
const bodyShape = z.looseObject({
  choices: z.array(z.looseObject({ message: z.unknown().optional(), delta: z.unknown().optional() })).min(1),
});

const keptAs = (details: JSONObject[]) => ({ [name]: { reasoning_details: details } });

export const reasoningDetailsExtractor: MetadataExtractor = {
  extractMetadata: async ({ parsedBody }) => {
    const details = readDetails(parsedBody, 'message');
    return details.length > 0 ? keptAs(details) : undefined;
  },
  createStreamExtractor: () => {
    const details: JSONObject[] = [];
    return {
      processChunk: (chunk) => {
        for (const detail of readDetails(chunk, 'delta')) addDetail(details, detail);
      },
      buildMetadata: () => (details.length > 0 ? keptAs(details) : undefined),
    };
  },
};

/** Hands the details out with the thoughts, and back with the message that they belong to. */
export function keepReasoningDetails(model: LanguageModelV4): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    async doGenerate(options) {
      const result = await model.doGenerate(handBack(options));
      const kept = detailsIn.safeParse(result.providerMetadata?.[name]).data;
      if (!kept) return result;
      const providerMetadata = keptAs(kept.reasoning_details);
      return { ...result, content: [...result.content, { type: 'reasoning', text: '', providerMetadata }] };
    },
    async doStream(options) {
      const result = await model.doStream(handBack(options));
      return { ...result, stream: result.stream.pipeThrough(new TransformStream({ transform: handOut })) };
    },
  };
}

function handOut(
  part: LanguageModelV4StreamPart,
  out: TransformStreamDefaultController<LanguageModelV4StreamPart>,
): void {
  const kept = part.type === 'finish' ? detailsIn.safeParse(part.providerMetadata?.[name]).data : undefined;
  if (kept)
    out.enqueue({ type: 'reasoning-end', id: 'details', providerMetadata: keptAs(kept.reasoning_details) });
  out.enqueue(part);
}

function handBack(options: LanguageModelV4CallOptions): LanguageModelV4CallOptions {
  return { ...options, prompt: options.prompt.map(withDetails) };
}

function withDetails(message: LanguageModelV4Message): LanguageModelV4Message {
  if (message.role !== 'assistant') return message;
  const details = message.content.flatMap((part) =>
    part.type === 'reasoning'
      ? (detailsIn.safeParse(part.providerOptions?.[name]).data?.reasoning_details ?? [])
      : [],
  );
  // The same thoughts a second time, as bare text, would be another conversation.
  const content = message.content.filter(({ type }) => type !== 'reasoning');
  return details.length > 0
    ? { ...message, content, providerOptions: keptAs(details) }
    : { ...message, content };
}

function readDetails(body: unknown, place: 'message' | 'delta'): JSONObject[] {
  const [choice] = bodyShape.safeParse(body).data?.choices ?? [];
  return detailsIn.safeParse(choice?.[place]).data?.reasoning_details ?? [];
}

/** A stream gives the words of one thought in pieces, and its signature with the last. */
function addDetail(details: JSONObject[], piece: JSONObject): void {
  const last = details.at(-1);
  const goesOn = last && last.type === piece.type && last.index === piece.index && !('data' in piece);
  if (!goesOn) {
    details.push({ ...piece });
    return;
  }
  for (const [key, value] of Object.entries(piece)) {
    const before = last[key];
    const isWords = key === 'text' || key === 'summary';
    if (isWords && typeof before === 'string' && typeof value === 'string') last[key] = before + value;
    else if (value !== null && value !== undefined) last[key] = value;
  }
}
