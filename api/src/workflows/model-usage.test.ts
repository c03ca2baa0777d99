import { graphOf, helloGraph, promptStep } from '@patchbay/schema/test/small-graph.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../test/client.ts';
import { createWorld, type World } from '../test/world.ts';
import { archiveWorkflow } from './archive-workflow.ts';
import { createWorkflow } from './create-workflow.ts';
import { publishWorkflow } from './publish-workflow.ts';
import { saveDraft } from './save-draft.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

let taken = 0;

/** A platform model that no other test names. */
function anyModel(): string {
  const model = world.services.models.catalogue.models[taken];
  taken += 1;
  if (!model) throw new Error('The catalogue has no more models.');
  return model.id;
}

async function newWorkflow(graph: WorkflowGraph, projectId = world.ours.project.id): Promise<string> {
  const input = { projectId, name: `Uses ${uuid()}`, from: 'BLANK' as const, graph };
  return (await world.ours.transact((em, actor) => createWorkflow(em, actor, input))).id;
}

const save = (workflowId: string, expectedRevision: number, graph: WorkflowGraph) =>
  world.ours.transact((em, actor) => saveDraft(em, actor, { workflowId, expectedRevision, graph }));

const publish = (workflowId: string, revision: number) =>
  world.ours.transact((em, actor) =>
    publishWorkflow(em, actor, { workflowId, revision }, world.services.models.catalogue),
  );

const counts = 'workflowCount stepCount versionCount';

async function usageOf(reference: string, role: Parameters<World['as']>[0] = 'admin') {
  const answer = await world.as(role).ask(
    `query ($reference: String!) { model(reference: $reference) { usage { ${counts}
       workflows { totalCount nodes { inDraft inLive workflow { id name } steps { nodeId name inDraft inLive } } } } } }`,
    { reference },
  );
  return usageIn<Record<string, unknown>>(answer);
}

function usageIn<Usage>({ data, text }: Answer): Usage {
  const model = data?.model as { usage: Usage } | null | undefined;
  if (!model) throw new Error(text);
  return model.usage;
}

const none = { workflowCount: 0, stepCount: 0, versionCount: 0, workflows: { totalCount: 0, nodes: [] } };

describe('a model tells who names it', () => {
  test('in a draft, step by step, until the draft names another', async () => {
    const [first, second] = [anyModel(), anyModel()];
    expect(await usageOf(first)).toEqual(none);
    const steps = [promptStep('one', { model: first }), promptStep('two', { model: first })];
    const id = await newWorkflow(graphOf(steps, 'one > two'));
    expect(await usageOf(first)).toMatchObject({
      workflowCount: 1,
      stepCount: 2,
      versionCount: 0,
      workflows: {
        totalCount: 1,
        nodes: [
          {
            inDraft: true,
            inLive: false,
            steps: [
              { nodeId: 'one', name: 'one', inDraft: true, inLive: false },
              { nodeId: 'two', inDraft: true },
            ],
          },
        ],
      },
    });
    await save(
      id,
      1,
      graphOf([promptStep('one', { model: second }), promptStep('two', { model: '' })], 'one > two'),
    );
    expect(await usageOf(first)).toEqual(none);
    expect(await usageOf(second)).toMatchObject({ workflowCount: 1, stepCount: 1 });
    await save(id, 2, graphOf([]));
    expect(await usageOf(second)).toEqual(none);
  });

  test('in the live version even when the draft has moved on, and in older versions apart from that', async () => {
    const [first, second] = [anyModel(), anyModel()];
    const id = await newWorkflow(helloGraph({ model: first }));
    await publish(id, 1);
    await save(id, 1, helloGraph({ model: second }));
    expect(await usageOf(first)).toMatchObject({
      workflowCount: 1,
      stepCount: 1,
      versionCount: 1,
      workflows: { nodes: [{ inDraft: false, inLive: true }] },
    });
    await publish(id, 2);
    expect(await usageOf(first)).toEqual({ ...none, versionCount: 1 });
    expect(await usageOf(second)).toMatchObject({ workflowCount: 1, versionCount: 1 });
  });

  test('and an archived workflow uses nothing until it is restored', async () => {
    const model = anyModel();
    const id = await newWorkflow(helloGraph({ model }));
    await publish(id, 1);
    const archive = (archived: boolean) =>
      world.ours.transact((em, actor) => archiveWorkflow(em, actor, { workflowId: id, archived }));
    await archive(true);
    expect(await usageOf(model)).toEqual(none);
    await archive(false);
    expect(await usageOf(model)).toMatchObject({ workflowCount: 1, versionCount: 1 });
  });

  test('by the name of the step as it is now', async () => {
    const model = anyModel();
    const step = promptStep('asks', { model });
    const id = await newWorkflow(graphOf([step]));
    await save(id, 1, graphOf([{ ...step, name: 'Asks nicely' }]));
    expect(await usageOf(model)).toMatchObject({
      workflows: { nodes: [{ steps: [{ nodeId: 'asks', name: 'Asks nicely' }] }] },
    });
  });
});

test('the counts tell of every project; the workflows are only those that the viewer may see', async () => {
  const model = anyModel();
  const hidden = await world.ours.newProject();
  await newWorkflow(helloGraph({ model }), hidden.id);
  await newWorkflow(helloGraph({ model }));
  expect(await usageOf(model)).toMatchObject({ workflowCount: 2, workflows: { totalCount: 2 } });
  expect(await usageOf(model, 'viewer')).toMatchObject({ workflowCount: 2, workflows: { totalCount: 1 } });
  expect(await usageOf(model, 'member')).toMatchObject({
    workflowCount: 2,
    workflows: { totalCount: 0, nodes: [] },
  });
});

test('another organisation counts its own workflows only', async () => {
  const model = anyModel();
  await newWorkflow(helloGraph({ model }));
  const { data } = await world.stranger.ask(
    `query ($reference: String!) { model(reference: $reference) { usage { ${counts} } } }`,
    { reference: model },
  );
  expect(data?.model).toEqual({ usage: { workflowCount: 0, stepCount: 0, versionCount: 0 } });
});

test('page by page, every workflow is met once, newest first', async () => {
  const model = anyModel();
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) ids.unshift(await newWorkflow(helloGraph({ model })));
  const seen: string[] = [];
  for (let after: string | null = null; ;) {
    const answer = await world.as('admin').ask(
      `query ($reference: String!, $after: String) { model(reference: $reference) { usage {
         workflows(first: 2, after: $after) { pageInfo { hasNextPage endCursor } edges { cursor } } } } }`,
      { reference: model, after },
    );
    const { workflows } = usageIn<{
      workflows: { pageInfo: { hasNextPage: boolean; endCursor: string }; edges: { cursor: string }[] };
    }>(answer);
    seen.push(...workflows.edges.map(({ cursor }) => cursor));
    if (!workflows.pageInfo.hasNextPage) break;
    after = workflows.pageInfo.endCursor;
  }
  expect(seen).toEqual(ids);
});
