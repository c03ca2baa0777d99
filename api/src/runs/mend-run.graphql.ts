// What people do to a run that stands still: it goes on, or is gone through again.
import { type RunLimits, runLimitNames } from '@patchbay/schema/run-limits.ts';
import { isRecord } from '@patchbay/schema/shape.ts';
import type { Access } from '../access/rules.ts';
import { builder, ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../builder.ts';
import { RunLimitsInput } from '../budgets/run-limits.graphql.ts';
import type { Context } from '../context.ts';
import { idempotencyKey } from './change-run.graphql.ts';
import { raiseBudget } from './raise-budget.ts';
import { rerunFrom } from './rerun-from.ts';
import { retryRun } from './retry-run.ts';
import type { Run } from './run.ts';
import { RunNode } from './run.graphql.ts';

const runs: Access = { scope: 'RUN', project: 'CONTRIBUTOR' };

/** The run is safe in its row: what lets it go is not waited for. */
export async function thenLetGo<T>({ services, requireActor }: Context, change: Promise<T>): Promise<T> {
  const changed = await change;
  services.runs.letGo(requireActor().organizationId);
  return changed;
}

builder.relayMutationField(
  'retryRun',
  { inputFields: (t) => ({ runId: t.globalID({ for: RunNode }) }) },
  {
    description:
      'A run that failed or was cancelled goes on from what failed. What was done is not done again.',
    authScopes: { may: runs },
    errors: { types: [ForbiddenError, NotFoundError, ConflictError] },
    resolve: (_root, { input: { runId } }, context) =>
      thenLetGo(
        context,
        context.transact((em, actor) => retryRun(em, actor, { runId: runId.id })),
      ),
  },
  { outputFields: (t) => ({ run: t.field({ type: RunNode, resolve: (run: Run) => run }) }) },
);

builder.relayMutationField(
  'rerunFrom',
  {
    inputFields: (t) => ({
      runId: t.globalID({ for: RunNode }),
      nodeId: t.string({
        required: false,
        description: 'The step to run from. Left out: from the beginning.',
      }),
      input: t.field({
        type: 'JSON',
        required: false,
        description: 'Of the run, in place of what it was started with; read from the input step on.',
      }),
      outputs: t.field({
        type: 'JSON',
        required: false,
        description: 'Of steps before, in place of what they put out then: by the ids of their nodes.',
      }),
      model: t.string({ required: false, description: 'What the step asks in place of its own model.' }),
      idempotencyKey: t.string({ validate: idempotencyKey }),
    }),
  },
  {
    description:
      'A new run of the same frozen graph, from a step on. What does not come after it is not run: its output of then stands in.',
    authScopes: { may: runs },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: (_root, { input: given }, context) => {
      const { runId, nodeId, input, outputs, model } = given;
      if (input != null && !isRecord(input))
        throw InvalidInputError.at('input', 'The input is one JSON object: a value for each field.');
      if (outputs != null && !isRecord(outputs))
        throw InvalidInputError.at('outputs', 'The outputs are one JSON object: an output for each step.');
      return thenLetGo(
        context,
        context.transact((em, actor) =>
          rerunFrom(em, actor, {
            runId: runId.id,
            nodeId: nodeId ?? null,
            input: input ?? null,
            outputs: outputs ?? {},
            model: model ?? null,
            idempotencyKey: given.idempotencyKey,
          }),
        ),
      );
    },
  },
  { outputFields: (t) => ({ run: t.field({ type: RunNode, resolve: (run: Run) => run }) }) },
);

builder.relayMutationField(
  'raiseBudget',
  {
    inputFields: (t) => ({
      runId: t.globalID({ for: RunNode }),
      limits: t.field({ type: RunLimitsInput, description: 'What is left out stays.' }),
    }),
  },
  {
    description: 'A run that was stopped by a budget goes on with another one.',
    authScopes: { may: { scope: 'RUN', admin: true } },
    errors: { types: [ForbiddenError, NotFoundError, ConflictError] },
    resolve: (_root, { input: { runId, limits } }, context) =>
      thenLetGo(
        context,
        context.transact((em, actor) => raiseBudget(em, actor, { runId: runId.id, limits: said(limits) })),
      ),
  },
  { outputFields: (t) => ({ run: t.field({ type: RunNode, resolve: (run: Run) => run }) }) },
);

function said(limits: RunLimits): RunLimits {
  return Object.fromEntries(
    runLimitNames.flatMap((name) => (limits[name] === undefined ? [] : [[name, limits[name]]])),
  );
}
