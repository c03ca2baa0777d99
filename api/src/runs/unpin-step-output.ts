import type { Actor } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import { lockWorkflow, refuseArchived, workflowSubject } from '../workflows/find-workflow.ts';
import type { Workflow } from '../workflows/workflow.ts';
import { StepPin } from './step-pin.ts';

type Input = { workflowId: string; nodeId: string };

/** What is not pinned stays so: whoever unpins a second time has what was wanted. */
export async function unpinStepOutput(
  em: EntityManager,
  actor: Actor,
  { workflowId, nodeId }: Input,
): Promise<Workflow> {
  const workflow = await lockWorkflow(em, actor, workflowId, 'CONTRIBUTOR');
  refuseArchived(workflow);
  const unpinned = await em.nativeDelete(StepPin, { workflowId, nodeId });
  if (unpinned === 0) return workflow;
  const step = workflow.draft.nodes.find(({ id }) => id === nodeId);
  record(em, actor, 'workflow.step-unpinned', workflowSubject(workflow), { step: step?.name ?? nodeId });
  await em.flush();
  return workflow;
}
