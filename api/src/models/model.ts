// Model: platform or custom, as the registry shows it and as a reference finds it.
import type { Capabilities, ModelFacts, ReasoningParameter } from '@patchbay/schema/capabilities.ts';
import type { WireId } from '@patchbay/schema/providers/index.ts';
import type { Catalogue, PlatformModel } from '../catalogue/catalogue.ts';
import type { CustomModel } from './custom-model.ts';

export const modelTypes = ['PLATFORM', 'CUSTOM'] as const;
export type ModelType = (typeof modelTypes)[number];

/** UNCONFIGURED: a platform model where the operator has set no key. */
export const modelStatuses = ['ACTIVE', 'INACTIVE', 'DELETED', 'UNCONFIGURED'] as const;
export type ModelStatus = (typeof modelStatuses)[number];

export type Model = {
  id: string;
  type: ModelType;
  /** What a step stores: the slug, or the platform id. */
  reference: string;
  displayName: string;
  description: string;
  provider: WireId;
  providerModelId: string;
  capabilities: Capabilities;
  reasoningParameter: ReasoningParameter;
  maxTokens: number;
  contextTokens: number | null;
  /** USD per token; null: not tracked, never free. */
  inputCost: string | null;
  outputCost: string | null;
  status: ModelStatus;
  untested: boolean;
  custom: CustomModel | null;
  /** The owner's record of a model that an ancestor offers: it is called by it, and nothing of it is shown. */
  grant: CustomModel | null;
};

export function modelOfCustom(custom: CustomModel): Model {
  const { id, slug, provider, providerModelId, untested, inputCost = null, outputCost = null } = custom;
  return {
    id,
    type: 'CUSTOM',
    reference: slug,
    provider,
    providerModelId,
    capabilities: custom.capabilities(),
    contextTokens: null,
    inputCost,
    outputCost,
    status: statusOf(custom),
    untested,
    custom,
    grant: null,
    ...describedBy(custom),
  };
}

export function modelOfPlatform({ key }: Catalogue, platform: PlatformModel): Model {
  const { nodeId, id, capabilities, contextTokens, inputCost, outputCost } = platform;
  return {
    id: nodeId,
    type: 'PLATFORM',
    reference: id,
    provider: 'openrouter',
    providerModelId: id,
    capabilities,
    contextTokens,
    inputCost,
    outputCost,
    status: key ? 'ACTIVE' : 'UNCONFIGURED',
    untested: false,
    custom: null,
    grant: null,
    ...describedBy(platform),
  };
}

/** A model of an ancestor, as its heirs see it. */
export function modelOfGrant(owned: CustomModel): Model {
  return { ...modelOfCustom(owned), custom: null, grant: owned };
}

/** A platform model that the operator no longer lists, and a policy still names. */
export function platformModelGone(id: string): Model {
  return {
    id,
    type: 'PLATFORM',
    reference: id,
    displayName: id,
    description: '',
    provider: 'openrouter',
    providerModelId: id,
    capabilities: { jsonMode: false, vision: false, toolUse: false, reasoning: false },
    reasoningParameter: 'max_tokens',
    maxTokens: 1,
    contextTokens: null,
    inputCost: null,
    outputCost: null,
    status: 'DELETED',
    untested: false,
    custom: null,
    grant: null,
  };
}

function describedBy({
  displayName,
  description,
  reasoningParameter,
  maxTokens,
}: CustomModel | PlatformModel) {
  return { displayName, description, reasoningParameter, maxTokens };
}

/** What is judged when a step asks whether it may use the model. */
export function factsOf(
  { displayName, status, type, capabilities }: Model,
  { exclusive }: { exclusive: boolean },
): ModelFacts {
  return {
    name: displayName,
    active: status !== 'INACTIVE',
    deleted: status === 'DELETED',
    configured: status !== 'UNCONFIGURED',
    excluded: exclusive && type === 'PLATFORM',
    capabilities,
  };
}

function statusOf(custom: CustomModel): ModelStatus {
  if (custom.isDeleted()) return 'DELETED';
  return custom.active ? 'ACTIVE' : 'INACTIVE';
}
