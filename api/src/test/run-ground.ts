// Everything that a run needs, for real, with the sandbox at the provider's end: its log is the oracle of what was
// called, and whether the caller hung up.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import { addCustomModel } from '../models/add-custom-model.ts';
import { createModelServices } from '../models/model-services.ts';
import { createProject } from '../organizations/create-project.ts';
import { type EntityManager, inOrganization } from '../orm.ts';
import { createAdmission } from '../runs/admission.ts';
import { Attempt } from '../runs/attempt.ts';
import { Run } from '../runs/run.ts';
import { createRunStarter, type Start, type StepStart } from '../runs/start-run.ts';
import { StepRun } from '../runs/step-run.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import { Workflow } from '../workflows/workflow.ts';
import { createLog } from '../log.ts';
import { createDatabase } from './database.ts';
import { createActor, createDurableGround, waitFor } from './durable-ground.ts';

/** `egressAllow` lets a test bring a provider of its own besides the sandbox. */
export async function createRunGround({ egressAllow = '' } = {}) {
  const sandbox = createSandbox();
  sandbox.server.listen(0, '127.0.0.1');
  await once(sandbox.server, 'listening');
  const sandboxUrl = `http://127.0.0.1:${(sandbox.server.address() as AddressInfo).port}`;

  const database = await createDatabase();
  const { orm } = database;
  const ground = await createDurableGround(database.url, {
    SANDBOX_URL: sandboxUrl,
    EGRESS_ALLOW: egressAllow,
  });
  const actor = await createActor(orm);
  const log = createLog('test', { level: 'silent' });
  const admission = createAdmission(orm, ground.restate.client, log);
  /** Queues only: what is let go when is up to the test. */
  const queuer = createRunStarter({ orm, databaseUrl: database.url, log, admission, atMost: 0 });
  const models = createModelServices({
    KEY_RING_FILE: ground.keyRingFile,
    EGRESS_ALLOW: egressAllow,
    SANDBOX_URL: sandboxUrl,
    OPENROUTER_API_KEY: undefined,
    PLATFORM_MODELS_FILE: undefined,
    PLATFORM_CALLS_PER_MINUTE: 120,
  });
  const inTenant = <T>(work: (em: EntityManager) => Promise<T>) =>
    inOrganization(orm, actor.organizationId, work);
  const project = await inTenant((em) => createProject(em, actor, { name: 'Runs' }));

  /** A model of the sandbox's, registered under its own id as slug. */
  const addModel = (
    modelId: string,
    apiKey?: string,
    baseUrl = `${sandboxUrl}/v1`,
    { vision = false, slug = modelId, price }: { vision?: boolean; slug?: string; price?: string } = {},
  ) =>
    inTenant((em) =>
      addCustomModel(
        em,
        actor,
        {
          setup: {
            provider: 'openai-compatible',
            fields: [
              { name: 'baseUrl', value: baseUrl },
              ...(apiKey ? [{ name: 'apiKey', value: apiKey }] : []),
            ],
            providerModelId: modelId,
            maxTokens: 4096,
            capabilities: { jsonMode: true, vision, toolUse: true, reasoning: false },
            reasoningParameter: 'max_tokens',
          },
          displayName: modelId,
          slug,
          ...(price && { inputCost: price, outputCost: price }),
          untested: true,
        },
        models,
      ),
    );

  async function createWorkflow(graph: WorkflowGraph): Promise<Workflow> {
    return inTenant(async (em) => {
      const workflow = em.create(Workflow, {
        id: uuid(),
        organizationId: actor.organizationId,
        projectId: project.id,
        name: 'Under test',
        description: '',
        draft: graph,
        draftBy: actor.name,
      });
      await em.flush();
      return workflow;
    });
  }

  const queue = (workflow: Workflow, input: string | Record<string, unknown> = 'hello') =>
    queuer.start(actor, {
      workflowId: workflow.id,
      draftRevision: workflow.revision,
      input: typeof input === 'string' ? { text: input } : input,
      idempotencyKey: uuid(),
    });

  const findRun = ({ id }: Pick<Run, 'id'>) => inTenant((em) => em.findOneOrFail(Run, { id }));

  return {
    sandbox,
    sandboxUrl,
    database,
    orm,
    ground,
    actor,
    project,
    models,
    admission,
    addModel,
    createWorkflow,
    inTenant,
    findRun,
    queue,
    /** Queues a run of the workflow's draft and lets it go, as the api does. */
    async start(workflow: Workflow, input: string | Record<string, unknown> = 'hello'): Promise<Run> {
      const run = await queue(workflow, input);
      await admission.admit(actor.organizationId);
      return run;
    },
    /** The same, of whatever kind the start is. */
    async startWith(start: Start | StepStart, by = actor): Promise<Run> {
      const run = await queuer.start(by, start);
      await admission.admit(actor.organizationId);
      return run;
    },
    finished: (run: Run, boundMs = 30_000) =>
      waitFor(async () => {
        const now = await findRun(run);
        return now.hasEnded() ? now : null;
      }, boundMs),
    stepsOf: ({ id }: Run) =>
      inTenant((em) => em.find(StepRun, { runId: id }, { orderBy: { change: 'asc' } })),
    attemptsOf: ({ id }: Run) =>
      inTenant((em) => em.find(Attempt, { runId: id }, { orderBy: { startedAt: 'asc' } })),
    async close() {
      await queuer.close();
      await ground.close();
      await models.fetch.close();
      await sandbox.close();
      await database.close();
    },
  };
}
