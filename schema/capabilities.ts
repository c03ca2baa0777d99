/**
 * Capability    what a model can do, as its admin or the catalogue says
 * Requirement   what a step needs, and why
 * Eligibility   whether a model may serve a step: verdict, the reasons against it, and the fix for each
 */
export const capabilities = {
  jsonMode: {
    label: 'JSON mode',
    help: 'The provider returns structured JSON by a schema natively. Off: the model is only instructed to answer in JSON.',
    initially: true,
    need: 'answer in JSON by a schema',
  },
  vision: {
    label: 'Vision',
    help: 'The model accepts images.',
    initially: false,
    need: 'read images',
  },
  toolUse: {
    label: 'Tool use',
    help: 'The model can call tools. Off: it is not offered to steps that have tools.',
    initially: true,
    need: 'call tools',
  },
  reasoning: {
    label: 'Extended reasoning',
    help: 'The model can think before it answers, within a budget or at an effort that a step sets.',
    initially: false,
    need: 'reason before it answers',
  },
} satisfies Record<string, { label: string; help: string; initially: boolean; need: string }>;

export type Capability = keyof typeof capabilities;
export type Capabilities = Record<Capability, boolean>;

function isCapability(text: string): text is Capability {
  return Object.hasOwn(capabilities, text);
}

export const capabilityNames = Object.keys(capabilities).filter(isCapability);

/** How a reasoning budget is sent: `{"reasoning":{"max_tokens":N}}` or `{"reasoning":{"effort":"low"}}`. */
export const reasoningParameters = ['max_tokens', 'effort'] as const;
export type ReasoningParameter = (typeof reasoningParameters)[number];

export const reasoningEfforts = ['low', 'medium', 'high'] as const;
export type ReasoningEffort = (typeof reasoningEfforts)[number];

export type Requirement = {
  capability: Capability;
  /** What in the step asks for it: "an image is wired to it". */
  because: string;
};

/** What must be known of a model to judge it. */
export type ModelFacts = {
  name: string;
  active: boolean;
  deleted: boolean;
  /** False for a platform model where the operator has set no key. */
  configured: boolean;
  /** True for a platform model where the organisation uses its custom models only. */
  excluded: boolean;
  capabilities: Capabilities;
};

type IneligibilityCode = 'deleted' | 'inactive' | 'not-configured' | 'excluded' | 'lacks-capability';

export type IneligibilityReason = {
  code: IneligibilityCode;
  capability?: Capability;
  message: string;
  fix: string;
};

export type Eligibility = {
  eligible: boolean;
  reasons: IneligibilityReason[];
  /** What the step does without where it allows that; the receipt says so. */
  degraded: Capability[];
};

export type OnMissingCapability = 'refuse' | 'degrade';

export function judgeEligibility(
  model: ModelFacts,
  requirements: readonly Requirement[],
  onMissingCapability: OnMissingCapability = 'refuse',
): Eligibility {
  const reasons: IneligibilityReason[] = [];
  if (model.deleted) {
    reasons.push({
      code: 'deleted',
      message: `${model.name} was deleted.`,
      fix: 'Choose another model, or add it again under the same slug.',
    });
  } else if (!model.active) {
    reasons.push({
      code: 'inactive',
      message: `${model.name} is switched off.`,
      fix: 'Switch it on under Models, or choose another model.',
    });
  }
  if (!model.configured) {
    reasons.push({
      code: 'not-configured',
      message: `${model.name} is not configured by the operator.`,
      fix: 'Add a custom model, or ask the operator to set the platform key.',
    });
  }
  if (model.excluded) {
    reasons.push({
      code: 'excluded',
      message: `The organization uses its custom models only, and ${model.name} is a platform model.`,
      fix: 'Choose a custom model, or let an admin allow platform models again.',
    });
  }
  const degraded: Capability[] = [];
  for (const { capability, because } of onePerCapability(requirements)) {
    if (model.capabilities[capability]) continue;
    if (onMissingCapability === 'degrade') {
      degraded.push(capability);
      continue;
    }
    const { label, need } = capabilities[capability];
    reasons.push({
      code: 'lacks-capability',
      capability,
      message: `${model.name} cannot ${need}, which the step needs: ${because}.`,
      fix: `Choose a model with ${label}. If ${model.name} does have it, an admin can switch it on under Models.`,
    });
  }
  return { eligible: reasons.length === 0, reasons, degraded };
}

function onePerCapability(requirements: readonly Requirement[]): Requirement[] {
  const becauses = Map.groupBy(requirements, (requirement) => requirement.capability);
  return [...becauses].map(([capability, all]) => ({
    capability,
    because: all.map((one) => one.because).join('; '),
  }));
}
