import { listSome } from '@patchbay/schema/list-some.ts';
import { ConflictError } from '../errors.ts';
import type { BindingWorkflow } from './binding-usage.ts';

/** Says who uses it, by name, so that a person knows where to go. */
export function refuseWhileUsed(
  what: 'tool' | 'connection',
  { tools = [], workflows }: { tools?: readonly string[]; workflows: readonly BindingWorkflow[] },
): void {
  const users = [
    tools.length > 0 ? `${tools.length === 1 ? 'the tool' : 'the tools'} ${listSome([...tools])}` : '',
    workflows.length > 0
      ? `${workflows.length === 1 ? 'the workflow' : 'the workflows'} ${listSome(workflows.map(nameWithSteps))}`
      : '',
  ].filter((users) => users !== '');
  if (users.length === 0) return;
  throw new ConflictError(
    `This ${what} is used by ${users.join(' and ')}. Take it out there first, or archive the workflow.`,
    [`${what}Id`],
  );
}

function nameWithSteps({ name, steps }: BindingWorkflow): string {
  const live = steps.some(({ inLive }) => inLive) ? ', live' : '';
  return `"${name}" (${steps.map((step) => step.name).join(', ')}${live})`;
}
