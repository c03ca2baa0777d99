import { isRecord } from '@patchbay/schema/shape.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { InvalidInputError } from '../errors.ts';
import { checkRunInput } from './check-run-input.ts';
import { isFile } from './files-of-input.ts';
import { StepFailed } from './step-failed.ts';

/**
 * What a workflow is given that runs inside of another one, checked like the input of a run. A file is handed on as it
 * is, and only one that the outer run was given itself.
 */
export function innerInput(
  graph: WorkflowGraph,
  given: Record<string, unknown>,
  outer: Record<string, unknown>,
): Record<string, unknown> {
  const fields = graph.nodes.flatMap((node) => (node.kind === 'input' ? node.data.fields : []));
  const files: Record<string, unknown> = {};
  const others: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const field = fields.find((one) => one.name === name);
    if (field && isFile(field.type) && isRecord(value)) files[name] = fileOf(name, value, outer);
    else others[name] = value;
  }
  try {
    const open = fields.filter(({ name }) => !Object.hasOwn(files, name));
    return { ...checkRunInput(open, others), ...files };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new StepFailed(
      'INPUT',
      `The workflow cannot take what it is given. ${error.issues.map(({ message }) => message).join(' ')}`,
      'Mend the fields of this step, and publish again.',
    );
  }
}

function fileOf(name: string, value: Record<string, unknown>, outer: Record<string, unknown>): unknown {
  const given = Object.values(outer).find(
    (one) => isRecord(one) && one.id === value.id && 'mediaType' in one,
  );
  if (given) return given;
  throw new StepFailed(
    'NO_FILE',
    `"${name}" is no file that this run was given.`,
    'Give it a file of the input.',
  );
}
