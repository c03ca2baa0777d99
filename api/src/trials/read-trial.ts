import { reasoningEfforts, type Requirement } from '@patchbay/schema/capabilities.ts';
import { patternFault } from '@patchbay/schema/json-schema/pattern.ts';
import { usableSchemaFault } from '@patchbay/schema/json-schema/usable-schema.ts';
import { z } from 'zod';
import { parseInput } from '../access/input.ts';
import type { Model } from '../models/model.ts';
import type { ModelRequest, UserPart } from '../providers/model-client.ts';

const largestImage = 5 * 1024 * 1024;

/** How a file of the type begins. */
const imageTypes = {
  'image/png': /^\x89PNG/,
  'image/jpeg': /^\xff\xd8\xff/,
  'image/gif': /^GIF8/,
  'image/webp': /^RIFF.{4}WEBP/s,
} satisfies Record<string, RegExp>;

type ImageType = keyof typeof imageTypes;
const imageTypeNames = Object.keys(imageTypes).filter((name): name is ImageType =>
  Object.hasOwn(imageTypes, name),
);

const jsonSchema = (message: string) =>
  z.record(z.string(), z.unknown(), message).superRefine((schema, context) => {
    const fault = usableSchemaFault(schema, patternFault);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

const image = z
  .object({
    data: z.string(),
    mediaType: z.enum(imageTypeNames, `An image is one of ${imageTypeNames.join(', ')}.`),
  })
  .transform(({ data, mediaType }, context) => {
    const fault = (message: string) => {
      context.addIssue({ code: 'custom', path: ['data'], message });
      return z.NEVER;
    };
    const bytes = Buffer.from(data, 'base64');
    if (bytes.length > largestImage) return fault('The image is larger than 5 MB. Make it smaller.');
    if (bytes.toString('base64').length !== data.length || bytes.length === 0)
      return fault('The image is not valid base64. Send its bytes in base64, without "data:".');
    if (!imageTypes[mediaType].test(bytes.toString('latin1', 0, 12)))
      return fault(`The file is no ${mediaType}: it begins otherwise.`);
    return { bytes, mediaType };
  });

const reasoning = z
  .object({
    maxTokens: z.int().min(1, 'Give at least 1 token.').nullish(),
    effort: z.enum(reasoningEfforts).nullish(),
  })
  .transform(({ maxTokens, effort }, context) => {
    if (maxTokens && !effort) return { maxTokens };
    if (effort && !maxTokens) return { effort };
    context.addIssue({
      code: 'custom',
      message: 'Give either "maxTokens" or "effort", as the model takes it.',
    });
    return z.NEVER;
  });

const shape = z.object({
  reference: z.string().trim().min(1, 'Name a model.').max(200, 'No reference is as long as this.'),
  system: z.string().max(200_000, 'The system prompt has at most 200,000 characters.').nullish(),
  prompt: z
    .string()
    .max(1_000_000, 'The prompt has at most 1,000,000 characters.')
    .refine((text) => text.trim() !== '', 'Write a prompt.'),
  image: image.nullish(),
  tool: z
    .object({
      name: z.string().regex(/^[\w-]{1,64}$/, "A tool's name has letters, digits, _ and -, at most 64."),
      description: z.string().max(4_000, "A tool's description has at most 4,000 characters."),
      parameters: jsonSchema('The parameters are a JSON Schema: one JSON object.'),
    })
    .nullish(),
  schema: jsonSchema('The schema is one JSON object.').nullish(),
  reasoning: reasoning.nullish(),
  maxTokens: z.int().min(1, 'Max tokens is at least 1.').nullish(),
  temperature: z
    .number()
    .min(0, 'The temperature is at least 0.')
    .max(2, 'The temperature is at most 2.')
    .nullish(),
});

export type Trial = z.output<typeof shape>;

export function readTrial(given: object): Trial {
  return parseInput(shape, given);
}

/** What the model must be able to do. A schema asks for nothing: a model without JSON mode is told it in words. */
export function requirementsOfTrial({ image, tool, reasoning }: Trial): Requirement[] {
  return [
    ...(image ? [{ capability: 'vision', because: 'an image is attached' } as const] : []),
    ...(tool ? [{ capability: 'toolUse', because: 'a tool is offered' } as const] : []),
    ...(reasoning ? [{ capability: 'reasoning', because: 'reasoning is asked for' } as const] : []),
  ];
}

export function requestOfTrial(trial: Trial, { capabilities, maxTokens }: Model): ModelRequest {
  const { system, prompt, image, tool, schema, reasoning, temperature } = trial;
  const content: UserPart[] = [
    { type: 'text', text: prompt },
    ...(image ? [{ type: 'image', ...image } as const] : []),
  ];
  return {
    ...(system && { system }),
    messages: [{ role: 'user', content: image ? content : prompt }],
    output: schema
      ? { kind: 'json', schema, mode: capabilities.jsonMode ? 'native' : 'instructed' }
      : { kind: 'text' },
    ...(tool && { tools: [tool] }),
    ...(reasoning && { reasoning }),
    ...(temperature != null && { temperature }),
    maxOutputTokens: trial.maxTokens ?? maxTokens,
  };
}
