import { setTimeout as sleep } from 'node:timers/promises';
import {
  edge,
  graphOf,
  helloGraph,
  inputStep,
  outputStep,
  promptStep,
} from '@patchbay/schema/test/small-graph.ts';
import { mergeGraphs } from '@patchbay/schema/versions/merge-graphs.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuditEvent } from '../audit/audit-event.ts';
import { createContext } from '../context.ts';
import { inOrganization } from '../orm.ts';
import { schema } from '../schema.ts';
import { createWorld, globalId, type World } from '../test/world.ts';
import { createWorkflow } from './create-workflow.ts';
import { readGraph } from './read-graph.ts';
import { saveDraft } from './save-draft.ts';
import { Workflow } from './workflow.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** A valid graph that says `user`. */
const saying = (user: string): WorkflowGraph => helloGraph({ user, model: 'default' });

async function newWorkflow(graph = saying('Hello')): Promise<string> {
  const { project, transact } = world.ours;
  const input = { projectId: project.id, name: 'Draft', from: 'BLANK' as const, graph };
  return (await transact((em, actor) => createWorkflow(em, actor, input))).id;
}

const draftFields = 'graph revision savedBy savedAt issues { nodeId path message blocksPublishing }';
const saveDocument = `mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { __typename
  ... on SaveDraftPayload { workflow { id draft { ${draftFields} } } }
  ... on Error { code status message path }
  ... on DraftConflictError { current { ${draftFields} } }
  ... on InvalidWorkflowError { issues { nodeId path message } } } }`;

/** Without the issues, which take longer to work out than the rest. */
const briefSaveDocument = saveDocument.replaceAll(draftFields, 'graph revision');

async function save(
  id: string,
  expectedRevision: number,
  graph: unknown,
  by = world.as('contributor'),
  document = saveDocument,
) {
  const input = { workflowId: globalId('Workflow', id), expectedRevision, graph };
  const { data, text } = await by.ask(document, { input });
  if (!data) throw new Error(text);
  return data.saveDraft;
}

async function saveChanges(id: string, expectedRevision: number, changes: object, graph?: unknown) {
  const input = { workflowId: globalId('Workflow', id), expectedRevision, changes, graph };
  const { data, text } = await world.as('contributor').ask(saveDocument, { input });
  if (!data) throw new Error(text);
  return data.saveDraft;
}

const stored = (id: string) => world.ours.transact((em) => em.findOneOrFail(Workflow, { id }));

describe('saving a draft', () => {
  test('raises the revision and says who saved it', async () => {
    const id = await newWorkflow();
    expect(await save(id, 1, saying('Hello again'))).toMatchObject({
      workflow: {
        draft: {
          revision: 2,
          savedBy: 'Ours contributor',
          graph: saying('Hello again'),
          issues: expect.any(Array),
        },
      },
    });
  });

  test('of an unchanged graph raises nothing, and the draft stays who saved it', async () => {
    const id = await newWorkflow();
    expect(await save(id, 1, saying('Hello'))).toMatchObject({
      workflow: { draft: { revision: 1, savedBy: 'Ours admin' } },
    });
  });

  test('again, because the answer got lost, is no conflict', async () => {
    const id = await newWorkflow();
    await save(id, 1, saying('Once'));
    expect(await save(id, 1, saying('Once'))).toMatchObject({ workflow: { draft: { revision: 2 } } });
  });

  test('keeps the order of an output schema through the database', async () => {
    const schema = { type: 'object', properties: { reasoning: { type: 'string' }, answer: {}, a: {} } };
    const graph = helloGraph({ output: { kind: 'json', schema, mode: 'native' } });
    const id = await newWorkflow(graph);
    expect(JSON.stringify((await stored(id)).draft)).toContain(JSON.stringify(schema));
    expect(await save(id, 1, graph)).toMatchObject({ workflow: { draft: { revision: 1 } } });
  });

  test('half-made is saved all the same, and its issues are told at their places', async () => {
    const id = await newWorkflow();
    const saved = await save(id, 1, helloGraph({ user: 'About {{ input.nothing }}', model: 'nobody' }));
    expect(saved).toMatchObject({
      workflow: {
        draft: {
          revision: 2,
          issues: [
            { nodeId: 'greet', path: ['data', 'user'], message: expect.stringMatching(/no field "nothing"/) },
            {
              nodeId: 'greet',
              path: ['data', 'model'],
              message: expect.stringMatching(/no model "nobody"/),
              blocksPublishing: true,
            },
          ],
        },
      },
    });
  });

  test('tells of a model that only the operator can set up, and lets it be published', async () => {
    const { workflow } = Object(await save(await newWorkflow(), 1, saying('x')));
    expect(workflow.draft.issues).toEqual([
      {
        nodeId: 'greet',
        path: ['data', 'model'],
        message: expect.stringMatching(/not configured by the operator/),
        blocksPublishing: false,
      },
    ]);
  });

  test('as changes stores the same whole, and tells its issues', async () => {
    const id = await newWorkflow();
    const after = readGraph(saying('About {{ input.nothing }}'));
    const saved = await saveChanges(id, 1, { nodes: [after.nodes[1]] });
    expect(saved).toMatchObject({
      workflow: { draft: { revision: 2, issues: [{ path: ['data', 'user'] }, { path: ['data', 'model'] }] } },
    });
    expect(JSON.stringify((await stored(id)).draft)).toBe(JSON.stringify(after));
    const without = { ...after, nodes: after.nodes.slice(0, 2), edges: after.edges.slice(0, 1) };
    await saveChanges(id, 2, { removedNodes: ['output'], removedEdges: ['greet-output'] });
    expect(JSON.stringify((await stored(id)).draft)).toBe(JSON.stringify(without));
  });

  test('as changes of another revision is a conflict, even where they are in it already', async () => {
    const id = await newWorkflow();
    const changes = { nodes: [saying('Twice').nodes[1]] };
    await saveChanges(id, 1, changes);
    expect(await saveChanges(id, 1, changes)).toMatchObject({
      code: 'DRAFT_CONFLICT',
      current: { revision: 2, graph: saying('Twice') },
    });
  });

  test('as changes that lead to no workflow is refused with the place and changes nothing', async () => {
    const id = await newWorkflow();
    const refused = (path: string, issue: object) => ({ status: 422, path: [path], issues: [issue] });
    const [, greet] = saying('x').nodes;
    expect(await saveChanges(id, 1, { nodes: [{ ...greet, kind: 'exec' }] })).toMatchObject(
      refused('changes', { nodeId: 'greet', path: ['kind'] }),
    );
    expect(await saveChanges(id, 1, { edges: circle() })).toMatchObject(
      refused('changes', { message: expect.stringMatching(/circle/) }),
    );
    expect(await saveChanges(id, 1, { nodes: Array.from({ length: 10_000 }, () => ({})) })).toMatchObject(
      refused('changes', { path: ['nodes'] }),
    );
    expect(await saveChanges(id, 1, { nodes: [greet] }, saying('x'))).toMatchObject({
      status: 422,
      path: ['graph'],
    });
    expect(await stored(id)).toMatchObject({ revision: 1, draft: saying('Hello') });
  });

  test('is recorded with its revision', async () => {
    const id = await newWorkflow();
    await save(id, 1, saying('Recorded'));
    const events = await world.ours.transact((em) =>
      em.find(AuditEvent, { subjectId: id }, { orderBy: { id: 'asc' } }),
    );
    expect(events.map(({ action, actorName, details }) => [action, actorName, details])).toEqual([
      ['workflow.created', 'Ours admin', { from: 'GRAPH' }],
      ['workflow.draft-saved', 'Ours contributor', { revision: 2 }],
    ]);
  });
});

describe('a stale save', () => {
  test('changes nothing and is answered with what is there: graph, revision, by whom and when', async () => {
    const id = await newWorkflow();
    await save(id, 1, saying('Theirs'), world.as('projectAdmin'));
    const answer = await save(id, 1, saying('Mine'));
    expect(answer).toMatchObject({
      __typename: 'DraftConflictError',
      code: 'DRAFT_CONFLICT',
      status: 409,
      path: ['expectedRevision'],
      current: {
        revision: 2,
        savedBy: 'Ours projectAdmin',
        savedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        graph: saying('Theirs'),
      },
    });
    expect((await stored(id)).draft).toEqual(saying('Theirs'));
  });

  test('loses nothing: saved again from the current revision, it is in', async () => {
    const id = await newWorkflow();
    await save(id, 1, saying('Theirs'));
    const { current } = Object(await save(id, 1, saying('Mine')));
    expect(await save(id, current.revision, saying('Mine'))).toMatchObject({
      workflow: { draft: { revision: 3 } },
    });
  });

  test('from a revision that is yet to come is a conflict, too', async () => {
    expect(await save(await newWorkflow(), 7, saying('Ahead'))).toMatchObject({ code: 'DRAFT_CONFLICT' });
  });
});

test('of many who save at once from one revision one wins; each other one gets the state of the winner', async () => {
  const id = await newWorkflow();
  const words = Array.from({ length: 12 }, (_, index) => `Saver ${index}`);
  const answers = await Promise.all(words.map((word) => save(id, 1, saying(word))));
  const winners = words.filter((_, index) => 'workflow' in Object(answers[index]));
  expect(winners).toHaveLength(1);
  for (const answer of answers.filter((answer) => !('workflow' in Object(answer)))) {
    expect(answer).toMatchObject({
      code: 'DRAFT_CONFLICT',
      current: { revision: 2, graph: saying(winners[0] ?? '') },
    });
  }
});

test('a save is answered with what it made, though somebody saves again before it is told', async () => {
  const id = await newWorkflow();
  const { ours, services } = world;
  const person = { userId: ours.actor.id, name: 'Ours', email: ours.admin.email, sessionId: ours.actor.id };
  const organization = ours.organization.slug;
  const caller = { signedIn: true, person, actor: ours.actor, organization };
  const context = createContext(services, caller, { lastEventId: null, signal: AbortSignal.timeout(10_000) });
  const transact: typeof context.transact = async (work) => {
    const made = await context.transact(work);
    await save(id, 2, saying('Theirs'));
    return made;
  };
  const input = { workflowId: globalId('Workflow', id), expectedRevision: 1, graph: saying('Mine') };
  const answer = await execute({
    schema,
    document: parse(briefSaveDocument),
    variableValues: { input },
    contextValue: { ...context, transact },
  });
  expect(answer.data?.saveDraft).toMatchObject({
    workflow: { draft: { revision: 2, graph: saying('Mine') } },
  });
  expect(await stored(id)).toMatchObject({ revision: 3, draft: saying('Theirs') });
});

/** How long twenty people save at random: `npm run chaos` gives them a minute. */
const saversSeconds = Number(process.env.SAVERS_SECONDS ?? 0.5);

test(
  'twenty who save at random end in one draft: its history holds every acknowledged save, and what nobody else touched is as they left it',
  { timeout: 30_000 + saversSeconds * 2_000 },
  async () => {
    const shared = promptStep('shared', { user: 'At first' });
    const start = graphOf([inputStep(), shared, outputStep('{{ shared.text }}')], 'input > shared');
    const id = await newWorkflow(start);
    const roles = ['contributor', 'projectAdmin', 'admin'] as const;
    const acknowledged = new Map<number, { name: string; graph: WorkflowGraph }>();
    const lastOf = new Map<string, string>();
    const end = performance.now() + saversSeconds * 1_000;

    const saver = async (number: number) => {
      const role = roles[number % roles.length] ?? 'contributor';
      const own = `own${number}`;
      let base = { revision: 1, graph: start };
      for (let round = 0; round === 0 || performance.now() < end; round += 1) {
        const text = `${number} in round ${round}`;
        let mine = withPrompt(base.graph, own, text);
        // The step that everybody works on: here they are in each other's way.
        if (Math.random() < 0.5) mine = withPrompt(mine, 'shared', text);
        for (let saved = false; !saved;) {
          const answer = Object(await save(id, base.revision, mine, world.as(role), briefSaveDocument));
          if (answer.workflow) {
            const { revision, graph } = answer.workflow.draft;
            expect(acknowledged.has(revision), 'one revision is one save').toBe(false);
            acknowledged.set(revision, { name: `Ours ${role}`, graph });
            lastOf.set(own, text);
            base = { revision, graph };
            saved = true;
          } else {
            const { revision, graph: theirs } = answer.current;
            const side = Math.random() < 0.5 ? 'mine' : 'theirs';
            mine = mergeGraphs({ base: base.graph, mine, theirs }, new Map([['shared', side]])).graph;
            base = { revision, graph: theirs };
          }
        }
        await sleep(Math.random() * 50);
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, number) => saver(number)));

    const { revision, draft } = await stored(id);
    const all = Array.from({ length: revision - 1 }, (_, index) => index + 2);
    expect([...acknowledged.keys()].toSorted((one, other) => one - other)).toEqual(all);
    expect(draft).toEqual(acknowledged.get(revision)?.graph);
    const events = await world.ours.transact((em) =>
      em.find(AuditEvent, { subjectId: id, action: 'workflow.draft-saved' }, { orderBy: { id: 'asc' } }),
    );
    const history = new Map(events.map(({ details, actorName }) => [details.revision, actorName]));
    expect(events).toHaveLength(all.length);
    expect(all.map((each) => history.get(each))).toEqual(all.map((each) => acknowledged.get(each)?.name));
    const texts = new Map(draft.nodes.map((node) => [node.id, node.kind === 'prompt' ? node.data.user : '']));
    expect(Object.fromEntries([...lastOf].map(([own]) => [own, texts.get(own)]))).toEqual(
      Object.fromEntries(lastOf),
    );
  },
);

/** The graph with a prompt of this text, after the input. */
function withPrompt(graph: WorkflowGraph, key: string, user: string): WorkflowGraph {
  const others = graph.nodes.filter((node) => node.id !== key);
  const edges = graph.edges.filter(({ target }) => target !== key);
  return { ...graph, nodes: [...others, promptStep(key, { user })], edges: [...edges, edge('input', key)] };
}

describe('what is no workflow', () => {
  const hostile: [string, unknown, object][] = [
    ['text', 'nodes: []', { nodeId: null, path: [] }],
    ['a later version', { ...saying('x'), version: 2 }, { path: ['version'] }],
    ['a circle', { ...saying('x'), edges: circle() }, { message: expect.stringMatching(/circle/) }],
    [
      '10,000 steps',
      { version: 1, nodes: Array.from({ length: 10_000 }, () => ({})), edges: [] },
      { path: ['nodes'] },
    ],
    [
      'five megabytes',
      { ...saying('x'), nodes: Array.from({ length: 51 }, () => 'x'.repeat(99_999)) },
      { path: [] },
    ],
    [
      'an unknown kind',
      { version: 1, nodes: [{ ...saying('x').nodes[1], kind: 'exec' }], edges: [] },
      { nodeId: 'greet', path: ['kind'] },
    ],
    [
      'a prototype',
      JSON.parse(JSON.stringify(saying('x')).replace('"greet"', '"greet","prototype":{}')),
      { path: ['nodes', '1', 'prototype'] },
    ],
  ];

  test.each(hostile)('is refused with the place and changes nothing: %s', async (_what, graph, issue) => {
    const id = await newWorkflow();
    const answer = await save(id, 1, graph);
    expect(answer).toMatchObject({
      __typename: 'InvalidWorkflowError',
      status: 422,
      path: ['graph'],
      issues: [issue],
    });
    expect(await stored(id)).toMatchObject({ revision: 1, draft: saying('Hello') });
  });

  test('is refused as a beginning, too', async () => {
    const input = {
      projectId: world.ours.project.id,
      name: 'No',
      from: 'BLANK' as const,
      graph: { version: 9 },
    };
    await expect(world.ours.transact((em, actor) => createWorkflow(em, actor, input))).rejects.toThrow(
      /later version/,
    );
  });

  test('is not looked at for somebody who may not save', async () => {
    const id = await newWorkflow();
    expect(await save(id, 1, { hostile: true }, world.as('viewer'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await save(id, 1, { hostile: true }, world.as('member'))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('an archived workflow keeps its draft as it is', async () => {
  const id = await newWorkflow();
  await world.ours.transact(async (em) => {
    (await em.findOneOrFail(Workflow, { id })).archivedAt = new Date();
  });
  expect(await save(id, 1, saying('Late'))).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/Restore it/),
  });
});

test('a save and its record are one: where the record cannot be written, nothing is saved', async () => {
  const id = await newWorkflow();
  const { organization, actor } = world.ours;
  const failing = inOrganization(world.orm, organization.id, (em) =>
    saveDraft(
      em,
      { ...actor, id: 'no uuid' },
      { workflowId: id, expectedRevision: 1, graph: saying('Unrecorded') },
    ),
  );
  await expect(failing).rejects.toThrow(/uuid/);
  expect((await stored(id)).revision).toBe(1);
});

function circle() {
  const { edges } = saying('x');
  return [...edges, { id: 'back', source: 'greet', sourcePort: 'out', target: 'greet', targetPort: 'in' }];
}

describe('a workflow file', () => {
  const document = `mutation ($input: ReadWorkflowFileInput!) { readWorkflowFile(input: $input) { __typename
    ... on ReadWorkflowFilePayload { file { name stepCount models { reference } } }
    ... on Error { code status path }
    ... on WorkflowFileError { faults { line column message excerpt caret } } } }`;
  const file = { patchbay: 'workflow', version: 1, name: 'Sent', graph: saying('Hello') };
  const read = async (input: object) => {
    const projectId = globalId('Project', world.ours.project.id);
    const { data, text } = await world.as('contributor').ask(document, { input: { projectId, ...input } });
    return data?.readWorkflowFile ?? text;
  };

  test('is read as text or as JSON, and as one of the two', async () => {
    const seen = { file: { name: 'Sent', stepCount: 3, models: [{ reference: 'default' }] } };
    expect(await read({ text: JSON.stringify(file) })).toMatchObject(seen);
    expect(await read({ document: file })).toMatchObject(seen);
    for (const input of [{}, { text: JSON.stringify(file), document: file }])
      expect(await read(input)).toMatchObject({ code: 'INVALID_INPUT', status: 422, path: ['text'] });
  });

  test('that cannot be read is answered with the line and column of each fault', async () => {
    const text = JSON.stringify(file, null, 1).replace('"kind": "output"', '"kind": "exec"');
    const line = text.split('\n').findIndex((one) => one.includes('"exec"')) + 1;
    expect(await read({ text })).toMatchObject({
      __typename: 'WorkflowFileError',
      code: 'INVALID_WORKFLOW_FILE',
      status: 422,
      faults: [{ line, column: 5, excerpt: '    "kind": "exec",', caret: 4 }],
    });
  });

  test('of more than a request may hold is refused before anybody reads it', async () => {
    expect(await read({ text: 'x'.repeat(10 * 1024 * 1024 + 1) })).toMatch(/larger than 6 MB/);
  });
});
