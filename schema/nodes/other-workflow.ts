// What the kinds have in common that run another workflow of the project as a step.
import * as z from 'zod';
import { type DataIssue, namesFaults } from './node-kind.ts';
import { templateText } from './template-text.ts';

/** So deep may workflows run one another. */
export const deepest = 5;

export const otherWorkflow = {
  /** Its id; "" while none is chosen. */
  workflow: z.string().max(100).default(''),
  /** Pinned: publishing that workflow anew changes nothing here. */
  version: z.int().min(1).nullable().default(null),
  /** A value for each field of its input. */
  fields: z
    .array(z.strictObject({ name: z.string().max(40), value: templateText }))
    .max(100, 'At most 100 fields.')
    .default([]),
  /** What that version gives, by name, as it was when it was chosen: a version never changes. */
  results: z.array(z.string().max(40)).max(200).default([]),
};

type Calls = { workflow: string; version: number | null; fields: readonly { name: string; value: string }[] };

export function otherWorkflowFaults({ workflow, version, fields }: Calls): DataIssue[] {
  if (workflow === '' || version === null)
    return [{ place: ['workflow'], message: 'Choose the workflow to run, and its version.' }];
  return namesFaults(
    fields.map(({ name }) => name),
    (index) => ['fields', index, 'name'],
  );
}

export const fieldTemplates = ({ fields }: Pick<Calls, 'fields'>) =>
  fields.map(({ name, value }, index) => ({
    place: ['fields', index, 'value'],
    label: `Field "${name}"`,
    text: value,
  }));
