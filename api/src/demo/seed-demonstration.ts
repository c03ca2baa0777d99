import { demonstrationAdmin, demonstrationProject, demonstrationSlug } from '../access/demonstration.ts';
import type { Actor } from '../access/actor.ts';
import { asIdentity, findPersonByEmail } from '../access/identity.ts';
import { actorOfPerson } from '../access/resolve-actor.ts';
import { seedTool } from './seed-tool.ts';
import { addSandboxModels, isSandboxSlug } from '../models/add-sandbox-models.ts';
import { CustomModel } from '../models/custom-model.ts';
import type { ModelServices } from '../models/model-services.ts';
import { updateModelPolicy } from '../model-policy/update-model-policy.ts';
import { Project } from '../organizations/project.ts';
import { acrossOrganizations, type EntityManager, inOrganization, type MikroORM } from '../orm.ts';
import { createWorkflow } from '../workflows/create-workflow.ts';
import { publishWorkflow } from '../workflows/publish-workflow.ts';
import { summariseAndAnswer } from '../workflows/starting-points.ts';
import { Workflow } from '../workflows/workflow.ts';

const seedLock = 4_800_003;

/**
 * Puts models and a workflow into the demonstration organisation, once: what somebody changed, archived or deleted
 * since stays as they left it. False where there is no such organisation or nothing was missing.
 */
export async function seedDemonstration(
  orm: MikroORM,
  services: ModelServices,
  sandboxUrl: string | undefined,
): Promise<boolean> {
  const actor = await demonstrationActor(orm);
  if (!actor) return false;
  return inOrganization(orm, actor.organizationId, async (em) => {
    // Of two who start at once the second waits here, and then finds everything.
    await em.execute('select pg_advisory_xact_lock(?)', [seedLock]);
    const models = await seedModels(em, actor, services, sandboxUrl);
    const workflow = await seedWorkflow(em, actor, services);
    const tool = await seedTool(em, actor, services, sandboxUrl);
    return models || workflow || tool;
  });
}

export async function demonstrationActor(orm: MikroORM): Promise<Actor | null> {
  const { name, email } = demonstrationAdmin;
  const userId = await acrossOrganizations(orm, (em) => asIdentity(em, () => findPersonByEmail(em, email)));
  return userId ? actorOfPerson(orm, { userId, name, email, sessionId: '' }, demonstrationSlug) : null;
}

async function seedModels(
  em: EntityManager,
  actor: Actor,
  services: ModelServices,
  sandboxUrl: string | undefined,
): Promise<boolean> {
  if (!sandboxUrl) return false;
  const present = await em.find(CustomModel, {});
  if (present.length === 0) {
    await addSandboxModels(em, actor, sandboxUrl, services);
    // Without a key the platform's default answers nobody; here every step runs from the first minute on.
    await updateModelPolicy(em, actor, { default: 'sandbox-fast', expectedRevision: 0 }, services.catalogue);
    return true;
  }
  // A start with another port moves the sandbox; its models follow, unless somebody has pointed them elsewhere.
  const moved = present.filter(
    ({ slug, settings }) =>
      isSandboxSlug(slug) &&
      wasSandbox.test(settings.baseUrl ?? '') &&
      settings.baseUrl !== `${sandboxUrl}/v1`,
  );
  for (const model of moved) model.settings = { ...model.settings, baseUrl: `${sandboxUrl}/v1` };
  await em.flush();
  return moved.length > 0;
}

const wasSandbox = /^http:\/\/127\.0\.0\.1:\d+\/v1$/;

async function seedWorkflow(em: EntityManager, actor: Actor, services: ModelServices): Promise<boolean> {
  const project = await em.findOne(Project, { name: demonstrationProject });
  if (!project || (await em.count(Workflow)) > 0) return false;
  const sandbox = await em.findOne(CustomModel, { slug: 'sandbox-fast' });
  const workflow = await createWorkflow(em, actor, {
    projectId: project.id,
    name: 'Summarise and answer',
    description: 'Summarises a text, then answers a question from the summary alone.',
    from: 'BLANK',
    graph: summariseAndAnswer(sandbox?.slug),
  });
  const { id: workflowId, revision } = workflow;
  await publishWorkflow(em, actor, { workflowId, revision, message: 'To begin with' }, services.catalogue);
  return true;
}
