import * as z from 'zod';
import { describeKind, flowIn, type Port } from './node-kind.ts';
import { isTooLong, longestDays, periodSchema } from './period.ts';
import { templateText } from './template-text.ts';

const dataSchema = z.strictObject({
  /** What is to be decided, for whoever decides. */
  message: templateText,
  /** Ids of users; none: whoever may run the workflow. Administrators may always decide. */
  assignees: z.array(z.uuid()).max(50, 'An approval has at most 50 assignees.').default([]),
  /** Null: it waits for as long as it takes. */
  expiresAfter: periodSchema.nullable().default(null),
});

export type ApprovalData = z.infer<typeof dataSchema>;

const decided: readonly Port[] = [
  { id: 'approved', label: 'Approved', type: 'flow' },
  { id: 'rejected', label: 'Rejected', type: 'flow' },
];
const expired: Port = { id: 'expired', label: 'Expired', type: 'flow' };

export const approval = describeKind<ApprovalData>({
  label: 'Approval',
  description: 'Asks a person, and goes on as they decide. The run rests until then.',
  data: dataSchema,
  initial: () => dataSchema.parse({ message: '' }),
  inputs: flowIn,
  outputs: ({ expiresAfter }) => (expiresAfter === null ? decided : [...decided, expired]),
  outputShape: () => ({
    kind: 'record',
    fields: {
      decision: { kind: 'text' },
      comment: { kind: 'text' },
      by: { kind: 'text' },
      at: { kind: 'text' },
    },
  }),
  templates: ({ message }) => [{ place: ['message'], label: 'Question', text: message }],
  takes: (_data, { decision }) => (typeof decision === 'string' ? [decision] : []),
  validate: ({ message, assignees, expiresAfter }) => [
    ...(message.trim() === '' ? [{ place: ['message'], message: 'Say what is to be decided.' }] : []),
    ...assignees.flatMap((id, index) =>
      assignees.indexOf(id) < index
        ? [{ place: ['assignees', index], message: 'This person is asked already.' }]
        : [],
    ),
    ...(expiresAfter !== null && isTooLong(expiresAfter)
      ? [
          {
            place: ['expiresAfter', 'amount'],
            message: `An approval expires after ${longestDays} days at most.`,
          },
        ]
      : []),
  ],
});
