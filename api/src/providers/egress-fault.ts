import { EgressRefused } from './egress-errors.ts';
import type { GuardedFetch } from './guarded-fetch.ts';

/** Why an address would be refused at every call, as a sentence; null where it may be called. */
export function egressFault(fetch: GuardedFetch, url: string): string | null {
  try {
    fetch.checkUrl(url);
    return null;
  } catch (error) {
    if (error instanceof EgressRefused) return error.message;
    throw error;
  }
}
