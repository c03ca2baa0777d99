import { z } from 'zod';
import type { Access } from '../access/rules.ts';
import { builder, ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../builder.ts';
import { ProjectNode } from '../organizations/project.graphql.ts';
import { archiveWorkflow } from './archive-workflow.ts';
import { createWorkflow } from './create-workflow.ts';
import { DraftConflictError, InvalidWorkflowError } from './draft.graphql.ts';
import { duplicateWorkflow } from './duplicate-workflow.ts';
import { publishWorkflow } from './publish-workflow.ts';
import { restoreVersion } from './restore-version.ts';
import { saveDraft } from './save-draft.ts';
import { startingPointNames } from './starting-points.ts';
import { updateWorkflow } from './update-workflow.ts';
import { WorkflowNode } from './workflow.graphql.ts';
import { WorkflowVersionNode } from './workflow-version.graphql.ts';

const contributes: Access = { scope: 'WRITE', project: 'CONTRIBUTOR' };
const StartingPointEnum = builder.enumType('WorkflowStartingPoint', { values: startingPointNames });

const name = z
  .string()
  .trim()
  .min(1, 'Give the workflow a name.')
  .max(120, 'A name has at most 120 characters.');
const description = z.string().trim().max(2000, 'A description has at most 2,000 characters.').nullish();
const message = z.string().trim().max(2000, 'A message has at most 2,000 characters.').nullish();

/** What can stand in the way of a change of the draft. */
const draftErrors = [
  ForbiddenError,
  NotFoundError,
  InvalidInputError,
  InvalidWorkflowError,
  ConflictError,
  DraftConflictError,
];

builder.relayMutationField(
  'createWorkflow',
  {
    inputFields: (t) => ({
      projectId: t.globalID({ for: ProjectNode }),
      name: t.string({ validate: name }),
      description: t.string({ required: false, validate: description }),
      from: t.field({ type: StartingPointEnum, defaultValue: 'BLANK' }),
      graph: t.field({
        type: 'JSON',
        required: false,
        description: 'A document to begin with, in place of a starting point.',
      }),
      template: t.string({
        required: false,
        description: 'The slug of a template to begin with, in place of either.',
      }),
    }),
  },
  {
    authScopes: { may: contributes },
    errors: {
      types: [ForbiddenError, NotFoundError, InvalidInputError, InvalidWorkflowError, ConflictError],
    },
    resolve: (_root, { input }, context) =>
      context.transact((em, actor) => createWorkflow(em, actor, { ...input, projectId: input.projectId.id })),
  },
  { outputFields: (t) => ({ workflow: t.field({ type: WorkflowNode, resolve: (workflow) => workflow }) }) },
);

const DraftChangesInput = builder.inputType('DraftChangesInput', {
  description: 'What is different from the draft at the expected revision. What is named nowhere stays.',
  fields: (t) => ({
    nodes: t.field({ type: ['JSON'], defaultValue: [], description: 'New or changed steps, each whole.' }),
    removedNodes: t.stringList({ defaultValue: [], description: 'Their ids.' }),
    edges: t.field({ type: ['JSON'], defaultValue: [], description: 'New or changed connections.' }),
    removedEdges: t.stringList({ defaultValue: [], description: 'Their ids.' }),
  }),
});

builder.relayMutationField(
  'saveDraft',
  {
    inputFields: (t) => ({
      workflowId: t.globalID({ for: WorkflowNode }),
      expectedRevision: t.int({ description: 'The revision that you saw last.' }),
      graph: t.field({ type: 'JSON', required: false, description: 'The whole of it.' }),
      changes: t.field({
        type: DraftChangesInput,
        required: false,
        description: 'In place of the graph: of a large one, most stays as it is.',
      }),
    }),
  },
  {
    description:
      'Saves the graph, ready or not: its issues tell what is missing. Where somebody saved in between, nothing is changed and the error carries what is there.',
    authScopes: { may: contributes },
    errors: { types: draftErrors },
    resolve: (_root, { input }, context) =>
      context.transact((em, actor) => saveDraft(em, actor, { ...input, workflowId: input.workflowId.id })),
  },
  { outputFields: (t) => ({ workflow: t.field({ type: WorkflowNode, resolve: (workflow) => workflow }) }) },
);

builder.relayMutationField(
  'publishWorkflow',
  {
    inputFields: (t) => ({
      workflowId: t.globalID({ for: WorkflowNode }),
      revision: t.int({ description: 'The revision that you have looked at.' }),
      message: t.string({ required: false, validate: message, description: 'What changed, for the others.' }),
    }),
  },
  {
    description: 'Freezes the draft as the next version, which becomes the live one.',
    authScopes: { may: contributes },
    errors: { types: draftErrors },
    resolve: (_root, { input }, context) =>
      context.transact((em, actor) =>
        publishWorkflow(
          em,
          actor,
          { ...input, workflowId: input.workflowId.id },
          context.services.models.catalogue,
        ),
      ),
  },
  {
    outputFields: (t) => ({
      workflow: t.field({ type: WorkflowNode, resolve: ({ workflow }) => workflow }),
      version: t.field({ type: WorkflowVersionNode, resolve: ({ version }) => version }),
    }),
  },
);

builder.relayMutationField(
  'restoreVersion',
  {
    inputFields: (t) => ({
      versionId: t.globalID({ for: WorkflowVersionNode }),
      expectedRevision: t.int({ description: 'The revision of the draft that you saw last.' }),
    }),
  },
  {
    description:
      'Puts the graph of a version in place of the draft; what is live stays so until the draft is published. Where somebody saved in between, nothing is changed and the error carries what is there.',
    authScopes: { may: contributes },
    errors: { types: draftErrors },
    resolve: (_root, { input }, context) =>
      context.transact((em, actor) => restoreVersion(em, actor, { ...input, versionId: input.versionId.id })),
  },
  { outputFields: (t) => ({ workflow: t.field({ type: WorkflowNode, resolve: (workflow) => workflow }) }) },
);

builder.relayMutationField(
  'updateWorkflow',
  {
    inputFields: (t) => ({
      workflowId: t.globalID({ for: WorkflowNode }),
      name: t.string({ required: false, validate: name.nullish() }),
      description: t.string({ required: false, validate: description }),
    }),
  },
  {
    authScopes: { may: contributes },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError] },
    resolve: (_root, { input }, context) =>
      context.transact((em, actor) =>
        updateWorkflow(em, actor, { ...input, workflowId: input.workflowId.id }),
      ),
  },
  { outputFields: (t) => ({ workflow: t.field({ type: WorkflowNode, resolve: (workflow) => workflow }) }) },
);

builder.relayMutationField(
  'archiveWorkflow',
  {
    inputFields: (t) => ({
      workflowId: t.globalID({ for: WorkflowNode }),
      archived: t.boolean({ defaultValue: true, description: 'False restores it.' }),
    }),
  },
  {
    authScopes: { may: contributes },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError] },
    resolve: (_root, { input }, context) =>
      context.transact((em, actor) =>
        archiveWorkflow(em, actor, { ...input, workflowId: input.workflowId.id }),
      ),
  },
  { outputFields: (t) => ({ workflow: t.field({ type: WorkflowNode, resolve: (workflow) => workflow }) }) },
);

builder.relayMutationField(
  'duplicateWorkflow',
  {
    inputFields: (t) => ({
      workflowId: t.globalID({ for: WorkflowNode }),
      projectId: t.globalID({
        for: ProjectNode,
        required: false,
        description:
          'Its own project where none is named. Another one must have the same tools and connections.',
      }),
      name: t.string({
        required: false,
        validate: name.nullish(),
        description: '"Copy of ..." where none is given.',
      }),
    }),
  },
  {
    description: 'A new workflow that begins with this draft.',
    authScopes: { may: contributes },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, ConflictError] },
    resolve: (_root, { input }, context) =>
      context.transact((em, actor) =>
        duplicateWorkflow(em, actor, {
          ...input,
          workflowId: input.workflowId.id,
          projectId: input.projectId?.id,
        }),
      ),
  },
  { outputFields: (t) => ({ workflow: t.field({ type: WorkflowNode, resolve: (workflow) => workflow }) }) },
);
