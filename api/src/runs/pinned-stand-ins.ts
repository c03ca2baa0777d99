import { unneededSteps } from '@patchbay/schema/unneeded-steps.ts';
import { InvalidInputError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import type { RunnableWorkflow } from './runnable-workflow.ts';
import { type Plan, type StandIn, standInFor } from './stand-in.ts';
import { StepPin } from './step-pin.ts';

/** A run of the draft that runs neither steps with a pinned output, nor those that only lead to such steps. */
export async function planWithPins(
  em: EntityManager,
  workflow: RunnableWorkflow,
  input: Record<string, unknown>,
): Promise<Plan> {
  const { id: workflowId, graph } = workflow;
  if (workflow.draftRevision === null)
    throw InvalidInputError.at('usePins', 'Outputs are pinned to the draft. Give its revision to run it.');
  const outputs = await pinnedOutputs(em, workflowId);
  const unneeded = unneededSteps(graph, new Set(outputs.keys()));
  const standIns = graph.nodes.flatMap((node): StandIn[] => {
    const output = outputs.get(node.id);
    if (output) return [standInFor(node, 'PINNED', output)];
    return unneeded.has(node.id) ? [standInFor(node, 'NOT_NEEDED', null)] : [];
  });
  const runs = (id: string) => !outputs.has(id) && !unneeded.has(id);
  return graph.nodes.some(({ id, kind }) => kind === 'input' && runs(id))
    ? { part: workflow, input, standIns }
    : // Nobody reads what the form says.
      { part: { ...workflow, inputFields: [] }, input: {}, standIns };
}

/** By node id. */
export async function pinnedOutputs(
  em: EntityManager,
  workflowId: string,
): Promise<ReadonlyMap<string, Record<string, unknown>>> {
  const pins = await em.find(StepPin, { workflowId });
  return new Map(pins.map(({ nodeId, output }) => [nodeId, output]));
}
