import {
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
  /** Why the step cannot use it; null where it can. */
  reason: string | null;
  /** Everything that finds it. */
  search: string;
}

export interface ModelGroup {
  value: string;
  items: ModelOption[];
}

interface Need {
  requirements: readonly Requirement[];
  onMissingCapability: OnMissingCapability;
}

export function defaultOption(policy: PickingPolicy | undefined): ModelOption {
  return {
    value: defaultReference,
    label: 'Organization Default',
    hint: sayDefault(policy),
    model: null,
    reason: null,
    search: 'organization default',
  };
}

/**
 * The models as the picker offers them. What cannot serve the step stays in the list, last, with the reason; platform
 * models are left out where the organisation uses its own only.
 */
export function modelGroups(
  models: readonly PickableModel[],
  policy: PickingPolicy | undefined,
  need: Need,
): ModelGroup[] {
  const exclusive = policy?.exclusive ?? false;
  const options = models.map((model) => optionOf(model, exclusive, need));
  const ofType = (type: PickableModel['type']) =>
    usableFirst(options.filter(({ model }) => model?.type === type));
  const aliases = (policy?.aliases ?? []).map(({ alias, target }): ModelOption => {
    const stood = options.find(({ value }) => value === target);
    const hint = `Stands for ${stood?.label ?? target}.`;
    return {
      value: alias,
      label: alias,
      hint,
      model: null,
      reason: stood?.reason ?? null,
      search: `${alias} ${target}`,
    };
  });
  return [
    { value: '', items: [defaultOption(policy)] },
    { value: 'Custom', items: ofType('CUSTOM') },
    { value: 'Aliases', items: usableFirst(aliases) },
    { value: 'Platform', items: exclusive ? [] : ofType('PLATFORM') },
  ].filter(({ items }) => items.length > 0);
}

function usableFirst(options: readonly ModelOption[]): ModelOption[] {
  return options.toSorted(
    (a, b) => Number(a.reason !== null) - Number(b.reason !== null) || a.label.localeCompare(b.label),
  );
}

export function optionOf(
  model: PickableModel,
  exclusive: boolean,
  { requirements, onMissingCapability }: Need,
): ModelOption {
  const [reason] = judgeEligibility(factsOf(model, exclusive), requirements, onMissingCapability).reasons;
  return {
    value: model.reference,
    label: model.displayName,
    hint: null,
    model,
    reason: reason ? `${reason.message} ${reason.fix}` : null,
    search: [model.displayName, model.reference, model.providerModelId, model.provider]
      .join(' ')
      .toLowerCase(),
  };
}

export function matches({ search }: ModelOption, query: string): boolean {
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => search.includes(word));
}

export function sayDefault(policy: PickingPolicy | undefined): string {
  if (!policy) return 'Whichever model the organisation has as its default when the step runs.';
  const { displayName, reference, status } = policy.default;
  const from = policy.inheritedFrom ? `, inherited from ${policy.inheritedFrom}` : '';
  const trouble =
    status === 'UNCONFIGURED' ? ' It is not configured by the operator: choose another model.' : '';
  return `Now ${displayName} (${reference})${from}.${trouble}`;
}
