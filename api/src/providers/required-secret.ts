import type { Secret } from '../credentials/secret.ts';
import { headerValue } from './bearer.ts';
import { ProviderError } from './provider-error.ts';

/** For SDKs that would look for a missing key in the environment of the process. */
export function requiredSecret(secret: Secret | undefined, label: string): string {
  const text = headerValue(secret, label);
  if (text === '')
    throw new ProviderError('credentials', { detail: `${label} is missing. Enter it under Models.` });
  return text;
}
