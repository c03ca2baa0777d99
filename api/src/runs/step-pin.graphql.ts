import { z } from 'zod';
import type { Access } from '../access/rules.ts';
import { builder, ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../builder.ts';
import { WorkflowNode } from '../workflows/workflow.graphql.ts';
import { pinStepOutput } from './pin-step-output.ts';
import { StepPin } from './step-pin.ts';
import { unpinStepOutput } from './unpin-step-output.ts';

const contributes: Access = { scope: 'WRITE', project: 'CONTRIBUTOR' };

const StepPinType = builder.objectRef<StepPin>('StepPin').implement({
  description:
    'An output that stands in for a step of the draft. No version holds it, and no live run uses it.',
  fields: (t) => ({
    nodeId: t.exposeString('nodeId'),
    output: t.expose('output', { type: 'JSON' }),
    bytes: t.exposeInt('bytes', { description: 'Of the output as JSON.' }),
    pinnedBy: t.exposeString('pinnedBy'),
    pinnedAt: t.expose('pinnedAt', { type: 'DateTime' }),
  }),
});

builder.objectField(WorkflowNode, 'pins', (t) =>
  t.loadableGroup({
    type: StepPinType,
    description: 'The outputs that are pinned to steps of the draft, of steps that were taken out, too.',
    complexity: { multiplier: 10 },
    load: (ids: string[], context) =>
      context.transact((em) => em.find(StepPin, { workflowId: ids }, { orderBy: { id: 'asc' } })),
    group: (pin) => pin.workflowId,
    resolve: (workflow) => workflow.id,
  }),
);

const errors = { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] };

builder.relayMutationField(
  'pinStepOutput',
  {
    inputFields: (t) => ({
      workflowId: t.globalID({ for: WorkflowNode }),
      nodeId: t.string(),
      output: t.field({
        type: 'JSON',
        required: false,
        description: 'One JSON object. Or name a step of a run.',
      }),
      stepRunId: t.id({
        required: false,
        validate: z.uuid('This is no id of a step of a run.').nullish(),
        description: 'The step of a run whose output is pinned.',
      }),
    }),
  },
  {
    description: 'Pins an output to a step of the draft: runs with usePins do not run that step.',
    authScopes: { may: contributes },
    errors,
    resolve: (_root, { input: { workflowId, nodeId, output, stepRunId } }, context) =>
      context.transact((em, actor) =>
        pinStepOutput(em, actor, {
          workflowId: workflowId.id,
          nodeId,
          output,
          stepRunId: stepRunId == null ? null : String(stepRunId),
        }),
      ),
  },
  { outputFields: (t) => ({ workflow: t.field({ type: WorkflowNode, resolve: (workflow) => workflow }) }) },
);

builder.relayMutationField(
  'unpinStepOutput',
  { inputFields: (t) => ({ workflowId: t.globalID({ for: WorkflowNode }), nodeId: t.string() }) },
  {
    authScopes: { may: contributes },
    errors,
    resolve: (_root, { input: { workflowId, nodeId } }, context) =>
      context.transact((em, actor) => unpinStepOutput(em, actor, { workflowId: workflowId.id, nodeId })),
  },
  { outputFields: (t) => ({ workflow: t.field({ type: WorkflowNode, resolve: (workflow) => workflow }) }) },
);
