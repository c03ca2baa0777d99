import type { ProviderDescription } from '@patchbay/schema/providers/description.ts';
import { providers } from '@patchbay/schema/providers/index.ts';
import { EgressRefused } from '../providers/egress-errors.ts';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';
import type { ModelSetup } from './model-setup.ts';
import { fieldFault } from './setup-faults.ts';

/** An address that would be refused at every call is refused when it is saved. */
export function checkAddresses(fetch: GuardedFetch, { provider, settings }: ModelSetup): void {
  const description: ProviderDescription = providers[provider];
  for (const { name, label, kind } of description.fields) {
    const url = settings[name];
    if (kind !== 'url' || url === undefined) continue;
    try {
      fetch.checkUrl(url);
    } catch (error) {
      if (!(error instanceof EgressRefused)) throw error;
      throw fieldFault(name, `${label}: ${error.message}`);
    }
  }
}
