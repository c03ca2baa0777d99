import {
  capabilities,
  type Capability,
  type IneligibilityReason,
  judgeEligibility,
  type OnMissingCapability,
  type Requirement,
} from '@patchbay/schema/capabilities.ts';
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { factsOf, type PickableModel, type PickingPolicy } from '@/models/use-models';

export interface ModelOption {
  value: string;
  label: string;
  /** What it leads to now, where it is no model by itself: the organisation's default, an alias. */
  hint: string | null;
  model: PickableModel | null;
  /** All that speaks against it for this step; none where the step can use it. */
  reasons: readonly IneligibilityReason[];
  /** What the step would do without, where it allows that. */
  degraded: readonly Capability[];
  /** Everything that finds it. */
  search: string;
}

export interface ModelGroup {
  label: string;
  options: ModelOption[];
}

export interface Need {
  requirements: readonly Requirement[];
  onMissingCapability: OnMissingCapability;
}

interface Choice {
  models: readonly PickableModel[];
  policy: PickingPolicy | undefined;
  need: Need;
  /** References that the person chose lately, the last one first. */
  recent: readonly string[];
}

export interface Offer {
  groups: ModelGroup[];
  /** What the step cannot use, with the reasons. */
  hidden: ModelOption[];
}

/** The models as the picker offers them: what the step can use, and apart from it what it cannot. */
export function offerModels({ models, policy, need, recent }: Choice): Offer {
  const exclusive = policy?.exclusive ?? false;
  const all = models.map((model) => optionOf(model, exclusive, need)).toSorted(byLabel);
  const aliases = (policy?.aliases ?? []).map((alias) => aliasOption(alias, all)).toSorted(byLabel);
  const usable = [...aliases, ...all].filter(({ reasons }) => reasons.length === 0);
  const named = new Map(usable.map((option) => [option.value, option]));
  const groups = [
    { label: '', options: [defaultOption(policy, all)] },
    { label: 'Recent', options: recent.flatMap((reference) => named.get(reference) ?? []) },
    { label: 'Custom', options: usable.filter(({ model }) => model?.type === 'CUSTOM') },
    { label: 'Aliases', options: usable.filter(({ model }) => model === null) },
    { label: 'Platform', options: usable.filter(({ model }) => model?.type === 'PLATFORM') },
  ];
  return {
    groups: groups.filter(({ options }) => options.length > 0),
    hidden: [...aliases, ...all].filter(({ reasons }) => reasons.length > 0),
  };
}

const byLabel = (one: ModelOption, other: ModelOption) => one.label.localeCompare(other.label);

/** It is never hidden: what it leads to is the organisation's to change. */
function defaultOption(policy: PickingPolicy | undefined, all: readonly ModelOption[]): ModelOption {
  const now = all.find(({ value }) => value === policy?.default.reference);
  return {
    value: defaultReference,
    label: 'Organization Default',
    hint: sayDefault(policy),
    model: null,
    reasons: now?.reasons ?? [],
    degraded: now?.degraded ?? [],
    search: 'organization default',
  };
}

function aliasOption(
  { alias, target }: { alias: string; target: string },
  all: readonly ModelOption[],
): ModelOption {
  const stood = all.find(({ value }) => value === target);
  return {
    value: alias,
    label: alias,
    hint: `Stands for ${stood?.label ?? target}.`,
    model: null,
    reasons: stood?.reasons ?? [],
    degraded: stood?.degraded ?? [],
    search: `${alias} ${target} ${stood?.search ?? ''}`.toLowerCase(),
  };
}

export function optionOf(model: PickableModel, exclusive: boolean, need: Need): ModelOption {
  const { displayName, reference, providerModelId, provider } = model;
  const { reasons, degraded } = judgeEligibility(
    factsOf(model, exclusive),
    need.requirements,
    need.onMissingCapability,
  );
  return {
    value: reference,
    label: displayName,
    hint: null,
    model,
    reasons,
    degraded,
    search: [displayName, reference, providerModelId, provider].join(' ').toLowerCase(),
  };
}

export function matches({ search }: ModelOption, query: string): boolean {
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => search.includes(word));
}

function sayDefault(policy: PickingPolicy | undefined): string {
  if (!policy) return 'Whichever model the organisation has as its default when the step runs.';
  const { displayName, reference, status } = policy.default;
  const from = policy.inheritedFrom ? `, inherited from ${policy.inheritedFrom}` : '';
  const trouble =
    status === 'UNCONFIGURED' ? ' It is not configured by the operator: choose another model.' : '';
  return `Now ${displayName} (${reference})${from}.${trouble}`;
}

/** "3 models hidden: no tool use". A model with several reasons counts under the first. */
export function sayHidden(hidden: readonly ModelOption[]): string {
  const counts = new Map<string, number>();
  for (const { reasons } of hidden) {
    const [first] = reasons;
    const cause = first ? sayCause(first) : '';
    counts.set(cause, (counts.get(cause) ?? 0) + 1);
  }
  const causes = [...counts].toSorted(([, one], [, other]) => other - one);
  const total = hidden.length === 1 ? '1 model hidden' : `${hidden.length} models hidden`;
  if (causes.length === 1) return `${total}: ${causes[0]?.[0]}`;
  return `${total}: ${causes.map(([cause, count]) => `${count} ${cause}`).join(', ')}`;
}

function sayCause({ code, capability }: IneligibilityReason): string {
  if (capability) return `no ${lowerFirst(capabilities[capability].label)}`;
  return causeWords[code];
}

/** "JSON mode" keeps its capitals. */
const lowerFirst = (text: string) =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

const causeWords = {
  deleted: 'deleted',
  inactive: 'switched off',
  'not-configured': 'not configured by the operator',
  excluded: 'excluded by "custom models only"',
  'lacks-capability': 'lacking a capability',
} satisfies Record<IneligibilityReason['code'], string>;
