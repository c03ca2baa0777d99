import { createHmac, hkdfSync } from 'node:crypto';
import type { OrganizationKey } from '../credentials/seal.ts';
import type { ModelSetup } from './model-setup.ts';

/**
 * Says whether two setups are exactly the same. It is keyed by the organisation's own key, which the database does not
 * hold in the open: whoever reads the fingerprint cannot try out secrets against it.
 */
export function fingerprintOf(key: OrganizationKey, setup: ModelSetup): string {
  const { provider, settings, secrets, providerModelId, maxTokens, capabilities, reasoningParameter } = setup;
  const revealed = Object.entries(secrets).map(([field, secret]) => [field, secret.reveal()]);
  const tested = [
    provider,
    sorted(Object.entries(settings)),
    sorted(revealed),
    providerModelId,
    maxTokens,
    sorted(Object.entries(capabilities)),
    reasoningParameter,
  ];
  const own = Buffer.from(hkdfSync('sha256', key.reveal(), '', 'patchbay connection test', 32));
  return createHmac('sha256', own).update(JSON.stringify(tested)).digest('base64url');
}

const sorted = <Entry extends readonly unknown[]>(entries: Entry[]) =>
  entries.toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1));
