import * as z from 'zod';
import { describeKind } from './node-kind.ts';

export const noteColours = ['yellow', 'blue', 'green', 'pink', 'grey'] as const;

/** As small as can still be read, and large enough to frame a good part of a workflow. */
export const noteSides = { least: 80, most: 20_000 };

const side = z.int().min(noteSides.least).max(noteSides.most);

const dataSchema = z.strictObject({
  text: z.string().max(10_000, 'A note has at most 10,000 characters.').default(''),
  colour: z.enum(noteColours).default('yellow'),
  width: side.default(240),
  height: side.default(140),
});

export type NoteData = z.infer<typeof dataSchema>;

export const note = describeKind<NoteData>({
  label: 'Note',
  description: 'Words for whoever reads the canvas. It never runs.',
  data: dataSchema,
  initial: () => dataSchema.parse({}),
  inputs: [],
  outputs: () => [],
  outputShape: () => ({ kind: 'record', fields: {} }),
  runs: false,
  validate: () => [],
});
