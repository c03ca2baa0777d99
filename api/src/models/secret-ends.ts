import type { ProviderDescription } from '@patchbay/schema/providers/description.ts';
import { type ProviderId, providers } from '@patchbay/schema/providers/index.ts';
import type { Secrets } from '../credentials/credential-store.ts';

/** When the secrets end that say so, by field. It is no secret itself: an admin is shown it. */
export function secretEnds(provider: ProviderId, secrets: Secrets): Record<string, string> {
  const { fields }: ProviderDescription = providers[provider];
  return Object.fromEntries(
    fields.flatMap(({ name, endOf }) => {
      const end = secrets[name] && endOf?.(secrets[name].reveal());
      return end ? [[name, end.toISOString()]] : [];
    }),
  );
}
