import { z } from 'zod';
import type { Access } from '../access/rules.ts';
import {
  builder,
  ConflictError,
  ErrorInterface,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
} from '../builder.ts';
import { WorkflowNode } from '../workflows/workflow.graphql.ts';
import { cancelRun } from './cancel-run.ts';
import { MissingOutputsError } from './missing-outputs-error.ts';
import { RunNode } from './run.graphql.ts';

const runs: Access = { scope: 'RUN', project: 'CONTRIBUTOR' };

export const idempotencyKey = z
  .string()
  .trim()
  .min(1, 'Give an idempotency key.')
  .max(200, 'At most 200 characters.');
const input = z.record(z.string(), z.unknown(), 'The input is one JSON object: a value for each field.');

builder.relayMutationField(
  'startRun',
  {
    inputFields: (t) => ({
      workflowId: t.globalID({ for: WorkflowNode }),
      draftRevision: t.int({
        required: false,
        description: 'Runs the draft at this revision, not the live version.',
      }),
      input: t.field({ type: 'JSON', description: 'A value for each field of the input step.' }),
      idempotencyKey: t.string({
        validate: idempotencyKey,
        description: 'Chosen by you, e.g. a UUID. Sending the same again gives the same run.',
      }),
      usePins: t.boolean({
        defaultValue: false,
        description: 'Of a draft: steps with a pinned output are not run.',
      }),
    }),
  },
  {
    authScopes: { may: runs },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: async (_root, { input: start }, context) => {
      const values = input.safeParse(start.input);
      if (!values.success)
        throw InvalidInputError.at('input', 'The input is one JSON object: a value for each field.');
      return context.services.runs.start(context.requireActor(), {
        workflowId: start.workflowId.id,
        draftRevision: start.draftRevision ?? null,
        input: values.data,
        idempotencyKey: start.idempotencyKey,
        usePins: start.usePins,
      });
    },
  },
  { outputFields: (t) => ({ run: t.field({ type: RunNode, resolve: (run) => run }) }) },
);

const MissingOutput = builder.objectRef<{ id: string; name: string }>('MissingOutput').implement({
  description: 'A step of which no output is known.',
  fields: (t) => ({ nodeId: t.exposeString('id'), name: t.exposeString('name') }),
});

builder.objectType(MissingOutputsError, {
  name: 'MissingOutputsError',
  interfaces: [ErrorInterface],
  description: 'The step reads others that are neither pinned nor were run before.',
  fields: (t) => ({ steps: t.field({ type: [MissingOutput], resolve: ({ steps }) => [...steps] }) }),
});

builder.relayMutationField(
  'runStep',
  {
    inputFields: (t) => ({
      workflowId: t.globalID({ for: WorkflowNode }),
      draftRevision: t.int({ description: 'The revision of the draft that you have looked at.' }),
      nodeId: t.string({ description: 'The step to run.' }),
      input: t.field({
        type: 'JSON',
        required: false,
        description: 'What the input step gives. Left out: what it gave before.',
      }),
      fromRunId: t.globalID({
        for: RunNode,
        required: false,
        description:
          'The run whose outputs the step reads. What it does not have comes from the latest run of the draft that has it.',
      }),
      idempotencyKey: t.string({ validate: idempotencyKey }),
    }),
  },
  {
    description:
      'Runs one step of the draft: on what is pinned to the steps that it reads, or else on what they put out before.',
    authScopes: { may: runs },
    errors: {
      types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError, MissingOutputsError],
    },
    resolve: async (_root, { input: start }, context) => {
      const values = input.nullish().safeParse(start.input);
      if (!values.success)
        throw InvalidInputError.at('input', 'The input is one JSON object: a value for each field.');
      return context.services.runs.start(context.requireActor(), {
        workflowId: start.workflowId.id,
        draftRevision: start.draftRevision,
        nodeId: start.nodeId,
        input: values.data ?? null,
        fromRunId: start.fromRunId?.id ?? null,
        idempotencyKey: start.idempotencyKey,
      });
    },
  },
  { outputFields: (t) => ({ run: t.field({ type: RunNode, resolve: (run) => run }) }) },
);

builder.relayMutationField(
  'cancelRun',
  { inputFields: (t) => ({ runId: t.globalID({ for: RunNode }) }) },
  {
    authScopes: { may: runs },
    errors: { types: [ForbiddenError, NotFoundError, ConflictError] },
    resolve: (_root, { input: { runId } }, context) =>
      context.transact((em, actor) => cancelRun(em, actor, { runId: runId.id })),
  },
  { outputFields: (t) => ({ run: t.field({ type: RunNode, resolve: (run) => run }) }) },
);
