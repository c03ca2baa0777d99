import type { ModelPolicyChangeInput, Substitution } from '@/graphql/generated/graphql';
import type { ModelPolicy } from './policy-query';

/** The policy as the form holds it. */
export interface PolicyDraft {
  /** Whether default and fallback are the organisation's own choice. */
  own: boolean;
  default: string;
  /** Empty: none. */
  fallback: string;
  aliases: readonly AliasDraft[];
  exclusive: boolean;
  offered: boolean;
  substitution: Substitution;
}

export interface AliasDraft {
  alias: string;
  target: string;
}

export function draftOf(policy: ModelPolicy): PolicyDraft {
  const own = policy.origin === 'OWN';
  return {
    own,
    default: own ? policy.default.reference : '',
    fallback: own ? (policy.fallback?.reference ?? '') : '',
    aliases: policy.aliases.map(({ alias, target }) => ({ alias, target })),
    exclusive: policy.exclusive,
    offered: policy.offered,
    substitution: policy.substitution,
  };
}

/** What differs; null where nothing does. */
export function changeBetween(before: PolicyDraft, after: PolicyDraft): ModelPolicyChangeInput | null {
  const change: ModelPolicyChangeInput = {};
  if (before.own && !after.own) change.default = null;
  if (after.own && before.default !== after.default) change.default = after.default;
  if (after.own && before.fallback !== after.fallback) change.fallback = after.fallback || null;
  if (!sameAliases(before, after)) change.aliases = [...after.aliases];
  if (before.exclusive !== after.exclusive) change.exclusive = after.exclusive;
  // What is inherited is not there to be offered: the API lets go of it by itself.
  if (after.own && before.offered !== after.offered) change.offered = after.offered;
  if (before.substitution !== after.substitution) change.substitution = after.substitution;
  // A choice of its own that has just begun is one, though no model is chosen yet.
  if (!before.own && after.own) change.default ??= after.default;
  return Object.keys(change).length > 0 ? change : null;
}

/**
 * What was changed here, upon what somebody else has saved meanwhile. Default and fallback go together: half of one
 * choice and half of another is nobody's.
 */
export function rebase(before: PolicyDraft, mine: PolicyDraft, theirs: PolicyDraft): PolicyDraft {
  const chosen =
    before.own !== mine.own || before.default !== mine.default || before.fallback !== mine.fallback;
  const choice = chosen ? mine : theirs;
  const pick = <Key extends keyof PolicyDraft>(key: Key) =>
    before[key] === mine[key] ? theirs[key] : mine[key];
  return {
    own: choice.own,
    default: choice.default,
    fallback: choice.fallback,
    aliases: sameAliases(before, mine) ? theirs.aliases : mine.aliases,
    exclusive: pick('exclusive'),
    offered: choice.own && pick('offered'),
    substitution: pick('substitution'),
  };
}

function sameAliases(one: PolicyDraft, other: PolicyDraft): boolean {
  return listed(one) === listed(other);
}

/** In whatever order they stand. */
function listed({ aliases }: PolicyDraft): string {
  return JSON.stringify(aliases.map(({ alias, target }) => [alias, target]).toSorted());
}
