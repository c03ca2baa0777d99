import * as z from 'zod';
import { describeKind, flowIn } from './node-kind.ts';
import { defaultFaults, onErrorSchema, portsOf, portsTaken, shapeWithError } from './on-error.ts';
import { fieldTemplates, otherWorkflow, otherWorkflowFaults } from './other-workflow.ts';

const dataSchema = z.strictObject({ ...otherWorkflow, onError: onErrorSchema });

export type WorkflowData = z.infer<typeof dataSchema>;

export const workflow = describeKind<WorkflowData>({
  label: 'Workflow',
  description: 'Runs a published version of another workflow as one step of this one.',
  data: dataSchema,
  initial: () => dataSchema.parse({}),
  inputs: flowIn,
  outputs: portsOf,
  outputShape: (data) =>
    shapeWithError(data, Object.fromEntries(data.results.map((name) => [name, { kind: 'any' }]))),
  templates: fieldTemplates,
  takes: portsTaken,
  validate: (data) => [...otherWorkflowFaults(data), ...defaultFaults(data, data.results)],
});
