import type { PromptData } from '@patchbay/schema/nodes/prompt.ts';
import { modelReferencesOf, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { AuditEvent } from '../audit/audit-event.ts';
import { DeclaredError } from '../errors.ts';
import { modelOfCustom } from '../models/model.ts';
import { CustomModel } from '../models/custom-model.ts';
import { createProject } from '../organizations/create-project.ts';
import { chainOf } from '../test/chain-of.ts';
import { createEndedRun } from '../test/ended-run.ts';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { archiveWorkflow } from './archive-workflow.ts';
import { attentionOf, countNeedingAttention, listNeedingAttention } from './attention.ts';
import { createWorkflow } from './create-workflow.ts';
import { draftIssues } from './draft-issues.ts';
import { countUsage, countUsingWorkflows, listUsingWorkflows } from './model-usage.ts';
import { publishWorkflow } from './publish-workflow.ts';
import { planRepointing, type RepointPlan } from './repoint-plan.ts';
import { retireModel } from './retire-model.ts';
import { saveDraft } from './save-draft.ts';
import { Workflow } from './workflow.ts';
import { WorkflowVersion } from './workflow-version.ts';

let ground: ModelGround;
let projects: string[];
beforeAll(async () => {
  ground = await createModelGround();
  const names = ['Works', 'Law', 'Press'];
  const made = [];
  for (const name of names) made.push(await transact((em, actor) => createProject(em, actor, { name })));
  projects = made.map(({ id }) => id);
  await ground.ours.add({ slug: 'house' });
  await ground.ours.add({ slug: 'plain', setup: ground.ours.setupOf({ capabilities: lacksJson }) });
});
afterAll(() => ground.close());

const lacksJson = { jsonMode: false, vision: false, toolUse: true, reasoning: false };
const transact: ModelGround['ours']['transact'] = (work) => ground.ours.transact(work);

let count = 0;
function newModel(): Promise<CustomModel> {
  count += 1;
  return ground.ours.add({
    slug: `old-${count}`,
    displayName: `Old ${count}`,
    inputCost: '0.000001',
    outputCost: '0.000002',
  });
}

function graphWith(models: string[], data: Partial<PromptData> = {}): WorkflowGraph {
  const chain = chainOf(models);
  const nodes = chain.nodes.map((node) =>
    node.kind === 'prompt' ? { ...node, data: { ...node.data, ...data } } : node,
  );
  return { ...chain, nodes };
}

async function newWorkflow(graph: WorkflowGraph, { publish = true, project = 0 } = {}): Promise<Workflow> {
  const created = await transact((em, actor) =>
    createWorkflow(em, actor, {
      projectId: projects[project] ?? '',
      name: `W ${uuid()}`,
      from: 'BLANK',
      graph,
    }),
  );
  if (publish) await publishDraft(created.id, created.revision);
  return created;
}

const publishDraft = (workflowId: string, revision: number) =>
  transact((em, actor) => publishWorkflow(em, actor, { workflowId, revision }, ground.services.catalogue));

const planFor = (model: CustomModel): Promise<RepointPlan> =>
  transact((em) => planRepointing(em, ground.services.catalogue, modelOfCustom(model)));

type Decision = Partial<Parameters<typeof retireModel>[2]>;

const retire = (model: CustomModel, decision: Decision = {}) =>
  transact((em, actor) =>
    retireModel(
      em,
      actor,
      { modelId: model.id, as: 'DELETED', seen: null, groups: [], steps: [], ...decision },
      ground.services.catalogue,
    ),
  );

const toHouse = ({ groups }: RepointPlan) => groups.map(({ key }) => ({ group: key, to: 'house' }));

const stateOf = (id: string) =>
  transact(async (em) => {
    const workflow = await em.findOneOrFail(Workflow, { id });
    const live =
      workflow.liveVersionId && (await em.findOne(WorkflowVersion, { id: workflow.liveVersionId }));
    return { workflow, live: live || null };
  });

const modelsIn = (graph: WorkflowGraph | undefined) =>
  graph?.nodes.flatMap((node) => (node.kind === 'prompt' ? [node.data.model] : []));

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

const inJson = { output: { kind: 'json' as const, schema: { type: 'object' }, mode: 'native' as const } };

describe('a model goes, and its steps get others in the same transaction', () => {
  test('a document from before its steps had all of today’s fields goes along', async () => {
    const old = await newModel();
    const { id } = await newWorkflow(graphWith([old.slug]));
    const older = (column: string) => `jsonb_set(${column}::jsonb, '{nodes}', (select jsonb_agg(
      case node->>'kind' when 'prompt' then jsonb_set(node, '{data}', (node->'data') - 'onError' - 'tools') else node end)
      from jsonb_array_elements(${column}::jsonb->'nodes') node))`;
    const owner = ground.database.orm.em.fork();
    await owner.execute(`update workflow set draft = ${older('draft')} where id = ?`, [id]);
    await owner.execute(`update workflow_version set graph = ${older('graph')} where workflow_id = ?`, [id]);
    const fieldsOf = (graph?: WorkflowGraph) => graph?.nodes.map(({ data }) => 'tools' in data);
    const before = await stateOf(id);
    expect([fieldsOf(before.workflow.draft), fieldsOf(before.live?.graph)].flat()).not.toContain(true);

    await retire(old, { groups: toHouse(await planFor(old)) });
    const { workflow, live } = await stateOf(id);
    expect([modelsIn(workflow.draft), modelsIn(live?.graph)]).toEqual([['house'], ['house']]);
  });

  test('seven workflows of three projects: each has a new live version, and the old one stays what it was', async () => {
    const old = await newModel();
    const made = [];
    for (let index = 0; index < 7; index += 1)
      made.push(await newWorkflow(graphWith([old.slug, 'house']), { project: index % 3 }));
    const contributor: Actor = {
      ...ground.ours.member,
      projectRoles: { [projects[1] ?? '']: 'CONTRIBUTOR' },
    };
    const [usage] = await transact((em) => countUsage(em, ground.services.catalogue, [old.slug]));
    expect(usage).toMatchObject({ workflowCount: 7, stepCount: 7 });
    const seenBy = (actor: Actor) =>
      transact((em) =>
        listUsingWorkflows(em, actor, [old.slug], {
          after: null,
          before: null,
          limit: 100,
          descending: true,
        }),
      );
    expect(await seenBy(contributor)).toHaveLength(2);
    expect(await transact((em) => countUsingWorkflows(em, contributor, [old.slug]))).toBe(2);

    const plan = await planFor(old);
    expect(plan).toMatchObject({ workflowCount: 7, groups: [{ uses: { length: 14 } }] });
    expect(await retire(old, { seen: plan.seen, groups: toHouse(plan) })).toMatchObject({
      workflows: 7,
      versions: 7,
      leftBehind: 0,
    });
    for (const { id } of made) {
      const { workflow, live } = await stateOf(id);
      expect(live).toMatchObject({ number: 2, revision: workflow.revision });
      expect([modelsIn(live?.graph), modelsIn(workflow.draft)]).toEqual([
        ['house', 'house'],
        ['house', 'house'],
      ]);
      const first = await transact((em) => em.findOneOrFail(WorkflowVersion, { workflowId: id, number: 1 }));
      expect(modelsIn(first.graph)).toEqual([old.slug, 'house']);
    }
    const [after] = await transact((em) => countUsage(em, ground.services.catalogue, [old.slug]));
    expect(after).toMatchObject({ workflowCount: 0, stepCount: 0, versionCount: 7 });
    const told = await transact((em) => em.count(AuditEvent, { action: 'workflow.repointed' }));
    expect(told).toBeGreaterThanOrEqual(7);
  });

  test('what is unpublished of a draft is not published along', async () => {
    const old = await newModel();
    const { id, revision } = await newWorkflow(graphWith([old.slug]));
    const unpublished = graphWith([old.slug], { user: 'Not ready yet.' });
    await transact((em, actor) =>
      saveDraft(em, actor, { workflowId: id, expectedRevision: revision, graph: unpublished }),
    );
    const plan = await planFor(old);
    await retire(old, { groups: toHouse(plan) });
    const { workflow, live } = await stateOf(id);
    expect(live?.graph).toEqual(graphWith(['house']));
    expect(workflow.draft).toEqual(graphWith(['house'], { user: 'Not ready yet.' }));
    expect(live?.revision).toBeLessThan(workflow.revision);
  });

  test('step by step: another one for this, none for that', async () => {
    const old = await newModel();
    const [one, two, three] = [
      await newWorkflow(graphWith([old.slug])),
      await newWorkflow(graphWith([old.slug])),
      await newWorkflow(graphWith([old.slug])),
    ];
    const steps = [true, false].flatMap((live) => [
      { workflowId: two.id, nodeId: 'p1', live, to: 'plain' },
      { workflowId: three.id, nodeId: 'p1', live, to: null },
    ]);
    const done = await retire(old, { groups: toHouse(await planFor(old)), steps });
    expect(done).toMatchObject({ workflows: 2, leftBehind: 2 });
    const live = async ({ id }: Workflow) => modelsIn((await stateOf(id)).live?.graph);
    expect([await live(one), await live(two), await live(three)]).toEqual([['house'], ['plain'], [old.slug]]);
  });

  test('switching off repoints just as well', async () => {
    const old = await newModel();
    const { id } = await newWorkflow(graphWith([old.slug]));
    await retire(old, { as: 'INACTIVE', groups: toHouse(await planFor(old)) });
    expect(modelsIn((await stateOf(id)).live?.graph)).toEqual(['house']);
    const model = await transact((em) => em.findOneOrFail(CustomModel, { id: old.id }));
    expect(model).toMatchObject({ active: false, deletedAt: null });
  });
});

describe('nothing is lost between looking and deciding', () => {
  test('an eighth workflow that was published meanwhile is caught', async () => {
    const old = await newModel();
    await newWorkflow(graphWith([old.slug]));
    const plan = await planFor(old);
    const late = await newWorkflow(graphWith([old.slug]));
    await expect(retire(old, { seen: plan.seen, groups: toHouse(plan) })).rejects.toMatchObject({
      code: 'USAGE_CHANGED',
    });
    expect(modelsIn((await stateOf(late.id)).live?.graph)).toEqual([old.slug]);
    const again = await planFor(old);
    expect(await retire(old, { seen: again.seen, groups: toHouse(again) })).toMatchObject({ workflows: 2 });
  });

  test('publishing at the very moment of the deletion either comes before it and is seen, or is refused', async () => {
    for (let round = 0; round < 5; round += 1) {
      const old = await newModel();
      const { id, revision } = await newWorkflow(graphWith([old.slug]), { publish: false });
      const plan = await planFor(old);
      const [retired, published] = await Promise.allSettled([
        retire(old, { seen: plan.seen, groups: toHouse(plan) }),
        publishDraft(id, revision),
      ]);
      const { live } = await stateOf(id);
      if (retired.status === 'fulfilled') {
        // It came first: the draft was repointed, so that what was to be published is not there any more.
        expect(published.status).toBe('rejected');
        expect(live).toBeNull();
      } else {
        expect(retired.reason).toMatchObject({ code: 'USAGE_CHANGED' });
        expect(modelsIn(live?.graph)).toEqual([old.slug]);
      }
    }
  });

  test('a choice that cannot answer a step is refused, and nothing has changed', async () => {
    const old = await newModel();
    const { id } = await newWorkflow(graphWith([old.slug], inJson));
    const plan = await planFor(old);
    for (const to of ['plain', old.slug, 'nobody']) {
      const groups = plan.groups.map(({ key }) => ({ group: key, to }));
      await expect(retire(old, { groups })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    const { live, workflow } = await stateOf(id);
    expect([live?.number, workflow.revision]).toEqual([1, 1]);
  });
});

describe('choices', () => {
  test('are those that can answer the steps, the nearest first, and what they would lack', async () => {
    const old = await newModel();
    await newWorkflow(graphWith([old.slug], inJson), { publish: false });
    await newWorkflow(graphWith([old.slug]), { publish: false });
    const { groups } = await planFor(old);
    const names = groups.map(({ choices }) => choices.map(({ model }) => model.reference));
    const all = (await planFor(old)).choices.map(({ model }) => model.reference);
    expect(all).toContain('house');
    expect(all).not.toContain('plain');
    const [json, text] = names[0]?.includes('plain') ? [names[1], names[0]] : names;
    expect(json).toContain('house');
    expect(json).not.toContain('plain');
    expect(text?.indexOf('house')).toBeLessThan(text?.indexOf('plain') ?? -1);
    const plain = groups.flatMap(({ choices }) => choices).find(({ model }) => model.reference === 'plain');
    expect(plain?.lacks).toEqual(['jsonMode']);
  });

  test('say what they would have cost; where a price is unknown nobody knows', async () => {
    const old = await newModel();
    await ground.ours.add({ slug: `dear-${old.slug}`, inputCost: '0.000003', outputCost: '0.000002' });
    await newWorkflow(graphWith([old.slug]), { publish: false });
    const [group] = (await planFor(old)).groups;
    const difference = (slug: string) =>
      group?.choices.find(({ model }) => model.reference === slug)?.costDifference;
    // Nothing was asked of it lately, so nothing would have changed.
    expect(difference(`dear-${old.slug}`)).toBe('0');
    expect(difference('house')).toBeNull();
  });

  test('count what the steps asked of it in the last 30 days, in runs whose call was answered', async () => {
    const old = await newModel();
    const dear = await ground.ours.add({
      slug: `dear-${old.slug}`,
      inputCost: '0.000003',
      outputCost: '0.000002',
    });
    const workflow = await newWorkflow(graphWith([old.slug, old.slug]));
    const ran = (calls: Parameters<typeof createEndedRun>[3]) =>
      transact((em, actor) => createEndedRun(em, actor, workflow, calls));
    const call = { modelSlug: old.slug, inputTokens: 1000, outputTokens: 50 };
    await ran([
      { nodeId: 'p1', ...call },
      { nodeId: 'p1', ...call, outcome: 'rate-limited', inputTokens: null, outputTokens: null },
      { nodeId: 'p2', ...call },
      { nodeId: 'p2', ...call, startedAt: daysAgo(31) },
      { nodeId: 'p2', ...call, modelSlug: 'house' },
    ]);
    const plan = await planFor(old);
    expect(plan.groups).toMatchObject([{ tokens: { input: 2000, output: 100 } }]);
    const differenceOf = ({ choices }: Pick<RepointPlan, 'choices'>) =>
      choices.find(({ model }) => model.reference === dear.slug)?.costDifference;
    expect(plan.groups.map(differenceOf)).toEqual(['0.004']);
    expect(differenceOf(plan)).toBe('0.004');

    await ran([{ nodeId: 'p1', ...call, outputTokens: null }]);
    const untold = await planFor(old);
    expect(untold.groups[0]?.tokens).toBeNull();
    expect(differenceOf(untold)).toBeNull();
  });
});

describe('needs attention', () => {
  test('a live version whose model was deleted, switched off or narrowed says so, in the words of its run', async () => {
    const old = await newModel();
    const { id } = await newWorkflow(graphWith([old.slug]));
    const fine = await newWorkflow(graphWith(['house']));
    const { catalogue } = ground.services;
    const list = (actor: Actor) =>
      transact(async (em) => {
        const bounds = { after: null, before: null, limit: 100, descending: true };
        const found = await listNeedingAttention(em, actor, catalogue, bounds);
        return found.map((workflow) => workflow.id);
      });
    const before = await transact((em) => countNeedingAttention(em, ground.ours.actor, catalogue));
    await retire(old);
    const [hurt, well] = await transact((em) => attentionOf(em, catalogue, [id, fine.id]));
    expect(hurt).toMatchObject([
      {
        nodeId: 'p1',
        reference: old.slug,
        runs: false,
        reasons: [{ code: 'deleted', message: `${old.displayName} was deleted.` }],
      },
    ]);
    expect(well).toEqual([]);
    expect(await list(ground.ours.actor)).toContain(id);
    expect(await list(ground.ours.actor)).not.toContain(fine.id);
    expect(await list({ ...ground.ours.member, projectRoles: {} })).toEqual([]);
    expect(await transact((em) => countNeedingAttention(em, ground.ours.actor, catalogue))).toBe(before + 1);
    const issues = await transact((em) => draftIssues(em, catalogue, fine.projectId, graphWith([old.slug])));
    expect(issues[0]?.message).toContain(`${old.displayName} was deleted.`);
  });
});

test('what repointing has published counts as live, whatever the draft names by then', async () => {
  const [old, next] = [await newModel(), await newModel()];
  const { id, revision } = await newWorkflow(graphWith([old.slug, old.slug]));
  await transact((em, actor) =>
    saveDraft(em, actor, { workflowId: id, expectedRevision: revision, graph: graphWith(['plain']) }),
  );
  const plan = await planFor(old);
  await retire(old, {
    seen: plan.seen,
    groups: plan.groups.map(({ key }) => ({ group: key, to: next.slug })),
  });
  expect(modelsIn((await stateOf(id)).live?.graph)).toEqual([next.slug, next.slug]);
  const counted = await transact((em) => countUsage(em, ground.services.catalogue, [next.slug, old.slug]));
  expect(counted).toMatchObject([
    { workflowCount: 1, stepCount: 2, versionCount: 1 },
    { workflowCount: 0, stepCount: 0, versionCount: 1 },
  ]);
});

test('whatever many do at once, usage and what needs attention are what the documents say', async () => {
  const models = [await newModel(), await newModel(), await newModel()];
  const names = ['house', ...models.map(({ slug }) => slug), 'default'];
  const { catalogue } = ground.services;
  const one = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)] as T;
  const some = () => graphWith(Array.from({ length: 1 + Math.floor(Math.random() * 4) }, () => one(names)));
  const made: string[] = [];
  for (let index = 0; index < 6; index += 1)
    made.push((await newWorkflow(some(), { publish: false, project: index % 3 })).id);

  const act = async () => {
    const workflowId = one(made);
    const { revision } = (await stateOf(workflowId)).workflow;
    const chance = Math.random();
    if (chance < 0.4)
      await transact((em, actor) =>
        saveDraft(em, actor, { workflowId, expectedRevision: revision, graph: some() }),
      );
    else if (chance < 0.75) await publishDraft(workflowId, revision);
    else if (chance < 0.95)
      await transact((em, actor) =>
        archiveWorkflow(em, actor, { workflowId, archived: one([true, false, false]) }),
      );
    else {
      const model = one(models);
      const plan = await planFor(model);
      await retire(model, {
        seen: plan.seen,
        groups: plan.groups.map(({ key }) => ({ group: key, to: 'house' })),
      });
    }
  };
  const done = { acts: 0, refused: 0 };
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let round = 0; round < 8; round += 1)
        await act().then(
          () => (done.acts += 1),
          (error: unknown) => {
            if (!(error instanceof DeclaredError)) throw error;
            done.refused += 1;
          },
        );
    }),
  );
  expect(done.acts).toBeGreaterThan(done.refused / 4);

  const idle = await transact((em) =>
    em.find(CustomModel, { $or: [{ deletedAt: { $ne: null } }, { active: false }] }),
  );
  // The default is the platform's, which nobody has configured here.
  const cannotAnswer = ['default', ...idle.map(({ slug }) => slug)];
  const standing = await transact(async (em) => {
    const workflows = await em.find(Workflow, { archivedAt: null });
    const versions = await em.find(WorkflowVersion, {});
    return workflows.map((workflow) => {
      const all = versions.filter(({ workflowId }) => workflowId === workflow.id);
      return { workflow, versions: all, live: all.find(({ id }) => id === workflow.liveVersionId) };
    });
  });
  const namedBy = (graph: WorkflowGraph | undefined, among: readonly string[]) =>
    graph ? modelReferencesOf(graph).filter(({ reference }) => among.includes(reference)) : [];
  const references = [...names.filter((name) => name !== 'default'), catalogue.default.id];
  const usages = await transact((em) => countUsage(em, catalogue, references));
  for (const usage of usages) {
    const steps = standing.map(({ workflow, live }) => [
      ...new Set(
        [...namedBy(workflow.draft, usage.names), ...namedBy(live?.graph, usage.names)].map(
          ({ nodeId }) => nodeId,
        ),
      ),
    ]);
    const versions = standing.flatMap((each) =>
      each.versions.filter(({ graph }) => namedBy(graph, usage.names).length > 0),
    );
    expect(usage).toMatchObject({
      workflowCount: steps.filter(({ length }) => length > 0).length,
      stepCount: steps.flat().length,
      versionCount: versions.length,
    });
  }
  const hurt = standing.filter(({ live }) => namedBy(live?.graph, cannotAnswer).length > 0);
  expect(await transact((em) => countNeedingAttention(em, ground.ours.actor, catalogue))).toBe(hurt.length);
});
