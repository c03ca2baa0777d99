import * as z from 'zod';
import { expressionSchema, missingExpression } from './expression-field.ts';
import { type DataIssue, describeKind, flowIn } from './node-kind.ts';

const dataSchema = z.strictObject({
  cases: z
    .array(
      z.strictObject({
        /** Its port: it stays when the case is renamed or moved. */
        id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'An id has 1 to 40 letters, digits, "_" or "-".'),
        name: z.string().max(60),
        /** CEL that gives true or false. The first case that is true is taken. */
        when: expressionSchema,
      }),
    )
    .max(20),
});

export type SwitchData = z.infer<typeof dataSchema>;

const otherwise = 'else';

export const switchKind = describeKind<SwitchData>({
  label: 'Switch',
  description: 'Goes the way of the first case that is true, or else the last way.',
  data: dataSchema,
  initial: () => ({ cases: [{ id: 'case-1', name: 'Case 1', when: '' }] }),
  inputs: flowIn,
  outputs: ({ cases }) => [
    ...cases.map(({ id, name }, index) => ({
      id,
      label: name.trim() || `Case ${index + 1}`,
      type: 'flow' as const,
    })),
    { id: otherwise, label: 'Otherwise', type: 'flow' },
  ],
  outputShape: () => ({ kind: 'record', fields: { case: { kind: 'text' } } }),
  expressions: ({ cases }) =>
    cases.map(({ name, when }, index) => ({
      place: ['cases', index, 'when'],
      label: `Case "${name.trim() || index + 1}"`,
      text: when,
      gives: 'boolean',
    })),
  takes: (_data, output) => [String(output.case)],
  validate: ({ cases }) => [
    ...(cases.length === 0 ? [{ place: ['cases'], message: 'Add at least one case.' }] : []),
    ...cases.flatMap(({ when }, index) =>
      missingExpression(
        when,
        ['cases', index, 'when'],
        'Say when this case is taken, such as input.kind == "bill".',
      ),
    ),
    ...portFaults(cases),
  ],
});

function portFaults(cases: SwitchData['cases']): DataIssue[] {
  const ids = cases.map(({ id }) => id);
  return ids.flatMap((id, index) =>
    id === otherwise || ids.indexOf(id) < index
      ? [
          {
            place: ['cases', index, 'id'],
            message: `"${id}" is the id of another way already. Choose another.`,
          },
        ]
      : [],
  );
}
