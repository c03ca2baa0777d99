import { v7 as uuid } from 'uuid';
import { newModel } from '../models/model.arrangements.ts';
import type { Arrangements } from '../test/access-matrix.ts';
import { globalId, type World } from '../test/world.ts';
import { createWorkflow } from './create-workflow.ts';
import { publishWorkflow } from './publish-workflow.ts';
import { summariseAndAnswer } from './starting-points.ts';
import type { Workflow } from './workflow.ts';
import { writeWorkflowFile } from '@patchbay/schema/workflow-file/write-workflow-file.ts';

const notInProject = {
  roles: ['member', 'memberKey'],
  answer: 'NOT_FOUND',
  because: 'a workflow is visible to the members of its project and to admins only',
} as const;

const project = ({ ours }: World) => globalId('Project', ours.project.id);

function newWorkflow({ ours }: World): Promise<Workflow> {
  const input = { projectId: ours.project.id, name: `Ours ${uuid()}`, from: 'SUMMARISE_AND_ANSWER' as const };
  return ours.transact((em, actor) => createWorkflow(em, actor, input));
}

const workflowId = async (world: World) => globalId('Workflow', (await newWorkflow(world)).id);

async function newVersion(world: World): Promise<string> {
  const { id, revision } = await newWorkflow(world);
  const { version } = await world.ours.transact((em, actor) =>
    publishWorkflow(em, actor, { workflowId: id, revision }, world.services.models.catalogue),
  );
  return globalId('WorkflowVersion', version.id);
}

async function usedModel(world: World): Promise<string> {
  const { id, slug } = await newModel(world);
  const graph = summariseAndAnswer(slug);
  const input = { projectId: world.ours.project.id, name: `Ours ${uuid()}`, from: 'BLANK' as const, graph };
  await world.ours.transact((em, actor) => createWorkflow(em, actor, input));
  return globalId('Model', id);
}

export const workflowArrangements: Arrangements = {
  'node(Workflow)': { arrange: async (world) => ({ id: await workflowId(world) }), except: [notInProject] },
  'node(WorkflowVersion)': {
    arrange: async (world) => ({ id: await newVersion(world) }),
    except: [notInProject],
  },
  'Workflow.comparison': {
    arrange: async (world) => ({ id: await workflowId(world) }),
    except: [notInProject],
  },
  // For a moment only, so that the stream ends.
  'Subscription.workflowPresence': {
    arrange: async (world) => ({ workflowId: await workflowId(world), stayMs: 100 }),
    except: [{ ...notInProject, roles: ['member'] }],
  },
  'Workflow.attention': {
    arrange: async (world) => ({ id: await workflowId(world) }),
    except: [notInProject],
  },
  'Organization.workflowsNeedingAttention': { arrange: () => ({ first: 1 }) },
  'Query.modelImpact': {
    arrange: async (world) => ({ modelId: await usedModel(world), change: { active: false } }),
  },
  'Query.repointPlan': { arrange: async (world) => ({ modelId: await usedModel(world) }) },
  'Mutation.retireModel': {
    arrange: async (world) => ({ input: { modelId: await usedModel(world), as: 'DELETED' } }),
  },
  'Model.usage': { arrange: async (world) => ({ id: await usedModel(world) }) },
  'Organization.workflows': { arrange: () => ({ first: 1, archived: false }) },
  'Project.workflows': {
    arrange: (world) => ({ id: project(world), first: 1, archived: false }),
    except: [notInProject],
  },
  'Mutation.createWorkflow': {
    arrange: (world) => ({ input: { projectId: project(world), name: `Ours ${uuid()}`, from: 'BLANK' } }),
  },
  'Mutation.saveDraft': {
    arrange: async (world) => ({
      input: {
        workflowId: await workflowId(world),
        expectedRevision: 1,
        graph: summariseAndAnswer('another-model'),
      },
    }),
  },
  'Mutation.publishWorkflow': {
    arrange: async (world) => ({ input: { workflowId: await workflowId(world), revision: 1 } }),
  },
  'Mutation.restoreVersion': {
    arrange: async (world) => ({ input: { versionId: await newVersion(world), expectedRevision: 1 } }),
  },
  'Mutation.updateWorkflow': {
    arrange: async (world) => ({ input: { workflowId: await workflowId(world), name: `Ours ${uuid()}` } }),
  },
  'Mutation.archiveWorkflow': {
    arrange: async (world) => ({ input: { workflowId: await workflowId(world), archived: true } }),
  },
  'Mutation.duplicateWorkflow': {
    arrange: async (world) => ({ input: { workflowId: await workflowId(world) } }),
  },
  'Query.workflowTemplates': { arrange: () => ({}) },
  'Query.exportWorkflow': {
    arrange: async (world) => ({ workflowId: await workflowId(world), version: null }),
  },
  'Mutation.readWorkflowFile': {
    arrange: (world) => ({ input: { projectId: project(world), text: ourFile } }),
  },
  'Mutation.importWorkflow': {
    arrange: (world) => ({ input: { projectId: project(world), text: ourFile } }),
  },
};

const ourFile = writeWorkflowFile({
  name: 'Ours, from a file',
  description: '',
  models: {},
  connections: {},
  tools: {},
  graph: summariseAndAnswer(),
});
