import { z } from 'zod';
import { type Requirement, reasoningEfforts } from '../capabilities.ts';
import { defaultReference, parseModelReference } from '../model-ref.ts';
import { isRecord, shapeOfJsonSchema } from '../shape.ts';
import { type DataIssue, describeKind, flowIn, flowOut } from './node-kind.ts';
import { templateLimits } from '../templates/limits.ts';

const template = z
  .string()
  .max(
    templateLimits.characters,
    `A template has at most ${templateLimits.characters.toLocaleString('en')} characters.`,
  );

const outputSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text') }),
  z.strictObject({
    kind: z.literal('json'),
    schema: z.record(z.string(), z.unknown()),
    /** native: the provider enforces the schema. instructed: the model is told, and its answer is checked. */
    mode: z.enum(['native', 'instructed']),
  }),
]);

const reasoningSchema = z.union([
  z.strictObject({ maxTokens: z.int().min(1, 'A reasoning budget is at least 1 token.') }),
  z.strictObject({ effort: z.enum(reasoningEfforts) }),
]);

const dataSchema = z.strictObject({
  /** A platform id, a slug, an alias or "default"; "" while none is chosen. */
  model: z.string().max(200),
  system: template.default(''),
  user: template,
  output: outputSchema.default({ kind: 'text' }),
  /** Null: as many as the model is set up for. */
  maxTokens: z.int().min(1, 'Max tokens is at least 1.').nullable().default(null),
  temperature: z.number().min(0).max(2, 'Temperature is between 0 and 2.').nullable().default(null),
  reasoning: reasoningSchema.nullable().default(null),
  /** Whether the step may run without a capability that its model lacks. */
  onMissingCapability: z.enum(['refuse', 'degrade']).default('refuse'),
  /** Whether another model may answer where this one cannot. The organisation's policy must allow it, too. */
  substitution: z.enum(['allow', 'never']).default('allow'),
});

export type PromptData = z.infer<typeof dataSchema>;

export const prompt = describeKind<PromptData>({
  label: 'Prompt',
  description: 'Asks a model and passes on its answer, as text or as JSON.',
  data: dataSchema,
  initial: () => dataSchema.parse({ model: defaultReference, user: '' }),
  inputs: flowIn,
  outputs: () => flowOut,
  outputShape: ({ output }) => ({
    kind: 'record',
    fields: {
      text: { kind: 'text' },
      ...(output.kind === 'json' ? { json: shapeOfJsonSchema(output.schema) } : {}),
    },
  }),
  templates: ({ system, user }) => [
    { place: ['system'], label: 'System prompt', text: system },
    { place: ['user'], label: 'User prompt', text: user },
  ],
  models: ({ model }) => [{ place: ['model'], reference: model }],
  requirements,
  validate: (data) => [...modelFaults(data), ...userFaults(data), ...schemaFaults(data)],
});

function requirements({ output, reasoning }: PromptData): Requirement[] {
  const needs: Requirement[] = [];
  if (output.kind === 'json' && output.mode === 'native')
    needs.push({ capability: 'jsonMode', because: 'its output follows a JSON schema natively' });
  if (reasoning) needs.push({ capability: 'reasoning', because: 'it asks for extended reasoning' });
  return needs;
}

function modelFaults({ model }: PromptData): DataIssue[] {
  if (model === '') return [{ place: ['model'], message: 'Choose a model.' }];
  if (parseModelReference(model)) return [];
  return [
    { place: ['model'], message: `"${model}" cannot be the name of a model. Choose one from the list.` },
  ];
}

function userFaults({ user }: PromptData): DataIssue[] {
  return user.trim() === '' ? [{ place: ['user'], message: 'Write what the model is asked.' }] : [];
}

function schemaFaults({ output }: PromptData): DataIssue[] {
  if (output.kind !== 'json') return [];
  const place = ['output', 'schema'];
  if (Object.keys(output.schema).length === 0)
    return [
      {
        place,
        message: 'Describe the answer with a JSON schema, such as {"type": "object", "properties": {...}}.',
      },
    ];
  if (output.mode === 'native' && output.schema.type !== 'object')
    return [{ place, message: 'A native schema describes an object: set "type" to "object" at its top.' }];
  if ('properties' in output.schema && !isRecord(output.schema.properties))
    return [{ place, message: '"properties" must be an object that describes each field.' }];
  try {
    z.fromJSONSchema(output.schema);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it is no JSON Schema';
    return [{ place, message: `The schema cannot be used: ${reason}.` }];
  }
}
