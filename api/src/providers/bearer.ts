import type { Secret } from '../credentials/secret.ts';
import { ProviderError } from './provider-error.ts';

/** An open endpoint gets no header at all: some refuse an empty one. */
export function bearer(key: Secret | undefined): Record<string, string> {
  const text = key?.reveal() ?? '';
  if (text === '') return {};
  // Refused here, since the error of whoever refuses it later would quote the key.
  if (!/^[\x21-\x7e]+$/.test(text)) {
    throw new ProviderError('credentials', {
      detail:
        'The key holds a character that no key has: a blank, a line break, a curly quote. Copy it again.',
    });
  }
  return { authorization: `Bearer ${text}` };
}
