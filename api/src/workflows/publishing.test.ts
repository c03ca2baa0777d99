import { graphOf, helloGraph, inputStep, outputStep, promptStep } from '@patchbay/schema/test/small-graph.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuditEvent } from '../audit/audit-event.ts';
import { archiveProject } from '../organizations/archive-project.ts';
import { createWorld, globalId, type World } from '../test/world.ts';
import { createWorkflow } from './create-workflow.ts';
import { saveDraft } from './save-draft.ts';
import { Workflow } from './workflow.ts';
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
  ... on PublishWorkflowPayload { version { id number revision message author alsoBy graph }
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

/** Two prompts beside each other, so that two people can work without meeting. */
const twoPrompts = (left = 'Say hello.', right = 'Say hello.') =>
  graphOf(
    [
      inputStep(),
      promptStep('left', { user: left }),
      promptStep('right', { user: right }),
      outputStep('{{ left.text }}'),
    ],
    'input > left',
    'input > right',
    'left > output',
  );

const saveDocument = `mutation ($input: SaveDraftInput!) { saveDraft(input: $input) {
  ... on SaveDraftPayload { workflow { draft { revision } } } ... on Error { code message } } }`;

async function save(id: string, expectedRevision: number, graph: unknown, by: Parameters<World['as']>[0]) {
  const input = { workflowId: globalId('Workflow', id), expectedRevision, graph };
  const { data, text } = await world.as(by).ask(saveDocument, { input });
  if (!data || Object(data.saveDraft).code) throw new Error(text);
}

const comparisonDocument = `query ($id: ID!, $from: Int, $to: Int) { node(id: $id) { ... on Workflow {
  comparison(from: $from, to: $to) { from { number } to { number } draftRevision changeCount
    steps { kind nodeId name nodeKind movedOnly fields { path before after } changedBy { name isViewer } }
    connections { kind source target changedBy { name } } } } } }`;

async function compare(id: string, range: { from?: number; to?: number } = {}, by = world.as('contributor')) {
  const answer = await by.ask(comparisonDocument, { id: globalId('Workflow', id), ...range });
  return { ...answer, comparison: Object(answer.data?.node).comparison };
}

describe('what differs from the live version', () => {
  test('is told by step, field and connection, with whoever worked on it; a card moved elsewhere is no change', async () => {
    const id = await newWorkflow(twoPrompts());
    await publish(id, 1);
    await save(id, 1, twoPrompts('Left by the contributor'), 'contributor');
    const { edges, nodes, version } = twoPrompts('Left by the contributor', 'Right by the admin');
    const moved = nodes.map((node) => (node.id === 'input' ? { ...node, position: { x: 9, y: 9 } } : node));
    await save(
      id,
      2,
      { version, nodes: moved, edges: edges.filter(({ target }) => target !== 'right') },
      'projectAdmin',
    );
    const { comparison, text } = await compare(id);
    expect(comparison, text).toEqual({
      from: { number: 1 },
      to: null,
      draftRevision: 3,
      changeCount: 3,
      steps: [
        expect.objectContaining({ nodeId: 'input', movedOnly: true, fields: [], changedBy: [] }),
        {
          kind: 'CHANGED',
          nodeId: 'left',
          name: 'left',
          nodeKind: 'prompt',
          movedOnly: false,
          fields: [{ path: ['data', 'user'], before: 'Say hello.', after: 'Left by the contributor' }],
          changedBy: [{ name: 'Ours contributor', isViewer: true }],
        },
        expect.objectContaining({
          nodeId: 'right',
          changedBy: [{ name: 'Ours projectAdmin', isViewer: false }],
        }),
      ],
      connections: [
        { kind: 'REMOVED', source: 'input', target: 'right', changedBy: [{ name: 'Ours projectAdmin' }] },
      ],
    });
  });

  test('of what was never published is everything, by whoever made it', async () => {
    const { comparison } = await compare(await newWorkflow());
    expect(comparison).toMatchObject({ from: null, to: null, changeCount: 5 });
    expect(comparison.steps).toHaveLength(3);
    expect(comparison.steps).toContainEqual(
      expect.objectContaining({ kind: 'ADDED', changedBy: [{ name: 'Ours admin', isViewer: false }] }),
    );
  });

  test('between two versions is told without authors, and versions that do not exist are not found', async () => {
    const id = await newWorkflow(twoPrompts());
    await publish(id, 1);
    await save(id, 1, twoPrompts('Second'), 'contributor');
    await publish(id, 2);
    expect((await compare(id, { from: 1, to: 2 })).comparison).toMatchObject({
      from: { number: 1 },
      to: { number: 2 },
      changeCount: 1,
      steps: [{ nodeId: 'left', changedBy: null }],
    });
    expect((await compare(id, { from: 2, to: 1 })).comparison.changeCount).toBe(1);
    for (const range of [{ from: 3 }, { to: 0 }, { from: -1 }, { from: 2_147_483_647 }]) {
      const { errors } = await compare(id, range);
      expect(errors[0]?.extensions?.code, JSON.stringify(range)).toBe('NOT_FOUND');
    }
  });
});

describe("another person's unpublished changes", () => {
  test('are named in the version and in the audit when they are published along', async () => {
    const id = await newWorkflow(twoPrompts());
    await publish(id, 1);
    await save(id, 1, twoPrompts('By the admin of the project'), 'projectAdmin');
    await save(id, 2, twoPrompts('By the admin of the project', 'Mine'), 'contributor');
    const answer = await publish(id, 3);
    expect(answer).toMatchObject({ version: { alsoBy: ['Ours projectAdmin'], author: 'Ours contributor' } });
    const [event] = await world.ours.transact((em) =>
      em.find(AuditEvent, { subjectId: id, action: 'workflow.published' }, { orderBy: { id: 'desc' } }),
    );
    expect(event?.details).toEqual({ version: 2, revision: 3, alsoBy: ['Ours projectAdmin'] });
  });

  test("that were taken back, or published before, are nobody else's changes any more", async () => {
    const id = await newWorkflow(twoPrompts());
    await publish(id, 1);
    await save(id, 1, twoPrompts('For a moment only'), 'projectAdmin');
    await save(id, 2, twoPrompts('Say hello.', 'Mine'), 'contributor');
    expect(await publish(id, 3)).toMatchObject({ version: { alsoBy: [] } });
    expect((await compare(id)).comparison).toMatchObject({ changeCount: 0, steps: [], connections: [] });
  });
});

const restoreDocument = `mutation ($input: RestoreVersionInput!) { restoreVersion(input: $input) { __typename
  ... on RestoreVersionPayload { workflow { liveVersion { number } draft { revision savedBy graph } } }
  ... on Error { code status message path }
  ... on DraftConflictError { current { revision savedBy graph } } } }`;

async function restore(versionId: string, expectedRevision: number, by = world.as('contributor')) {
  const { data, text } = await by.ask(restoreDocument, { input: { versionId, expectedRevision } });
  if (!data) throw new Error(text);
  return data.restoreVersion;
}

describe('restoring a version', () => {
  async function twoVersions() {
    const id = await newWorkflow(twoPrompts('First'));
    const first = Object(await publish(id, 1)).version.id as string;
    await save(id, 1, twoPrompts('Second'), 'contributor');
    await publish(id, 2);
    return { id, first };
  }

  test('makes its graph the draft, under a new revision; what is live stays so, and the audit says which', async () => {
    const { id, first } = await twoVersions();
    expect(await restore(first, 2)).toMatchObject({
      workflow: {
        liveVersion: { number: 2 },
        draft: { revision: 3, savedBy: 'Ours contributor', graph: twoPrompts('First') },
      },
    });
    const [event] = await world.ours.transact((em) =>
      em.find(AuditEvent, { subjectId: id, action: 'workflow.version-restored' }),
    );
    expect(event?.details).toEqual({ version: 1, revision: 3 });
    expect((await compare(id)).comparison.steps).toMatchObject([
      { nodeId: 'left', changedBy: [{ name: 'Ours contributor' }] },
    ]);
  });

  test('again, because the answer got lost, changes nothing', async () => {
    const { first } = await twoVersions();
    await restore(first, 2);
    expect(await restore(first, 2)).toMatchObject({ workflow: { draft: { revision: 3 } } });
  });

  test('over a draft that somebody saved in between is a conflict that carries what is there', async () => {
    const { id, first } = await twoVersions();
    await save(id, 2, twoPrompts('Unseen work'), 'projectAdmin');
    expect(await restore(first, 2)).toMatchObject({
      code: 'DRAFT_CONFLICT',
      status: 409,
      current: { revision: 3, savedBy: 'Ours projectAdmin', graph: twoPrompts('Unseen work') },
    });
    const kept = await world.ours.transact((em) => em.findOneOrFail(Workflow, { id }));
    expect(kept).toMatchObject({ revision: 3, draft: twoPrompts('Unseen work') });
  });

  test('of an archived workflow is refused, and a version in another project is as unknown as one that is not', async () => {
    const { id, first } = await twoVersions();
    await world.ours.transact(async (em) => {
      (await em.findOneOrFail(Workflow, { id })).archivedAt = new Date();
    });
    expect(await restore(first, 2)).toMatchObject({ code: 'CONFLICT' });
    const unknown = globalId('WorkflowVersion', '0198c0de-0000-7000-8000-000000000000');
    expect(await restore(first, 2, world.as('member'))).toEqual(
      await restore(unknown, 2, world.as('member')),
    );
    expect(await restore(globalId('Workflow', id), 2).catch(String)).toMatch(/WorkflowVersion/);
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
