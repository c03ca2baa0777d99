import { Secret } from './secret.ts';

const stars = '****';
/** Below this length four characters would give away too much of the whole. */
const shortestWithLast4 = 12;

/** How a stored secret is shown: `****last4`, or `****` for a short one. */
export function maskSecret(secret: Secret): string {
  const characters = [...secret.reveal()];
  // The end of a file, such as a service account's, tells nobody which it is.
  const isFile = /\s/.test(secret.reveal());
  return isFile || characters.length < shortestWithLast4 ? stars : stars + characters.slice(-4).join('');
}

/** What a secret field of a form asks for. */
export type SecretChange =
  | { kind: 'keep' }
  | { kind: 'replace'; secret: Secret }
  /** A mask, but not the one of the stored secret: taken as a new key it would replace a good one by stars. */
  | { kind: 'foreign-mask' };

/** A blank field, or the mask sent back as it was shown, changes nothing. */
export function readSecretInput(typed: string | null | undefined, storedMask: string | null): SecretChange {
  const text = typed?.trim() ?? '';
  if (text === '' || text === storedMask) return { kind: 'keep' };
  if (/^[*•●]{4,}.{0,4}$/u.test(text)) return { kind: 'foreign-mask' };
  return { kind: 'replace', secret: new Secret(text) };
}
