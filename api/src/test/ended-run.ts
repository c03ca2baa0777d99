import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import type { EntityManager } from '../orm.ts';
import { Attempt } from '../runs/attempt.ts';
import { Run } from '../runs/run.ts';
import { StepRun } from '../runs/step-run.ts';
import type { Workflow } from '../workflows/workflow.ts';

type Call = Partial<Attempt> & { nodeId: string; modelSlug: string };

/** A run that has ended, with the calls that its steps made; answered now unless they say otherwise. */
export async function createEndedRun(
  em: EntityManager,
  { organizationId }: Actor,
  { id: workflowId, projectId, draft }: Workflow,
  calls: readonly Call[],
): Promise<void> {
  const runId = uuid();
  const now = { startedAt: new Date(), finishedAt: new Date() };
  const run = { graph: draft, input: {}, status: 'SUCCEEDED', requestedBy: 'Ada' } as const;
  em.create(Run, { id: runId, organizationId, workflowId, projectId, ...run });
  for (const [nodeId, ofStep] of Map.groupBy(calls, (call) => call.nodeId)) {
    const stepId = uuid();
    const step = { path: nodeId, nodeId, kind: 'prompt', status: 'SUCCEEDED', change: 1 } as const;
    em.create(StepRun, { id: stepId, organizationId, runId, ...step, ...now });
    for (const [position, { nodeId: _step, ...call }] of ofStep.entries())
      em.create(Attempt, {
        id: uuid(),
        organizationId,
        runId,
        stepId,
        position,
        reference: call.modelSlug,
        reason: 'The step names it.',
        provider: 'openai-compatible',
        providerModelId: 'sandbox-fast',
        outcome: 'answered',
        ...now,
        ...call,
      });
  }
  await em.flush();
}
