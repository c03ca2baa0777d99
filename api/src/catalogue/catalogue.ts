// The platform models: data that the operator can replace without a release. They are called through OpenRouter with
// the operator's key; without one they are listed, and said not to be configured.
import { readFileSync } from 'node:fs';
import { reasoningParameters } from '@patchbay/schema/capabilities.ts';
import { parseModelReference } from '@patchbay/schema/model-ref.ts';
import { v5 as uuidOf } from 'uuid';
import { z } from 'zod';
import { Secret } from '../credentials/secret.ts';
import { decimal } from '../decimal.ts';

const price = decimal.refine((text) => !text.startsWith('-'), 'a price is not negative').nullable();

const platformModelShape = z.strictObject({
  id: z
    .string()
    .refine(
      (text) => parseModelReference(text)?.kind === 'platform',
      'the id has a "/", as in "openai/gpt-5.4"',
    ),
  displayName: z.string().trim().min(1).max(120),
  description: z.string().default(''),
  contextTokens: z.int().min(1).nullable().default(null),
  maxTokens: z.int().min(1),
  /** USD per token. Where the price depends on the length of the prompt there is no single one, and it is null. */
  inputCost: price.default(null),
  outputCost: price.default(null),
  capabilities: z.strictObject({
    jsonMode: z.boolean(),
    vision: z.boolean(),
    toolUse: z.boolean(),
    reasoning: z.boolean(),
  }),
  reasoningParameter: z.enum(reasoningParameters),
});

const catalogueShape = z
  .strictObject({ default: z.string(), models: z.array(platformModelShape).min(1) })
  .refine(({ models }) => new Set(models.map(({ id }) => id)).size === models.length, {
    message: 'each id stands once',
    path: ['models'],
  })
  .refine(({ models, default: id }) => models.some((model) => model.id === id), {
    message: 'the default is one of the models',
    path: ['default'],
  });

export type PlatformModel = z.infer<typeof platformModelShape> & {
  /** Made of the id, so that it stays the same everywhere and always. */
  nodeId: string;
};

export type Catalogue = {
  models: readonly PlatformModel[];
  default: PlatformModel;
  /** The operator's key; null: not configured. */
  key: Secret | null;
  find(id: string): PlatformModel | undefined;
};

class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
}

const shippedFile = new URL('platform-models.json', import.meta.url);
const namespace = 'b3b4bde5-2d5c-4c4e-9a54-0d7a8f0a4c53';

/** A file that cannot be read as a catalogue stops the program at its start. */
export function loadCatalogue({
  file,
  key,
}: {
  file?: string | undefined;
  key?: string | undefined;
}): Catalogue {
  const { default: defaultId, models: listed } = readCatalogue(file);
  const models = listed.map((model) => ({ ...model, nodeId: uuidOf(model.id, namespace) }));
  const byId = new Map(models.map((model) => [model.id, model]));
  const standard = byId.get(defaultId);
  if (!standard) throw new CatalogueError(`The default ${defaultId} is none of the platform models.`);
  return { models, default: standard, key: key ? new Secret(key) : null, find: (id) => byId.get(id) };
}

function readCatalogue(file: string | undefined): z.infer<typeof catalogueShape> {
  const fault = (message: string) =>
    new CatalogueError(
      `The platform models in ${file ?? shippedFile.pathname} (PLATFORM_MODELS_FILE): ${message}.`,
    );
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file ?? shippedFile, 'utf8'));
  } catch (error) {
    throw fault(error instanceof Error ? error.message : 'cannot be read');
  }
  const read = catalogueShape.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw fault(`at "${issue?.path.join('.') || 'its top'}": ${issue?.message}`);
}
