import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDemonstrationOrganization } from '../access/demonstration.ts';
import { loadCandidates } from '../model-policy/load-candidates.ts';
import { ModelPolicyRow } from '../model-policy/model-policy-row.ts';
import { CustomModel } from '../models/custom-model.ts';
import { createModelServices, type ModelServices } from '../models/model-services.ts';
import { createOrganization } from '../organizations/create-organization.ts';
import { type EntityManager, inOrganization } from '../orm.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { newPerson } from '../test/people.ts';
import { draftIssues } from '../workflows/draft-issues.ts';
import { Workflow } from '../workflows/workflow.ts';
import { WorkflowVersion } from '../workflows/workflow-version.ts';
import { Connection } from '../connections/connection.ts';
import { Tool } from '../tools/tool.ts';
import { demonstrationActor, seedDemonstration } from './seed-demonstration.ts';

const sandboxUrl = 'http://127.0.0.1:4807';
let directory: string;
let services: ModelServices;
let database: TestDatabase;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'patchbay-demo-'));
  const keyRingFile = join(directory, 'key-ring.json');
  const keys = { k1: randomBytes(32).toString('base64') };
  await writeFile(keyRingFile, JSON.stringify({ current: 'k1', keys }));
  services = createModelServices({
    KEY_RING_FILE: keyRingFile,
    EGRESS_ALLOW: '',
    SANDBOX_URL: sandboxUrl,
    OPENROUTER_API_KEY: undefined,
    PLATFORM_MODELS_FILE: undefined,
    PLATFORM_CALLS_PER_MINUTE: 120,
  });
});
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.close());
afterAll(async () => {
  await services.fetch.close();
  await rm(directory, { recursive: true });
});

const seed = () => seedDemonstration(database.orm, services, sandboxUrl);

async function inDemonstration<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
  const actor = await demonstrationActor(database.orm);
  if (!actor) throw new Error('There is no demonstration organisation.');
  return inOrganization(database.orm, actor.organizationId, work);
}

test('a newcomer finds a published workflow that a sandbox model can run as it is', async () => {
  await createDemonstrationOrganization(database.orm);
  expect(await seed()).toBe(true);
  await inDemonstration(async (em) => {
    const workflow = await em.findOneOrFail(Workflow, { name: 'Summarise and answer' });
    const live = await em.findOneOrFail(WorkflowVersion, { id: workflow.liveVersionId });
    expect(live).toMatchObject({ number: 1, graph: workflow.draft });
    expect(JSON.stringify(live.graph)).toContain('"model":"sandbox-fast"');
    expect(await draftIssues(em, services.catalogue, workflow.projectId, live.graph)).toEqual([]);
  });
});

test('every start seeds, and only the first one adds; two at once add once', async () => {
  await createDemonstrationOrganization(database.orm);
  const answers = await Promise.all([seed(), seed(), seed()]);
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await seed()).toBe(false);
  const [models, workflows] = await inDemonstration(async (em) => [
    await em.count(CustomModel),
    await em.count(Workflow),
  ]);
  expect(workflows).toBe(1);
  expect(models).toBeGreaterThan(1);
});

test('what somebody archived or deleted does not come back', async () => {
  await createDemonstrationOrganization(database.orm);
  await seed();
  await inDemonstration(async (em) => {
    for (const workflow of await em.findAll(Workflow)) workflow.archivedAt = new Date();
    // As the default it could not go.
    await em.nativeUpdate(ModelPolicyRow, {}, { defaultModelId: null });
    for (const model of await em.findAll(CustomModel)) model.delete();
  });
  expect(await seed()).toBe(false);
  await inDemonstration(async (em) => {
    expect(await em.count(Workflow, { archivedAt: null })).toBe(0);
    expect(await em.count(CustomModel, { deletedAt: null })).toBe(0);
  });
});

test('a step that names no model runs on the sandbox from the first minute on', async () => {
  await createDemonstrationOrganization(database.orm);
  await seed();
  await inDemonstration(async (em) => {
    const { candidates } = await loadCandidates(em, services.catalogue, { reference: 'default' });
    expect(candidates).toMatchObject([{ place: 'DEFAULT', model: { reference: 'sandbox-fast' } }]);
  });
});

test('without a sandbox the workflow asks the organization default', async () => {
  await createDemonstrationOrganization(database.orm);
  expect(await seedDemonstration(database.orm, services, undefined)).toBe(true);
  await inDemonstration(async (em) => {
    expect(await em.count(CustomModel)).toBe(0);
    const [workflow] = await em.findAll(Workflow);
    expect(JSON.stringify(workflow?.draft)).toContain('"model":"default"');
  });
});

test('a database with people of its own is left alone, even where one organisation is called demo', async () => {
  const person = await newPerson(database.orm);
  const organization = await createOrganization(database.orm, person, { name: 'Our own', slug: 'demo' });
  expect(await seed()).toBe(false);
  expect(await inOrganization(database.orm, organization.id, (em) => em.count(Workflow))).toBe(0);
});

test('the models follow the sandbox to another port, and one that somebody has pointed elsewhere stays', async () => {
  await createDemonstrationOrganization(database.orm);
  await seed();
  const elsewhere = 'https://models.example.test/v1';
  await inDemonstration(async (em) => {
    const pointed = await em.findOneOrFail(CustomModel, { slug: 'sandbox-slow' });
    pointed.settings = { baseUrl: elsewhere };
    await em.flush();
  });
  expect(await seedDemonstration(database.orm, services, 'http://127.0.0.1:5999')).toBe(true);
  const urls = await inDemonstration(async (em) => {
    const models = await em.find(CustomModel, {});
    return new Map(models.map(({ slug, settings }) => [slug, settings.baseUrl]));
  });
  expect(urls.get('sandbox-fast')).toBe('http://127.0.0.1:5999/v1');
  expect(urls.get('sandbox-slow')).toBe(elsewhere);
});

test('a newcomer finds a connection and a tool that call the sandbox, and they follow it to another port', async () => {
  await createDemonstrationOrganization(database.orm);
  await seed();
  const look = () =>
    inDemonstration(async (em) => ({
      connections: (await em.find(Connection, {})).map(({ origin }) => origin),
      tools: (await em.find(Tool, {})).map((tool) => ({ name: tool.name, origin: tool.origin() })),
    }));
  expect(await look()).toEqual({
    connections: [sandboxUrl],
    tools: [{ name: 'get_order', origin: sandboxUrl }],
  });
  const elsewhere = 'http://127.0.0.1:5807';
  expect(await seedDemonstration(database.orm, services, elsewhere)).toBe(true);
  expect(await look()).toEqual({
    connections: [elsewhere],
    tools: [{ name: 'get_order', origin: elsewhere }],
  });
  // What somebody deleted stays away.
  await inDemonstration(async (em) => {
    await em.nativeDelete(Tool, {});
    await em.nativeDelete(Connection, {});
  });
  await seed();
  expect(await look()).toEqual({ connections: [], tools: [] });
});
