import * as z from 'zod';
import { type Requirement, reasoningEfforts } from '../capabilities.ts';
import { defaultReference, parseModelReference } from '../model-ref.ts';
import { roughPatternFault } from '../json-schema/rough-pattern.ts';
import { usableSchemaFault } from '../json-schema/usable-schema.ts';
import { shapeOfJsonSchema } from '../shape.ts';
import { type DataIssue, describeKind, flowIn } from './node-kind.ts';
import {
  defaultFaults,
  onErrorSchema,
  portsOf,
  portsTaken,
  retriesSchema,
  shapeWithError,
} from './on-error.ts';
import { templateText } from './template-text.ts';

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

const attachmentSchema = z.strictObject({
  /** A file of an earlier step: "input.photo". */
  reference: z.string().max(400),
  kind: z.enum(['image', 'document']),
});

const dataSchema = z.strictObject({
  /** A platform id, a slug, an alias or "default"; "" while none is chosen. */
  model: z.string().max(200),
  system: templateText.default(''),
  user: templateText,
  output: outputSchema.default({ kind: 'text' }),
  /** Null: as many as the model is set up for. */
  maxTokens: z.int().min(1, 'Max tokens is at least 1.').nullable().default(null),
  temperature: z.number().min(0).max(2, 'Temperature is between 0 and 2.').nullable().default(null),
  reasoning: reasoningSchema.nullable().default(null),
  /** Whether the step may run without a capability that its model lacks. */
  onMissingCapability: z.enum(['refuse', 'degrade']).default('refuse'),
  /** Whether another model may answer where this one cannot. The organisation's policy must allow it, too. */
  substitution: z.enum(['allow', 'never']).default('allow'),
  attachments: z.array(attachmentSchema).max(20, 'A prompt has at most 20 attachments.').default([]),
  /** Ids of the project's tools that the model may call. */
  tools: z.array(z.uuid()).max(50, 'A prompt has at most 50 tools.').default([]),
  /** How often the model is asked at most, while it calls tools. */
  maxTurns: z.int().min(1).max(20, 'A prompt takes at most 20 turns.').default(6),
  retries: retriesSchema,
  onError: onErrorSchema,
});

export type PromptData = z.infer<typeof dataSchema>;

export const prompt = describeKind<PromptData>({
  label: 'Prompt',
  description: 'Asks a model and passes on its answer, as text or as JSON.',
  data: dataSchema,
  initial: () => dataSchema.parse({ model: defaultReference, user: '' }),
  inputs: flowIn,
  outputs: portsOf,
  outputShape: (data) =>
    shapeWithError(data, {
      text: { kind: 'text' },
      ...(data.output.kind === 'json' ? { json: shapeOfJsonSchema(data.output.schema) } : {}),
    }),
  templates: ({ system, user }) => [
    { place: ['system'], label: 'System prompt', text: system },
    { place: ['user'], label: 'User prompt', text: user },
  ],
  references: ({ attachments }) =>
    attachments.map(({ reference, kind }, index) => ({
      place: ['attachments', index, 'reference'],
      reference,
      asks: kind,
    })),
  models: ({ model }) => [{ place: ['model'], reference: model }],
  requirements,
  takes: portsTaken,
  validate: (data) => [
    ...modelFaults(data),
    ...userFaults(data),
    ...schemaFaults(data),
    ...repeated(data.tools, 'tools', 'This tool is bound already.'),
    ...repeated(
      data.attachments.map(({ reference }) => reference),
      'attachments',
      'This is attached already.',
    ),
    ...defaultFaults(data, data.output.kind === 'json' ? ['text', 'json'] : ['text']),
  ],
});

/** A document asks for nothing here: text goes into the prompt as text, and only a run knows that it is a PDF. */
function requirements({ output, reasoning, attachments, tools }: PromptData): Requirement[] {
  const needs: Requirement[] = [];
  if (output.kind === 'json' && output.mode === 'native')
    needs.push({ capability: 'jsonMode', because: 'its output follows a JSON schema natively' });
  const images = attachments.filter(({ kind }) => kind === 'image').length;
  if (images > 0)
    needs.push({
      capability: 'vision',
      because: images === 1 ? 'an image is attached to it' : `${images} images are attached to it`,
    });
  if (tools.length > 0)
    needs.push({
      capability: 'toolUse',
      because: tools.length === 1 ? 'a tool is bound to it' : `${tools.length} tools are bound to it`,
    });
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

function repeated(items: readonly string[], field: string, message: string): DataIssue[] {
  return items.flatMap((item, index) =>
    items.indexOf(item) < index ? [{ place: [field, index], message }] : [],
  );
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
  const fault = usableSchemaFault(output.schema, roughPatternFault);
  return fault === null ? [] : [{ place, message: fault }];
}
