import type { Model } from '../models/model.ts';

/**
 * Policy     what an organisation has decided about its models
 * Default    the model of every step that names none; there is always exactly one
 * Fallback   answers in place of a model that is there but fails
 * Origin     whose default and fallback they are: always both of one organisation, never mixed
 */
export type ModelPolicy = {
  origin: Origin;
  default: Model;
  fallback: Model | null;
  /** What each alias stands for: a slug or a platform id, never another alias. */
  aliases: ReadonlyMap<string, string>;
  /** Custom models only: platform models are excluded from every place. */
  exclusive: boolean;
  substitution: Substitution;
  /** The safety net where the organisation wants one. */
  platformDefault: Model;
  /** Whether its own default and fallback are there for its sub-organisations, too. */
  offered: boolean;
  /** Counts its changes: who saves says which one was seen. */
  revision: number;
};

export type Origin =
  | { kind: 'platform' }
  | { kind: 'own' }
  | { kind: 'inherited'; organizationId: string; organizationName: string };

/**
 * Who may answer for a model that is switched off, deleted, or whose credentials are refused: nobody, the organisation's
 * default, or after it the platform's as well.
 */
export const substitutions = ['NEVER', 'DEFAULT', 'PLATFORM'] as const;
export type Substitution = (typeof substitutions)[number];
