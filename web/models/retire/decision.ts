// What becomes of the steps of a model that goes, as a person decides it.
import type { RetireModelInput } from '@/graphql/generated/graphql';
import type { RepointChoice, RepointGroup, RepointPlan } from './repoint-plan';

export type Way = 'one' | 'each' | 'none';

export interface Decision {
  way: Way;
  /** For all steps alike; null where none is chosen. */
  one: string | null;
  /** By the key of the group. */
  groups: Readonly<Record<string, string>>;
  /** By the key of the step, where it differs from its group's; `leaves` where it gets none. */
  steps: Readonly<Record<string, string>>;
}

export const leaves = '';

/** A step of a group, in the draft and the live version alike. */
export interface Step {
  key: string;
  workflow: RepointGroup['uses'][number]['workflow'];
  nodeId: string;
  name: string;
  inDraft: boolean;
  inLive: boolean;
}

export function stepsOf({ key: group, uses }: RepointGroup): Step[] {
  const byStep = Map.groupBy(uses, ({ workflow, nodeId }) => `${group} ${workflow.id} ${nodeId}`);
  return [...byStep].flatMap(([key, [first, ...others]]) => {
    if (!first) return [];
    const all = [first, ...others];
    const { workflow, nodeId, stepName: name } = first;
    const inDraft = all.some(({ live }) => !live);
    return [{ key, workflow, nodeId, name, inDraft, inLive: all.some(({ live }) => live) }];
  });
}

/** The nearest model is proposed; whoever decides sees its name before anything happens. */
export function proposalFor({ choices, groups }: RepointPlan): Decision {
  const nearest = choices[0]?.model.reference ?? null;
  const byGroup = groups.flatMap(({ key, choices: [first] }) =>
    first ? [[key, first.model.reference]] : [],
  );
  const way = nearest !== null ? 'one' : byGroup.length > 0 ? 'each' : 'none';
  return { way, one: nearest, groups: Object.fromEntries(byGroup), steps: {} };
}

/** The same decision upon another state of affairs: what can still be chosen stays chosen. */
export function carryOver(decision: Decision, plan: RepointPlan): Decision {
  const proposal = proposalFor(plan);
  const offered = new Map(plan.groups.map((group) => [group.key, group]));
  const groups = plan.groups.flatMap(({ key, choices }) => {
    const chosen = decision.groups[key] ?? proposal.groups[key];
    return chosen !== undefined && isAmong(choices, chosen) ? [[key, chosen]] : [];
  });
  const steps = Object.entries(decision.steps).filter(([key, to]) => {
    const group = offered.get(key.split(' ')[0] ?? '');
    return (
      group &&
      stepsOf(group).some((step) => step.key === key) &&
      (to === leaves || isAmong(group.choices, to))
    );
  });
  return {
    way: decision.way,
    one: decision.one !== null && isAmong(plan.choices, decision.one) ? decision.one : null,
    groups: Object.fromEntries(groups),
    steps: Object.fromEntries(steps),
  };
}

const isAmong = (choices: readonly RepointChoice[], reference: string) =>
  choices.some(({ model }) => model.reference === reference);

/** As the API takes it. */
export function asInput(
  plan: RepointPlan,
  { way, one, groups, steps }: Decision,
): Pick<RetireModelInput, 'groups' | 'steps'> {
  if (way === 'none') return { groups: [], steps: [] };
  if (way === 'one')
    return { groups: one === null ? [] : plan.groups.map(({ key }) => ({ group: key, to: one })), steps: [] };
  return {
    groups: Object.entries(groups).map(([group, to]) => ({ group, to })),
    steps: plan.groups.flatMap(stepsOf).flatMap(({ key, workflow, nodeId, inDraft, inLive }) => {
      const to = steps[key];
      if (to === undefined) return [];
      const places = [...(inDraft ? [false] : []), ...(inLive ? [true] : [])];
      return places.map((live) => ({
        workflowId: workflow.id,
        nodeId,
        live,
        to: to === leaves ? null : to,
      }));
    }),
  };
}

/** Steps that would stand without a model that answers. */
export function leftBehind(plan: RepointPlan, { way, one, groups, steps }: Decision): number {
  const all = plan.groups.reduce((sum, { useCount }) => sum + useCount, 0);
  if (way === 'none') return all;
  if (way === 'one') return one === null ? all : 0;
  return plan.groups.reduce((sum, group) => {
    const chosen = groups[group.key];
    const own = stepsOf(group).filter(({ key }) => steps[key] !== undefined);
    const left = own.filter(({ key }) => steps[key] === leaves);
    const places = (some: readonly Step[]) =>
      some.reduce((count, { inDraft, inLive }) => count + Number(inDraft) + Number(inLive), 0);
    return sum + places(left) + (chosen === undefined ? group.useCount - places(own) : 0);
  }, 0);
}

type Use = RepointGroup['uses'][number];

/** Which steps have come to use the model since, and how many no longer do. */
export function changesBetween(before: RepointPlan, now: RepointPlan): { added: Use[]; gone: number } {
  const usesIn = ({ groups }: RepointPlan) =>
    new Map(groups.flatMap(({ uses }) => uses).map((use) => [nameOf(use), use]));
  const [had, has] = [usesIn(before), usesIn(now)];
  return {
    added: [...has].flatMap(([name, use]) => (had.has(name) ? [] : [use])),
    gone: [...had.keys()].filter((name) => !has.has(name)).length,
  };
}

const nameOf = ({ workflow, nodeId, live }: Use) => JSON.stringify([workflow.id, nodeId, live]);

/** "$1.2 more", or that nobody knows. */
export function sayDifference(costDifference: string | null): string {
  if (costDifference === null) return 'cost unknown';
  const difference = Number(costDifference);
  if (difference === 0) return 'no difference';
  return `$${Number(Math.abs(difference).toPrecision(2))} ${difference > 0 ? 'more' : 'less'}`;
}
