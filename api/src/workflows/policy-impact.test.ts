import type { PromptData } from '@patchbay/schema/nodes/prompt.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Secret } from '../credentials/secret.ts';
import { loadPolicy } from '../model-policy/load-policy.ts';
import { ModelPolicyRow } from '../model-policy/model-policy-row.ts';
import { type PolicyChange, updateModelPolicy } from '../model-policy/update-model-policy.ts';
import { createProject } from '../organizations/create-project.ts';
import { chainOf } from '../test/chain-of.ts';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { archiveWorkflow } from './archive-workflow.ts';
import { createWorkflow } from './create-workflow.ts';
import { policyImpact } from './policy-impact.ts';
import { publishWorkflow } from './publish-workflow.ts';
import { Workflow } from './workflow.ts';

let ground: ModelGround;
let projectId: string;

const lacksJson = { jsonMode: false, vision: false, toolUse: true, reasoning: false };

beforeAll(async () => {
  ground = await createModelGround();
  const { ours } = ground;
  await ours.add({ slug: 'house' });
  await ours.add({ slug: 'plain', setup: ours.setupOf({ capabilities: lacksJson }) });
  projectId = (await ours.transact((em, actor) => createProject(em, actor, { name: 'Works' }))).id;
});
afterAll(() => ground.close());

beforeEach(async () => {
  await ground.ours.transact(async (em, actor) => {
    for (const { id } of await em.find(Workflow, { archivedAt: null }))
      await archiveWorkflow(em, actor, { workflowId: id, archived: true });
  });
  await save({ default: 'house', fallback: null, exclusive: false, aliases: [], substitution: 'NEVER' });
});

const save = (change: PolicyChange) =>
  ground.ours.transact(async (em, actor) => {
    const [row] = await em.find(ModelPolicyRow, {});
    const input = { ...change, expectedRevision: row?.revision ?? 0 };
    return updateModelPolicy(em, actor, input, ground.services.catalogue);
  });

/** With the operator's key: platform models answer, too. */
const lookAt = (change: PolicyChange) =>
  ground.ours.transact((em, actor) => {
    const catalogue = { ...ground.services.catalogue, key: new Secret('sk-of-the-operator') };
    return policyImpact(em, actor, change, catalogue);
  });

/** Each step as "Prompt 1 draft: STOPS". */
async function effectsOf(change: PolicyChange): Promise<string[]> {
  const { steps } = await lookAt(change);
  return steps
    .map(({ stepName, live, effect, withoutFallback }) =>
      [stepName, live ? 'live' : 'draft', effect, withoutFallback && 'no fallback'].filter(Boolean).join(' '),
    )
    .toSorted();
}

async function newWorkflow(models: string[], data: Partial<PromptData> = {}, publish = false): Promise<void> {
  const chain = chainOf(models);
  const nodes = chain.nodes.map((node) =>
    node.kind === 'prompt' ? { ...node, data: { ...node.data, ...data } } : node,
  );
  const graph: WorkflowGraph = { ...chain, nodes };
  await ground.ours.transact(async (em, actor) => {
    const { id, revision } = await createWorkflow(em, actor, {
      projectId,
      name: 'Chain',
      from: 'BLANK',
      graph,
    });
    const publishing = { workflowId: id, revision, message: '' };
    if (publish) await publishWorkflow(em, actor, publishing, ground.services.catalogue);
  });
}

const inJson = { output: { kind: 'json' as const, schema: { type: 'object' }, mode: 'native' as const } };

test('another default is felt by the steps that name none, in the draft and in the live version', async () => {
  await newWorkflow(['house', 'default'], {}, true);
  expect(await effectsOf({ default: 'plain' })).toEqual([
    'Prompt 2 draft ANOTHER_MODEL',
    'Prompt 2 live ANOTHER_MODEL',
  ]);
});

test('a step keeps the model that it names, whatever becomes the default', async () => {
  await newWorkflow(['house']);
  expect(await effectsOf({ default: 'plain' })).toEqual([]);
});

test('a default that lacks what a step needs stops it, and the preview says so first', async () => {
  await newWorkflow(['default'], inJson);
  await newWorkflow(['default']);
  const { steps, looked } = await lookAt({ default: 'plain' });
  expect(looked).toBe(2);
  expect(steps.map(({ effect }) => effect)).toEqual(['STOPS', 'ANOTHER_MODEL']);
  expect(steps[0]?.after.refused[0]).toMatchObject({ reasons: [{ code: 'lacks-capability' }] });
});

test('a fallback tells which steps it could not serve', async () => {
  await newWorkflow(['house', 'default'], inJson);
  await newWorkflow(['house']);
  expect(await effectsOf({ fallback: 'plain' })).toEqual([
    'Prompt 1 draft ANOTHER_ORDER',
    'Prompt 1 draft no fallback',
    'Prompt 2 draft no fallback',
  ]);
});

test('custom models only stops the steps that name a platform model', async () => {
  await newWorkflow(['openai/gpt-5.4', 'house']);
  const { steps } = await lookAt({ exclusive: true });
  expect(steps).toMatchObject([
    { stepName: 'Prompt 1', effect: 'STOPS', after: { refused: [{ reasons: [{ code: 'excluded' }] }, {}] } },
  ]);
});

test('an alias that is given or taken away is felt by the steps that name it', async () => {
  await newWorkflow(['sonnet']);
  expect(await effectsOf({ aliases: [{ alias: 'sonnet', target: 'house' }] })).toEqual([
    'Prompt 1 draft RUNS_AGAIN',
  ]);
  await save({ aliases: [{ alias: 'sonnet', target: 'house' }] });
  expect(await effectsOf({ aliases: [{ alias: 'sonnet', target: 'plain' }] })).toEqual([
    'Prompt 1 draft ANOTHER_MODEL',
  ]);
  expect(await effectsOf({ aliases: [] })).toEqual(['Prompt 1 draft STOPS']);
});

test('substitution lets steps run again whose own model is gone', async () => {
  await newWorkflow(['nobody']);
  expect(await effectsOf({ substitution: 'DEFAULT' })).toEqual(['Prompt 1 draft RUNS_AGAIN']);
});

test('nothing is saved by looking, and what could not be saved cannot be looked at', async () => {
  await newWorkflow(['default']);
  const policy = () => ground.ours.transact((em) => loadPolicy(em, ground.services.catalogue));
  const before = await policy();
  await lookAt({ default: 'plain', aliases: [{ alias: 'opus', target: 'house' }] });
  expect(await policy()).toEqual(before);
  await expect(lookAt({ default: 'nobody' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
