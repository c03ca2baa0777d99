import type { Secret } from '../credentials/secret.ts';
import { ProviderError } from './provider-error.ts';

/** An open endpoint gets no header at all: some refuse an empty one. */
export function bearer(key: Secret | undefined): Record<string, string> {
  const value = headerValue(key);
  return value === '' ? {} : { authorization: `Bearer ${value}` };
}

/** A key as a header can carry it. Refused here, since the error of whoever refuses it later would quote the key. */
export function headerValue(key: Secret | undefined, label = 'The key'): string {
  const text = key?.reveal() ?? '';
  if (!/^[\x21-\x7e]*$/.test(text)) {
    throw new ProviderError('credentials', {
      detail: `${label} holds a character that no key has: a blank, a line break, a curly quote. Copy it again.`,
    });
  }
  return text;
}
