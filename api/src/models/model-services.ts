import { type Catalogue, loadCatalogue } from '../catalogue/catalogue.ts';
import { type KeyRing, openKeyRing } from '../credentials/key-ring.ts';
import type { Env } from '../env.ts';
import { allowUrl, parseEgressAllow } from '../providers/egress-rules.ts';
import { createGuardedFetch, type GuardedFetch, type WatchableFetch } from '../providers/guarded-fetch.ts';

/** What it takes to call models, for as long as the process lives. */
export type ModelServices = {
  ring: KeyRing;
  fetch: WatchableFetch;
  catalogue: Catalogue;
  /** How often each organisation may call platform models: they share the operator's pool. */
  platformCallsPerMinute: number;
};

/** What one call takes: somebody may watch its fetch. */
export type CallServices = Omit<ModelServices, 'fetch'> & { fetch: GuardedFetch };

type ModelEnv = Pick<
  Env<'api'>,
  | 'KEY_RING_FILE'
  | 'EGRESS_ALLOW'
  | 'SANDBOX_URL'
  | 'OPENROUTER_API_KEY'
  | 'PLATFORM_MODELS_FILE'
  | 'PLATFORM_CALLS_PER_MINUTE'
>;

/** Throws where the key ring or the catalogue cannot be read: the program then does not start. */
export function createModelServices(env: ModelEnv): ModelServices {
  const sandbox = env.SANDBOX_URL ? [allowUrl(env.SANDBOX_URL)] : [];
  return {
    ring: openKeyRing(env.KEY_RING_FILE),
    fetch: createGuardedFetch({ allow: [...parseEgressAllow(env.EGRESS_ALLOW), ...sandbox] }),
    catalogue: loadCatalogue({ file: env.PLATFORM_MODELS_FILE, key: env.OPENROUTER_API_KEY }),
    platformCallsPerMinute: env.PLATFORM_CALLS_PER_MINUTE,
  };
}
