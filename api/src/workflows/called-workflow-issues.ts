import { listSome } from '@patchbay/schema/list-some.ts';
import type { InputField } from '@patchbay/schema/nodes/input.ts';
import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import type { WorkflowGraph, WorkflowIssue, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import type { EntityManager } from '../orm.ts';
import { WorkflowVersion } from './workflow-version.ts';
import { Workflow } from './workflow.ts';

type Calling = WorkflowNode<'workflow' | 'map'>;

/** Steps that run a workflow which the project does not have, or that do not give it what it takes. */
export async function calledWorkflowIssues(
  em: EntityManager,
  projectId: string,
  graph: WorkflowGraph,
): Promise<WorkflowIssue[]> {
  const calling = graph.nodes.filter(
    (node): node is Calling =>
      (node.kind === 'workflow' || node.kind === 'map') &&
      isUuid(node.data.workflow) &&
      node.data.version !== null,
  );
  if (calling.length === 0) return [];
  const ids = [...new Set(calling.map(({ data }) => data.workflow))];
  const workflows = await em.find(Workflow, { id: ids, projectId }, { fields: ['id', 'name', 'archivedAt'] });
  const versions = await em.find(WorkflowVersion, {
    $or: calling.map(({ data }) => ({ workflowId: data.workflow, number: data.version ?? 0 })),
  });
  return calling.flatMap((node) => {
    const workflow = workflows.find(({ id }) => id === node.data.workflow);
    const version = versions.find(
      ({ workflowId, number }) => workflowId === workflow?.id && number === node.data.version,
    );
    const at = (path: (string | number)[], message: string): WorkflowIssue[] => [
      { nodeId: node.id, path: ['data', ...path], message },
    ];
    if (!workflow)
      return at(['workflow'], 'The workflow of this step does not exist in the project. Choose another one.');
    if (workflow.archivedAt)
      return at(['workflow'], `"${workflow.name}" is archived. Restore it, or choose another workflow.`);
    if (!version)
      return at(
        ['version'],
        `"${workflow.name}" has no version ${node.data.version}. Choose another version.`,
      );
    return givenFaults(node, workflow.name, fieldsOf(version)).flatMap(({ path, message }) =>
      at(path, message),
    );
  });
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

const fieldsOf = ({ graph }: WorkflowVersion): InputField[] =>
  (parseWorkflow(graph).graph?.nodes ?? []).flatMap((node) =>
    node.kind === 'input' ? node.data.fields : [],
  );

function givenFaults(
  { data }: Calling,
  name: string,
  fields: readonly InputField[],
): { path: (string | number)[]; message: string }[] {
  const given = new Set(data.fields.filter(({ value }) => value.trim() !== '').map((field) => field.name));
  const missing = fields
    .filter((field) => field.required && !given.has(field.name))
    .map((field) => field.name);
  const unknown = data.fields.flatMap((field, index) =>
    fields.some((one) => one.name === field.name)
      ? []
      : [{ path: ['fields', index, 'name'], message: `"${name}" takes no "${field.name}". Remove it.` }],
  );
  if (missing.length === 0) return unknown;
  const message = `"${name}" cannot run without: ${listSome(missing)}. Say what it is given.`;
  return [...unknown, { path: ['fields'], message }];
}
