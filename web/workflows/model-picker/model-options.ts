import {
  judgeEligibility,
  type OnMissingCapability,
  type Requirement,
} from '@patchbay/schema/capabilities.ts';
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { factsOf, type PickableModel } from '@/models/use-models';

export interface ModelOption {
  value: string;
  label: string;
  /** Null for the organisation's default, which is whichever model that is then. */
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

export const defaultOption: ModelOption = {
  value: defaultReference,
  label: 'Organization Default',
  model: null,
  reason: null,
  search: 'organization default',
};

/** The models as the picker offers them. What cannot serve the step stays in the list, last, with the reason. */
export function modelGroups(models: readonly PickableModel[], need: Need): ModelGroup[] {
  const options = models.map((model) => optionOf(model, need));
  const ofType = (type: PickableModel['type']) =>
    options
      .filter(({ model }) => model?.type === type)
      .toSorted(
        (a, b) => Number(a.reason !== null) - Number(b.reason !== null) || a.label.localeCompare(b.label),
      );
  return [
    { value: '', items: [defaultOption] },
    { value: 'Custom', items: ofType('CUSTOM') },
    { value: 'Platform', items: ofType('PLATFORM') },
  ].filter(({ items }) => items.length > 0);
}

export function optionOf(model: PickableModel, { requirements, onMissingCapability }: Need): ModelOption {
  const [reason] = judgeEligibility(factsOf(model), requirements, onMissingCapability).reasons;
  return {
    value: model.reference,
    label: model.displayName,
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
