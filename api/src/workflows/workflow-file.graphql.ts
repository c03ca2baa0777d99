import { z } from 'zod';
import type { FileFault } from '@patchbay/schema/workflow-file/file-fault.ts';
import type { Access } from '../access/rules.ts';
import {
  builder,
  ConflictError,
  ErrorInterface,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
} from '../builder.ts';
import { ConnectionKindEnum, ConnectionNode } from '../connections/connection.graphql.ts';
import { RefusalType } from '../model-policy/resolution.graphql.ts';
import { CapabilityEnum } from '../models/capability.graphql.ts';
import { ModelTypeEnum } from '../models/model.graphql.ts';
import type { Model } from '../models/model.ts';
import { ProjectNode } from '../organizations/project.graphql.ts';
import { ToolNode } from '../tools/tool.graphql.ts';
import { InvalidWorkflowError } from './draft.graphql.ts';
import { exportWorkflow } from './export-workflow.ts';
import { importWorkflow } from './import-workflow.ts';
import {
  type InspectedConnection,
  type InspectedFile,
  type InspectedModel,
  type InspectedTool,
  inspectWorkflowFile,
} from './inspect-workflow-file.ts';
import { WorkflowFileError } from './workflow-file-error.ts';
import { WorkflowNode } from './workflow.graphql.ts';

const contributes: Access = { scope: 'WRITE', project: 'CONTRIBUTOR' };
/** A file says where connections lead, which viewers do not see. */
const readsAsContributor: Access = { scope: 'READ', project: 'CONTRIBUTOR' };

const ExportType = builder.objectRef<{ fileName: string; text: string }>('WorkflowExport').implement({
  description: 'A workflow as one readable JSON file, which holds no secret and no id of the organisation.',
  fields: (t) => ({
    fileName: t.exposeString('fileName'),
    text: t.exposeString('text', { description: 'What importWorkflow takes.' }),
  }),
});

builder.queryField('exportWorkflow', (t) =>
  t.field({
    type: ExportType,
    description:
      'Refused where a step holds what looks like a secret, or binds what the project does not have.',
    authScopes: { may: readsAsContributor },
    args: {
      workflowId: t.arg.globalID({ for: WorkflowNode }),
      version: t.arg.int({ required: false, description: 'The number of a version; else the draft.' }),
    },
    errors: { types: [ForbiddenError, NotFoundError, InvalidWorkflowError] },
    resolve: (_root, { workflowId, version }, { services, transact }) =>
      transact((em, actor) =>
        exportWorkflow(em, actor, { workflowId: workflowId.id, version }, services.models.catalogue),
      ),
  }),
);

const FileFaultType = builder.objectRef<FileFault>('WorkflowFileFault').implement({
  fields: (t) => ({
    message: t.exposeString('message'),
    line: t.exposeInt('line', { description: 'From 1.' }),
    column: t.exposeInt('column', { description: 'From 1.' }),
    excerpt: t.exposeString('excerpt', { description: 'Of that line, without what looks like a secret.' }),
    caret: t.exposeInt('caret', { description: 'Where in the excerpt the fault is, from 0.' }),
  }),
});

builder.objectType(WorkflowFileError, {
  name: 'WorkflowFileError',
  interfaces: [ErrorInterface],
  description: 'The file cannot be imported; nothing of it was used.',
  fields: (t) => ({ faults: t.field({ type: [FileFaultType], resolve: ({ faults }) => [...faults] }) }),
});

const ChoiceType = builder.objectRef<Model>('WorkflowFileChoice').implement({
  fields: (t) => ({
    reference: t.exposeString('reference'),
    displayName: t.exposeString('displayName'),
    provider: t.exposeString('provider'),
    type: t.expose('type', { type: ModelTypeEnum }),
  }),
});

const FileModelType = builder.objectRef<InspectedModel>('WorkflowFileModel').implement({
  fields: (t) => ({
    reference: t.exposeString('reference'),
    name: t.exposeString('name', { description: 'What it is called where the file was made.' }),
    here: t.exposeString('here', { nullable: true, description: 'What is called so here.' }),
    needs: t.field({ type: [CapabilityEnum], resolve: ({ needs }) => needs }),
    steps: t.exposeStringList('steps', { description: 'The names of the steps that use it.' }),
    refusals: t.field({
      type: [RefusalType],
      description: 'Why it does not serve here; empty where it does.',
      complexity: { multiplier: 3 },
      resolve: ({ refusals }) => refusals,
    }),
    choiceCount: t.exposeInt('choiceCount', { description: 'How many models meet what the steps need.' }),
    choices: t.field({
      type: [ChoiceType],
      complexity: { multiplier: 20 },
      description: 'Those that could take its place, by name; 20 at most.',
      resolve: ({ choices }) => choices,
    }),
  }),
});

const FileConnectionType = builder.objectRef<InspectedConnection>('WorkflowFileConnection').implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    origin: t.exposeString('origin'),
    kind: t.field({ type: ConnectionKindEnum, resolve: ({ kind }) => kind }),
    steps: t.exposeStringList('steps'),
    tools: t.exposeStringList('tools'),
    choices: t.field({
      type: [ConnectionNode],
      description: "The project's own for this origin, one of the same name first.",
      resolve: ({ choices }) => choices,
    }),
  }),
});

const FileToolType = builder.objectRef<InspectedTool>('WorkflowFileTool').implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    definition: t.field({ type: 'JSON', resolve: ({ definition }) => definition }),
    connection: t.exposeString('connection', { nullable: true, description: 'By its name in the file.' }),
    there: t.field({
      type: ToolNode,
      nullable: true,
      description: 'The tool that has this name here.',
      resolve: ({ there }) => there,
    }),
    same: t.exposeBoolean('same', { description: 'Whether that does the same, so that none is made.' }),
    fault: t.exposeString('fault', { nullable: true, description: 'Why it cannot be made here.' }),
  }),
});

const FileType = builder.objectRef<InspectedFile>('WorkflowFile').implement({
  description: 'What a file holds, seen from a project.',
  fields: (t) => ({
    name: t.string({ resolve: ({ file }) => file.name }),
    description: t.string({ resolve: ({ file }) => file.description }),
    stepCount: t.int({
      resolve: ({ file }) => file.graph.nodes.filter(({ kind }) => kind !== 'note').length,
    }),
    models: t.field({
      type: [FileModelType],
      complexity: { multiplier: 5 },
      resolve: ({ models }) => models,
    }),
    connections: t.field({
      type: [FileConnectionType],
      complexity: { multiplier: 5 },
      resolve: ({ connections }) => connections,
    }),
    tools: t.field({ type: [FileToolType], complexity: { multiplier: 5 }, resolve: ({ tools }) => tools }),
  }),
});

const textField = {
  required: false,
  description: 'What exportWorkflow gave, or the like; faults are told with line and column.',
} as const;
const documentField = {
  type: 'JSON',
  required: false,
  description: 'The same as JSON, in place of the text: a large file takes less room in the request.',
} as const;

function textOf({ text, document }: { text?: string | null; document?: unknown }): string {
  if ((text == null) === (document == null))
    throw InvalidInputError.at('text', 'Send the file either as text or as a document.');
  return text ?? JSON.stringify(document);
}

builder.relayMutationField(
  'readWorkflowFile',
  {
    inputFields: (t) => ({
      projectId: t.globalID({ for: ProjectNode }),
      text: t.string(textField),
      document: t.field(documentField),
    }),
  },
  {
    description:
      'What a file holds, what of it is missing in the project, and what could take its place. Nothing is saved.',
    authScopes: { may: readsAsContributor },
    errors: { types: [ForbiddenError, NotFoundError, InvalidInputError, WorkflowFileError] },
    resolve: (_root, { input }, { services, transact }) =>
      transact((em, actor) =>
        inspectWorkflowFile(
          em,
          actor,
          { projectId: input.projectId.id, text: textOf(input) },
          { catalogue: services.models.catalogue, fetch: services.tools.fetch },
        ),
      ),
  },
  { outputFields: (t) => ({ file: t.field({ type: FileType, resolve: (file) => file }) }) },
);

const ModelMappingInput = builder.inputType('ImportedModelInput', {
  fields: (t) => ({
    reference: t.string({ description: 'As the file has it.' }),
    becomes: t.string({ description: 'A slug, a platform id, an alias or "default".' }),
  }),
});

const ConnectionMappingInput = builder.inputType('ImportedConnectionInput', {
  fields: (t) => ({
    name: t.string({ description: 'As the file has it.' }),
    connectionId: t.globalID({
      for: ConnectionNode,
      required: false,
      description: 'Null leaves it open: steps that use it must be given one before they are published.',
    }),
  }),
});

const ToolMappingInput = builder.inputType('ImportedToolInput', {
  fields: (t) => ({
    name: t.string({ description: 'As the file has it.' }),
    toolId: t.globalID({ for: ToolNode, required: false, description: 'Takes its place.' }),
    createAs: t.string({ required: false, description: 'Under which name it is made.' }),
  }),
});

const name = z
  .string()
  .trim()
  .min(1, 'Give the workflow a name.')
  .max(120, 'A name has at most 120 characters.');

builder.relayMutationField(
  'importWorkflow',
  {
    inputFields: (t) => ({
      projectId: t.globalID({ for: ProjectNode }),
      text: t.string(textField),
      document: t.field(documentField),
      name: t.string({
        required: false,
        validate: name.nullish(),
        description: 'In place of that in the file.',
      }),
      models: t.field({
        type: [ModelMappingInput],
        required: false,
        description:
          'A reference that is not mapped is kept; the issues of the draft tell where it leads nowhere.',
      }),
      connections: t.field({
        type: [ConnectionMappingInput],
        required: false,
        description: 'Every connection of the file must stand here.',
      }),
      tools: t.field({
        type: [ToolMappingInput],
        required: false,
        description: 'A tool that is not mapped is made, unless the project has the same already.',
      }),
    }),
  },
  {
    description: 'Makes a workflow and the tools that it needs, all of it or nothing. It is a draft.',
    authScopes: { may: contributes },
    errors: {
      types: [
        ForbiddenError,
        NotFoundError,
        InvalidInputError,
        ConflictError,
        InvalidWorkflowError,
        WorkflowFileError,
      ],
    },
    resolve: (_root, { input }, { services, transact }) =>
      transact((em, actor) =>
        importWorkflow(
          em,
          actor,
          {
            projectId: input.projectId.id,
            text: textOf(input),
            name: input.name,
            models: input.models ?? [],
            connections: (input.connections ?? []).map((one) => ({
              name: one.name,
              connectionId: one.connectionId?.id ?? null,
            })),
            tools: (input.tools ?? []).map((one) => ({ ...one, toolId: one.toolId?.id })),
          },
          services.tools.fetch,
        ),
      ),
  },
  {
    outputFields: (t) => ({
      workflow: t.field({ type: WorkflowNode, resolve: ({ workflow }) => workflow }),
      madeTools: t.field({ type: [ToolNode], resolve: ({ tools }) => tools }),
    }),
  },
);
