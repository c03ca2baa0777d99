// The preview equals the outcome: what it said of each step is what resolution and validation say once the change is
// made.
import type { PromptData } from '@patchbay/schema/nodes/prompt.ts';
import { requirementsOf, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { seeded, type Random } from '@patchbay/schema/test/random-graph.ts';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Secret } from '../credentials/secret.ts';
import { loadCandidates } from '../model-policy/load-candidates.ts';
import { ModelPolicyRow } from '../model-policy/model-policy-row.ts';
import { type PolicyChange, updateModelPolicy } from '../model-policy/update-model-policy.ts';
import { CustomModel } from '../models/custom-model.ts';
import { deleteCustomModel } from '../models/delete-custom-model.ts';
import { setModelActive } from '../models/set-model-active.ts';
import { updateCustomModel } from '../models/update-custom-model.ts';
import { createProject } from '../organizations/create-project.ts';
import { chainOf } from '../test/chain-of.ts';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { createWorkflow } from './create-workflow.ts';
import { draftIssues } from './draft-issues.ts';
import type { Impact } from './impact.ts';
import { type ModelChange, modelImpact } from './model-impact.ts';
import { policyImpact } from './policy-impact.ts';
import { Workflow } from './workflow.ts';

let ground: ModelGround;
const slugs = ['alpha', 'beta', 'gamma'];
beforeAll(async () => {
  ground = await createModelGround();
  for (const slug of slugs) await ground.ours.add({ slug });
});
afterAll(() => ground.close());

const transact: ModelGround['ours']['transact'] = (work) => ground.ours.transact(work);
const catalogue = () => ({ ...ground.services.catalogue, key: new Secret('sk-of-the-operator') });
const services = () => ({ ...ground.services, catalogue: catalogue() });

const references = [...slugs, 'default', 'sonnet', 'openai/gpt-5.4', 'nobody'];

function randomGraph(random: Random): WorkflowGraph {
  const chain = chainOf(Array.from({ length: 1 + random.below(4) }, () => random.oneOf(references)));
  const data = (): Partial<PromptData> => ({
    output: random.chance(0.5)
      ? { kind: 'text' }
      : { kind: 'json', schema: { type: 'object' }, mode: random.oneOf(['native', 'instructed']) },
    reasoning: random.chance(0.2) ? { maxTokens: 100 } : null,
    attachments: random.chance(0.2) ? [{ reference: 'input.photo', kind: 'image' }] : [],
    tools: random.chance(0.2) ? [uuid()] : [],
    onMissingCapability: random.oneOf(['refuse', 'degrade']),
    substitution: random.oneOf(['allow', 'never']),
  });
  const nodes = chain.nodes.map((node) =>
    node.kind === 'prompt' ? { ...node, data: { ...node.data, ...data() } } : node,
  );
  return { ...chain, nodes };
}

/** Who would answer each step now, by the loader of every run. */
type Answer = {
  models: string[];
  degraded: string;
  /** What validation says of the step's choice. */
  faults: string[];
};

function answers(): Promise<Map<string, Answer>> {
  return transact(async (em) => {
    const found = new Map<string, Answer>();
    for (const { id, projectId, draft } of await em.find(Workflow, { archivedAt: null })) {
      const issues = await draftIssues(em, catalogue(), projectId, draft);
      for (const node of draft.nodes) {
        if (node.kind !== 'prompt') continue;
        const { onMissingCapability, substitution, model: reference } = node.data;
        const asked = { reference, requirements: requirementsOf(node), onMissingCapability, substitution };
        const { candidates } = await loadCandidates(em, catalogue(), asked);
        found.set(`${id} ${node.id}`, {
          models: candidates.map(({ model }) => model.reference),
          degraded: candidates[0]?.degraded.join() ?? '',
          faults: issues
            .filter(({ nodeId, path }) => nodeId === node.id && path.join('.') === 'data.model')
            .map(({ message }) => message),
        });
      }
    }
    return found;
  });
}

type Change = { preview: () => Promise<Impact>; make: () => Promise<unknown> };

function randomChange(random: Random): Change {
  const policy = (change: PolicyChange): Change => ({
    preview: () => transact((em, actor) => policyImpact(em, actor, change, catalogue())),
    make: () =>
      transact(async (em, actor) => {
        const [row] = await em.find(ModelPolicyRow, {});
        return updateModelPolicy(em, actor, { ...change, expectedRevision: row?.revision ?? 0 }, catalogue());
      }),
  });
  const ofModel = (change: (model: CustomModel) => ModelChange): Change => {
    const slug = random.oneOf(slugs);
    const find = () => transact((em) => em.findOneOrFail(CustomModel, { slug }));
    return {
      preview: async () => {
        const model = await find();
        return transact((em, actor) =>
          modelImpact(em, actor, { modelId: model.id, ...change(model) }, services()),
        );
      },
      make: async () => {
        const model = await find();
        const { active, setup, deleted } = change(model);
        return transact(async (em, actor) => {
          if (deleted) return deleteCustomModel(em, actor, { modelId: model.id });
          if (active != null) return setModelActive(em, actor, { modelId: model.id, active });
          return updateCustomModel(em, actor, { modelId: model.id, setup }, services());
        });
      },
    };
  };
  const capabilities = () => ({
    jsonMode: random.chance(0.5),
    vision: random.chance(0.5),
    toolUse: random.chance(0.5),
    reasoning: random.chance(0.5),
  });
  return random.oneOf([
    () => policy({ default: random.oneOf([...slugs, 'openai/gpt-5.4']) }),
    () => policy({ fallback: random.oneOf([null, ...slugs]) }),
    () => policy({ exclusive: random.chance(0.5) }),
    () => policy({ substitution: random.oneOf(['NEVER', 'DEFAULT', 'PLATFORM']) }),
    () => policy({ aliases: random.chance(0.3) ? [] : [{ alias: 'sonnet', target: random.oneOf(slugs) }] }),
    () => {
      const active = random.chance(0.5);
      return ofModel(() => ({ active }));
    },
    () => ofModel(() => ({ deleted: true })),
    () => {
      const setup = ground.ours.setupOf({ capabilities: capabilities(), apiKey: '' });
      return ofModel(() => ({ setup }));
    },
  ])();
}

const sayFault = ({ message, fix }: { message: string; fix: string }) => `${message} ${fix}`;

/** A deleted one comes back to its slug, so that the next change finds it. Tells whether there was one. */
async function bringBack(): Promise<boolean> {
  const gone = await transact((em) => em.find(CustomModel, { deletedAt: { $ne: null } }));
  for (const { slug } of gone) await ground.ours.add({ slug });
  return gone.length > 0;
}

test('the preview of any change equals what resolution and validation say once it is made', async () => {
  const random = seeded(7);
  const { id: projectId } = await transact((em, actor) => createProject(em, actor, { name: 'Random' }));
  for (let index = 0; index < 4; index += 1) {
    await transact((em, actor) =>
      createWorkflow(em, actor, {
        projectId,
        name: `R ${uuid()}`,
        from: 'BLANK',
        graph: randomGraph(random),
      }),
    );
  }
  let compared = 0;
  const effectsMet = new Set<string>();
  let before = await answers();
  for (let round = 0; round < 20; round += 1) {
    const change = randomChange(random);
    const preview = await change.preview().catch((error: unknown) => error);
    if (preview instanceof Error) {
      // What cannot be looked at cannot be done either, in the same words.
      await expect(change.make()).rejects.toMatchObject({ message: preview.message });
      continue;
    }
    if (round < 5) expect(await answers()).toEqual(before);
    await change.make();
    const after = await answers();
    const told = new Map<string, Impact['steps'][number]>(
      (preview as Impact).steps.map((step) => [`${step.workflowId} ${step.nodeId}`, step] as const),
    );
    for (const [step, was] of before) {
      const is = after.get(step);
      const one = told.get(step);
      const effect = one?.effect ?? null;
      if (effect) effectsMet.add(effect);
      if (effect === null) expect(is).toEqual(was);
      else expect(one?.after.candidates.map(({ model }) => model.reference)).toEqual(is?.models);
      expect(effect === 'STOPS').toBe(was.models.length > 0 && is?.models.length === 0);
      if (effect === 'STOPS') expect(is?.faults).toEqual(one?.after.refused[0]?.reasons.map(sayFault));
      if (effect === 'RUNS_AGAIN') expect([was.faults.length > 0, is?.faults]).toEqual([true, []]);
      if (effect === 'DOES_LESS') expect(is?.degraded).toBe(one?.after.candidates[0]?.degraded.join());
      if (effect && one?.after.candidates.length) expect(is?.faults).toEqual([]);
      compared += 1;
    }
    before = (await bringBack()) ? await answers() : after;
  }
  expect(compared).toBeGreaterThan(50);
  expect([...effectsMet].toSorted()).toEqual(
    expect.arrayContaining(['ANOTHER_MODEL', 'RUNS_AGAIN', 'STOPS']),
  );
}, 60_000);
