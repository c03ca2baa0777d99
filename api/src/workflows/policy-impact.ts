import type { Actor } from '../access/actor.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { loadPolicy } from '../model-policy/load-policy.ts';
import { type PolicyChange, updateModelPolicy } from '../model-policy/update-model-policy.ts';
import type { EntityManager } from '../orm.ts';
import { type Impact, impactOf } from './impact.ts';

/** What another model policy would do. */
export async function policyImpact(
  em: EntityManager,
  actor: Actor,
  change: PolicyChange,
  catalogue: Catalogue,
): Promise<Impact> {
  const { revision } = await loadPolicy(em, catalogue);
  return impactOf(em, catalogue, (inner) =>
    updateModelPolicy(inner, actor, { ...change, expectedRevision: revision }, catalogue),
  );
}
