// Who must be given another model before one goes away, and which would do.
import { createHash } from 'node:crypto';
import { type Capability, capabilityNames } from '@patchbay/schema/capabilities.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { loadPolicy } from '../model-policy/load-policy.ts';
import type { ModelPolicy } from '../model-policy/policy.ts';
import { type Question, resolveCandidates } from '../model-policy/resolve-candidates.ts';
import { CustomModel } from '../models/custom-model.ts';
import { type Model, modelOfCustom, modelOfPlatform } from '../models/model.ts';
import type { EntityManager } from '../orm.ts';
import { counts } from './asked-questions.ts';
import { namesOfModels } from './names-of-models.ts';

/**
 * Use     a step of a draft or of a live version that leads to the model
 * Group   uses that ask the same of their model, so that one choice can serve them all
 * Choice  a model that could answer a group, the nearest to the one that goes first
 */
export type Use = {
  workflowId: string;
  /** The live version's id; null: the draft. */
  versionId: string | null;
  nodeId: string;
  place: string;
  stepName: string;
  reference: string;
  /** Of its group. */
  group: string;
};

export type Choice = {
  model: Model;
  /** What the one that goes can do, and this one cannot. No step of the group needs it. */
  lacks: Capability[];
  /** USD, for what the group asked of the model in the last 30 days; null where a price or a count is unknown. */
  costDifference: string | null;
};

export type RepointGroup = {
  key: string;
  question: Omit<Question, 'reference'>;
  uses: Use[];
  tokens: Tokens | null;
  choices: Choice[];
  choiceCount: number;
};

export type RepointPlan = {
  model: Model;
  /** Names this state of affairs: whoever applies it says it again, and hears when something has changed. */
  seen: string;
  workflowCount: number;
  groups: RepointGroup[];
  /** For all groups alike. */
  choices: Choice[];
  choiceCount: number;
};

type Tokens = { input: number; output: number };

export const choicesShown = 50;

export async function planRepointing(
  em: EntityManager,
  catalogue: Catalogue,
  model: Model,
): Promise<RepointPlan> {
  const uses = await usesOfModel(em, catalogue, model.reference);
  const policy = await loadPolicy(em, catalogue);
  const others = await everyOther(em, catalogue, model);
  const spent = await tokensByStep(em, model.reference);
  const groups = [
    ...Map.groupBy(
      uses.map(({ use }) => use),
      ({ group }) => group,
    ),
  ].map(([key, inGroup]) => {
    const question = uses.find(({ use }) => use.group === key)?.question;
    if (!question) throw new Error('A group without a question cannot come about.');
    return { key, question, uses: inGroup, tokens: sumOf(inGroup, spent) };
  });
  const offer = async (questions: RepointGroup['question'][], tokens: Tokens | null) => {
    const eligible = others
      .filter((other) => questions.every((question) => canAnswer(question, policy, other)))
      .toSorted((one, other) => distance(model, one) - distance(model, other));
    const nearest = eligible.slice(0, choicesShown);
    const differences = await costDifferences(em, model, nearest, tokens);
    return {
      choiceCount: eligible.length,
      choices: nearest.map((other, index) => ({
        model: other,
        lacks: capabilityNames.filter((name) => model.capabilities[name] && !other.capabilities[name]),
        costDifference: differences[index] ?? null,
      })),
    };
  };
  const withChoices = [];
  for (const group of groups)
    withChoices.push({ ...group, ...(await offer([group.question], group.tokens)) });
  const all = uses.map(({ use }) => use);
  return {
    model,
    seen: fingerprintOfUses(all),
    workflowCount: new Set(all.map(({ workflowId }) => workflowId)).size,
    groups: withChoices,
    ...(await offer(
      groups.map(({ question }) => question),
      sumOf(all, spent),
    )),
  };
}

/** By whichever of its names, in a stable order. */
export async function usesOfModel(
  em: EntityManager,
  catalogue: Catalogue,
  reference: string,
): Promise<{ use: Use; question: RepointGroup['question'] }[]> {
  const names = (await namesOfModels(em, catalogue, [reference])).map(({ name }) => name);
  const rows = await em.execute<(Use & { question: RepointGroup['question'] })[]>(
    `select u.workflow_id as "workflowId", u.version_id as "versionId", u.node_id as "nodeId", u.place,
       u.step_name as "stepName", u.reference, u.question, md5(u.question::text) as "group"
     from model_use u where ${counts} and u.reference in (?)
     order by u.workflow_id, u.version_id nulls first, u.node_id, u.place`,
    [names],
  );
  return rows.map(({ question, ...use }) => ({ use, question }));
}

export function fingerprintOfUses(uses: readonly Use[]): string {
  return createHash('sha256').update(JSON.stringify(uses)).digest('base64url').slice(0, 22);
}

/** With its own name as the step's choice: neither fallback nor substitute counts. */
export function canAnswer(question: Omit<Question, 'reference'>, policy: ModelPolicy, model: Model): boolean {
  const { candidates } = resolveCandidates({ ...question, reference: model.reference }, policy, model);
  return candidates[0]?.model.id === model.id;
}

async function everyOther(em: EntityManager, catalogue: Catalogue, model: Model): Promise<Model[]> {
  const customs = await em.find(CustomModel, { deletedAt: null, active: true });
  return [
    ...customs.map(modelOfCustom),
    ...catalogue.models.map((listed) => modelOfPlatform(catalogue, listed)),
  ].filter(({ id }) => id !== model.id);
}

/** By what it can do, how much it can read, and what it costs: each unknown counts as a step away. */
function distance(from: Model, to: Model): number {
  const lost = capabilityNames.filter((name) => from.capabilities[name] && !to.capabilities[name]).length;
  const gained = capabilityNames.filter((name) => !from.capabilities[name] && to.capabilities[name]).length;
  return (
    lost * 2 +
    gained * 0.25 +
    ratio(from.contextTokens, to.contextTokens) +
    ratio(from.inputCost, to.inputCost) +
    ratio(from.outputCost, to.outputCost)
  );
}

function ratio(one: number | string | null, other: number | string | null): number {
  if (one === null && other === null) return 0;
  if (one === null || other === null) return 1;
  return Math.min(3, Math.abs(Math.log2((Number(one) + 1e-12) / (Number(other) + 1e-12))));
}

/** What each step spent on the model in the last 30 days; null where a provider told no count. */
async function tokensByStep(em: EntityManager, reference: string): Promise<Map<string, Tokens | null>> {
  const rows = await em.execute<
    { step: string; input: string | null; output: string | null; untold: number }[]
  >(
    `select r.workflow_id || ' ' || s.node_id as step, sum(a.input_tokens) as input, sum(a.output_tokens) as output,
       count(*) filter (where a.outcome = 'answered' and (a.input_tokens is null or a.output_tokens is null))::int as untold
     from attempt a join step_run s on s.id = a.step_id join run r on r.id = a.run_id
     where a.model_slug = ? and a.started_at > now() - interval '30 days' group by 1`,
    [reference],
  );
  return new Map(
    rows.map(({ step, input, output, untold }) => [
      step,
      untold > 0 ? null : { input: Number(input ?? 0), output: Number(output ?? 0) },
    ]),
  );
}

/** A step that stands in draft and live version ran once. */
function sumOf(uses: readonly Use[], spent: ReadonlyMap<string, Tokens | null>): Tokens | null {
  const steps = new Set(uses.map(({ workflowId, nodeId }) => `${workflowId} ${nodeId}`));
  let sum: Tokens = { input: 0, output: 0 };
  for (const step of steps) {
    const one = spent.get(step);
    if (one === null) return null;
    if (one) sum = { input: sum.input + one.input, output: sum.output + one.output };
  }
  return sum;
}

/** Money is counted by the database, exactly. */
async function costDifferences(
  em: EntityManager,
  model: Model,
  choices: readonly Model[],
  tokens: Tokens | null,
): Promise<(string | null)[]> {
  if (!tokens || choices.length === 0) return choices.map(() => null);
  const rows = await em.execute<{ difference: string | null }[]>(
    `select trim_scale(?::numeric * (p.input - ?::numeric) + ?::numeric * (p.output - ?::numeric))::text as difference
     from jsonb_array_elements(?::jsonb) with ordinality as c (choice, position),
       lateral (select (choice ->> 'input')::numeric as input, (choice ->> 'output')::numeric as output) as p
     order by position`,
    [
      tokens.input,
      model.inputCost,
      tokens.output,
      model.outputCost,
      JSON.stringify(choices.map(({ inputCost, outputCost }) => ({ input: inputCost, output: outputCost }))),
    ],
  );
  return rows.map(({ difference }) => difference);
}
