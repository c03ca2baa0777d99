import * as z from 'zod';
import { fileShape, type Shape } from '../shape.ts';
import { describeKind, flowOut, namesFaults, type DataIssue } from './node-kind.ts';

export const inputFieldTypes = {
  text: { label: 'Text', shape: { kind: 'text' } },
  number: { label: 'Number', shape: { kind: 'number' } },
  boolean: { label: 'Yes or no', shape: { kind: 'boolean' } },
  choice: { label: 'Choice', shape: { kind: 'text' } },
  date: { label: 'Date', shape: { kind: 'text' } },
  image: { label: 'Image', shape: fileShape('image') },
  document: { label: 'Document', shape: fileShape('document') },
  json: { label: 'JSON', shape: { kind: 'any' } },
} satisfies Record<string, { label: string; shape: Shape }>;

type InputFieldType = keyof typeof inputFieldTypes;

const fieldSchema = z.strictObject({
  /** What templates call it: `{{ input.topic }}`. */
  name: z.string().max(40),
  label: z.string().max(120).default(''),
  help: z.string().max(500).default(''),
  type: z.enum(Object.keys(inputFieldTypes) as [InputFieldType, ...InputFieldType[]]),
  required: z.boolean().default(true),
  /** For a `choice`. */
  choices: z.array(z.string().max(200)).max(100).default([]),
});

const dataSchema = z.strictObject({ fields: z.array(fieldSchema).max(50) });

export type InputField = z.infer<typeof fieldSchema>;
export type InputData = z.infer<typeof dataSchema>;

export const input = describeKind<InputData>({
  label: 'Input',
  description: 'What a run is started with: typed fields, which become its form.',
  atMost: 1,
  data: dataSchema,
  initial: () => ({
    fields: [{ name: 'text', label: 'Text', help: '', type: 'text', required: true, choices: [] }],
  }),
  inputs: [],
  outputs: () => flowOut,
  outputShape: ({ fields }) => ({
    kind: 'record',
    fields: Object.fromEntries(fields.map(({ name, type }) => [name, inputFieldTypes[type].shape])),
  }),
  validate: ({ fields }) => [
    ...namesFaults(
      fields.map(({ name }) => name),
      (index) => ['fields', index, 'name'],
    ),
    ...fields.flatMap(choicesFaults),
  ],
});

function choicesFaults({ type, choices }: InputField, index: number): DataIssue[] {
  if (type !== 'choice') return [];
  const place = ['fields', index, 'choices'];
  if (choices.length === 0) return [{ place, message: 'List at least one choice.' }];
  if (choices.includes('')) return [{ place, message: 'A choice cannot be empty.' }];
  return new Set(choices).size < choices.length ? [{ place, message: 'Two choices are the same.' }] : [];
}
