import { helloGraph } from '@patchbay/schema/test/small-graph.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveProject } from '../organizations/archive-project.ts';
import { createWorld, globalId, type World } from '../test/world.ts';
import { createWorkflow } from './create-workflow.ts';
import { saveDraft } from './save-draft.ts';
import { WorkflowVersion } from './workflow-version.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function newWorkflow(graph: unknown = helloGraph(), name = 'To publish'): Promise<string> {
  const { project, transact } = world.ours;
  const input = { projectId: project.id, name, from: 'BLANK' as const, graph };
  return (await transact((em, actor) => createWorkflow(em, actor, input))).id;
}

const saveAs = (id: string, expectedRevision: number, user: string) =>
  world.ours.transact((em, actor) =>
    saveDraft(em, actor, { workflowId: id, expectedRevision, graph: helloGraph({ user }) }),
  );

const publishDocument = `mutation ($input: PublishWorkflowInput!) { publishWorkflow(input: $input) { __typename
  ... on PublishWorkflowPayload { version { id number revision message author graph }
    workflow { liveVersion { number } draft { revision } versions { totalCount nodes { number } } } }
  ... on Error { code status message path }
  ... on DraftConflictError { current { revision savedBy graph } }
  ... on InvalidWorkflowError { issues { nodeId path message } } } }`;

async function publish(id: string, revision: number, message?: string, by = world.as('contributor')) {
  const input = { workflowId: globalId('Workflow', id), revision, message };
  const { data, text } = await by.ask(publishDocument, { input });
  if (!data) throw new Error(text);
  return data.publishWorkflow;
}

describe('publishing', () => {
  test('freezes the draft as the next version, which is live; the draft stays at its revision', async () => {
    const id = await newWorkflow();
    expect(await publish(id, 1, 'First')).toMatchObject({
      version: { number: 1, revision: 1, message: 'First', author: 'Ours contributor', graph: helloGraph() },
      workflow: { liveVersion: { number: 1 }, draft: { revision: 1 } },
    });
    await saveAs(id, 1, 'Say goodbye.');
    expect(await publish(id, 2)).toMatchObject({
      version: { number: 2, revision: 2 },
      workflow: {
        liveVersion: { number: 2 },
        versions: { totalCount: 2, nodes: [{ number: 2 }, { number: 1 }] },
      },
    });
  });

  test('what somebody else saved since is not published along', async () => {
    const id = await newWorkflow();
    await saveAs(id, 1, 'Somebody else');
    expect(await publish(id, 1)).toMatchObject({
      code: 'DRAFT_CONFLICT',
      current: { revision: 2, savedBy: 'Ours admin', graph: helloGraph({ user: 'Somebody else' }) },
    });
  });

  test('a draft that is not ready is refused with every place', async () => {
    const id = await newWorkflow(helloGraph({ model: 'nobody', user: '' }));
    expect(await publish(id, 1)).toMatchObject({
      code: 'INVALID_WORKFLOW',
      status: 422,
      issues: [
        { nodeId: 'greet', path: ['data', 'user'] },
        { nodeId: 'greet', path: ['data', 'model'], message: expect.stringMatching(/no model "nobody"/) },
      ],
    });
    expect(await publish(await newWorkflow({ version: 1, nodes: [], edges: [] }), 1)).toMatchObject({
      code: 'INVALID_WORKFLOW',
    });
  });

  test('the same revision again is the version that is there', async () => {
    const id = await newWorkflow();
    const answers = await Promise.all([publish(id, 1), publish(id, 1), publish(id, 1)]);
    expect(answers.map((answer) => Object(answer).version.number)).toEqual([1, 1, 1]);
  });

  test('two who publish and save at once leave numbers without a gap', async () => {
    const id = await newWorkflow();
    let revision = 1;
    for (let round = 0; round < 4; round += 1) {
      const [published, saved] = await Promise.all([
        publish(id, revision),
        saveAs(id, revision, `Round ${round}`),
      ]);
      revision = saved.revision;
      // Either the publishing was first, or it is told of what was saved.
      const { version, code } = Object(published);
      expect(version ? 'published' : code).toMatch(/^(published|DRAFT_CONFLICT)$/);
    }
    const versions = await world.ours.transact((em) =>
      em.find(WorkflowVersion, { workflowId: id }, { orderBy: { number: 'asc' } }),
    );
    expect(versions.map(({ number }) => number)).toEqual(versions.map((_, index) => index + 1));
  });
});

test('a version can be neither changed nor deleted, not even by the program itself', async () => {
  const id = await newWorkflow();
  await publish(id, 1);
  const { transact } = world.ours;
  await expect(
    transact((em) => em.nativeUpdate(WorkflowVersion, { workflowId: id }, { message: 'Never said' })),
  ).rejects.toThrow(/permission denied/);
  await expect(transact((em) => em.nativeDelete(WorkflowVersion, { workflowId: id }))).rejects.toThrow(
    /permission denied/,
  );
});

describe('the list of workflows', () => {
  const list = `query ($projectId: ID, $search: String, $archived: Boolean!) { organization {
    workflows(first: 50, projectId: $projectId, search: $search, archived: $archived) { totalCount nodes { name } } } }`;
  const namesFor = async (by: Parameters<World['as']>[0], variables: object) => {
    const { data, text } = await world.as(by).ask(list, { archived: false, ...variables });
    if (!data) throw new Error(text);
    const { totalCount, nodes } = Object(data.organization).workflows;
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ name }: { name: string }) => name);
  };

  test('is searched by words in any case, taken as they are', async () => {
    await newWorkflow(helloGraph(), 'Über 100% of_all');
    await newWorkflow(helloGraph(), 'Über 100 of all');
    expect(await namesFor('viewer', { search: 'über 100' })).toEqual(['Über 100 of all', 'Über 100% of_all']);
    expect(await namesFor('viewer', { search: '100%' })).toEqual(['Über 100% of_all']);
    expect(await namesFor('viewer', { search: 'OF_ALL' })).toEqual(['Über 100% of_all']);
    expect(await namesFor('viewer', { search: '\\' })).toEqual([]);
  });

  test('shows what lies in projects of the viewer, and archived ones when asked', async () => {
    const elsewhere = await world.ours.newProject();
    const input = { projectId: elsewhere.id, name: 'Elsewhere', from: 'BLANK' as const };
    await world.ours.transact((em, actor) => createWorkflow(em, actor, input));
    expect(await namesFor('viewer', { search: 'Elsewhere' })).toEqual([]);
    expect(await namesFor('admin', { search: 'Elsewhere' })).toEqual(['Elsewhere']);
    const projectId = globalId('Project', elsewhere.id);
    expect(await namesFor('admin', { projectId })).toEqual(['Elsewhere']);
    expect(await namesFor('viewer', { projectId })).toEqual([]);
    expect(await namesFor('member', {})).toEqual([]);

    const id = await newWorkflow(helloGraph(), 'Put away');
    const archive = `mutation ($input: ArchiveWorkflowInput!) { archiveWorkflow(input: $input) { __typename } }`;
    await world
      .as('contributor')
      .ask(archive, { input: { workflowId: globalId('Workflow', id), archived: true } });
    expect(await namesFor('viewer', { search: 'Put away' })).toEqual([]);
    expect(await namesFor('viewer', { search: 'Put away', archived: true })).toEqual(['Put away']);
  });
});

test('a new workflow of a starting point can be published as it is', async () => {
  const create = `mutation ($input: CreateWorkflowInput!) { createWorkflow(input: $input) {
    ... on CreateWorkflowPayload { workflow { id name project { name } draft { revision issues { blocksPublishing } } liveVersion { id } } } } }`;
  const input = {
    projectId: globalId('Project', world.ours.project.id),
    name: ' Mine ',
    from: 'SUMMARISE_AND_ANSWER',
  };
  const { data, text } = await world.as('contributor').ask(create, { input });
  const { workflow } = Object(data?.createWorkflow);
  expect(workflow, text).toMatchObject({
    name: 'Mine',
    project: { name: 'Ours project' },
    draft: { revision: 1 },
    liveVersion: null,
  });
  expect(
    workflow.draft.issues.some(({ blocksPublishing }: { blocksPublishing: boolean }) => blocksPublishing),
  ).toBe(false);
});

test('an archived project takes no new workflow', async () => {
  const project = await world.ours.newProject();
  await world.ours.transact((em, actor) =>
    archiveProject(em, actor, { projectId: project.id, archived: true }),
  );
  const input = { projectId: project.id, name: 'Too late', from: 'BLANK' as const };
  await expect(world.ours.transact((em, actor) => createWorkflow(em, actor, input))).rejects.toThrow(
    /archived/,
  );
});
