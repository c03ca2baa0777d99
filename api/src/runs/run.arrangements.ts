import { v7 as uuid } from 'uuid';
import type { Arrangements } from '../test/access-matrix.ts';
import { chainOf } from '../test/chain-of.ts';
import { globalId, type World } from '../test/world.ts';
import { Workflow } from '../workflows/workflow.ts';
import { Approval } from './approval.ts';
import { pinStepOutput } from './pin-step-output.ts';
import { Run } from './run.ts';

const notInProject = {
  roles: ['member', 'memberKey'],
  answer: 'NOT_FOUND',
  because: 'a run is visible to the members of its project and to admins only',
} as const;

const graph = chainOf(['sandbox-fast']);

async function newWorkflow({ ours }: World): Promise<string> {
  const id = uuid();
  await ours.transact(async (em, actor) => {
    em.create(Workflow, {
      id,
      organizationId: actor.organizationId,
      projectId: ours.project.id,
      name: 'To be run',
      description: '',
      draft: graph,
      draftBy: actor.name,
    });
  });
  return id;
}

async function newRun(world: World, status: Run['status']): Promise<string> {
  const workflowId = await newWorkflow(world);
  const id = uuid();
  await world.ours.transact(async (em, actor) => {
    em.create(Run, {
      id,
      organizationId: actor.organizationId,
      projectId: world.ours.project.id,
      workflowId,
      graph,
      input: { text: 'ours' },
      status,
      requestedBy: actor.name,
    });
  });
  return globalId('Run', id);
}

async function newApproval(world: World): Promise<string> {
  const runId =
    Buffer.from(await newRun(world, 'WAITING'), 'base64')
      .toString()
      .split(':')[1] ?? '';
  const id = uuid();
  await world.ours.transact(async (em, actor) => {
    em.create(Approval, {
      id,
      organizationId: actor.organizationId,
      projectId: world.ours.project.id,
      runId,
      path: 'a1',
      stepName: 'Ours to decide',
      message: 'Ours?',
      assignees: [],
    });
  });
  return globalId('Approval', id);
}

export const runArrangements: Arrangements = {
  'node(Run)': {
    arrange: async (world) => ({ id: await newRun(world, 'SUCCEEDED') }),
    except: [notInProject],
  },
  'Query.run': {
    arrange: async (world) => ({ id: await newRun(world, 'SUCCEEDED') }),
    except: [notInProject],
  },
  'Organization.runs': { arrange: () => ({ first: 1 }) },
  'Organization.runTotals': { arrange: () => ({ filter: { draft: true } }) },
  'Organization.runHistogram': { arrange: () => ({ filter: { draft: true }, buckets: 3 }) },
  'Organization.runFacets': { arrange: () => ({ filter: { draft: true } }) },
  'Mutation.startRun': {
    arrange: async (world) => ({
      input: {
        workflowId: globalId('Workflow', await newWorkflow(world)),
        draftRevision: 1,
        input: { text: 'hello' },
        idempotencyKey: uuid(),
      },
    }),
  },
  'Mutation.runStep': {
    arrange: async (world) => ({
      input: {
        workflowId: globalId('Workflow', await newWorkflow(world)),
        draftRevision: 1,
        nodeId: 'p1',
        input: { text: 'hello' },
        idempotencyKey: uuid(),
      },
    }),
  },
  'Mutation.pinStepOutput': {
    arrange: async (world) => ({
      input: {
        workflowId: globalId('Workflow', await newWorkflow(world)),
        nodeId: 'p1',
        output: { text: 'Ours' },
      },
    }),
  },
  'Mutation.unpinStepOutput': {
    arrange: async (world) => {
      const workflowId = await newWorkflow(world);
      const pin = { workflowId, nodeId: 'p1', output: { text: 'Ours' }, stepRunId: null };
      await world.ours.transact((em, actor) => pinStepOutput(em, actor, pin));
      return { input: { workflowId: globalId('Workflow', workflowId), nodeId: 'p1' } };
    },
  },
  'Mutation.retryRun': { arrange: async (world) => ({ input: { runId: await newRun(world, 'FAILED') } }) },
  'Mutation.rerunFrom': {
    arrange: async (world) => ({
      input: { runId: await newRun(world, 'FAILED'), nodeId: 'p1', idempotencyKey: uuid() },
    }),
  },
  'Mutation.raiseBudget': {
    arrange: async (world) => ({
      input: { runId: await newRun(world, 'OVER_BUDGET'), limits: { cost: '5' } },
    }),
  },
  'node(Approval)': {
    arrange: async (world) => ({ id: await newApproval(world) }),
    except: [notInProject],
  },
  'Organization.approvals': { arrange: () => ({ first: 1, open: true, forViewer: true }) },
  'Mutation.decideApproval': {
    arrange: async (world) => ({ input: { approvalId: await newApproval(world), approve: true } }),
  },
  'Mutation.cancelRun': { arrange: async (world) => ({ input: { runId: await newRun(world, 'QUEUED') } }) },
  // One that has ended, so that the stream ends, too.
  'Subscription.runEvents': {
    arrange: async (world) => ({ runId: await newRun(world, 'SUCCEEDED') }),
    except: [notInProject],
  },
};
