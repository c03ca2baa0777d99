import { z } from 'zod';

const part = z.union([
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.literal('image_url'), image_url: z.looseObject({ url: z.string() }) }),
  z.looseObject({ type: z.string() }),
]);

const tool = z.looseObject({
  type: z.literal('function'),
  function: z.looseObject({
    name: z.string(),
    description: z.string().nullish(),
    parameters: z.looseObject({}).nullish(),
  }),
});

/** As much of an OpenAI chat completion request as the sandbox acts upon. */
export const chatRequestSchema = z.looseObject({
  model: z.string(),
  messages: z
    .array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(part)]).nullish() }))
    .min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
  response_format: z
    .discriminatedUnion('type', [
      z.looseObject({
        type: z.literal('json_schema'),
        json_schema: z.looseObject({ schema: z.looseObject({}) }),
      }),
      z.looseObject({ type: z.enum(['json_object', 'text']) }),
    ])
    .nullish(),
  tools: z.array(tool).nullish(),
  tool_choice: z
    .union([z.string(), z.looseObject({ function: z.looseObject({ name: z.string() }) })])
    .nullish(),
  reasoning: z.looseObject({ max_tokens: z.number().optional(), effort: z.string().optional() }).nullish(),
});

export type ChatRequest = z.infer<typeof chatRequestSchema>;

export function textOf(content: ChatRequest['messages'][number]['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? [])
    .flatMap((one) => ('text' in one && typeof one.text === 'string' ? [one.text] : []))
    .join('\n');
}

export function imagesOf(content: ChatRequest['messages'][number]['content']): string[] {
  if (typeof content === 'string') return [];
  return (content ?? []).flatMap((one) => {
    const image = z.looseObject({ image_url: z.looseObject({ url: z.string() }) }).safeParse(one);
    return image.success ? [image.data.image_url.url] : [];
  });
}
