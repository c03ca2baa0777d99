import * as z from 'zod';

/**
 * What a step stores to say which model it wants: one flat namespace of strings.
 *
 * default    reserved: whatever the organisation's default is at that moment
 * platform   the id of a platform model; it has a "/"
 * named      a custom model's slug or an alias; they share one namespace, so only the registry can tell them apart
 */
export type ModelReference =
  | { kind: 'default' }
  | { kind: 'platform'; id: string }
  | { kind: 'named'; name: string };

export const defaultReference = 'default';
export const longestSlug = 63;

/** `Llama 3.1 8B (internal v4)` becomes `llama-3-1-8b-internal-v4`. Empty where nothing usable is left: ask for a slug then. */
export function deriveSlug(displayName: string): string {
  return displayName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, longestSlug)
    .replace(/-$/, '');
}

/** Why a text cannot be a slug or an alias, as a sentence that says what to do; null where it can. */
export function slugFault(text: string): string | null {
  if (text === '') return 'Enter a slug: lower-case letters, digits and "-".';
  if (text.length > longestSlug)
    return `A slug has at most ${longestSlug} characters; this one has ${text.length}.`;
  if (text === defaultReference)
    return '"default" is reserved for the organization default. Choose another slug.';
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) {
    const better = deriveSlug(text);
    const hint = better === '' || better === defaultReference ? '' : ` Try "${better}".`;
    return `A slug has lower-case letters, digits and single "-" between them.${hint}`;
  }
  return null;
}

export const slugSchema = z.string().superRefine((text, context) => {
  const fault = slugFault(text);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

/** Reads a reference; null where no model could ever have it. */
export function parseModelReference(text: string): ModelReference | null {
  if (text === defaultReference) return { kind: 'default' };
  if (/^[a-z0-9][\w.:-]*(\/[\w.:-]+)+$/i.test(text) && text.length <= 200)
    return { kind: 'platform', id: text };
  return slugFault(text) === null ? { kind: 'named', name: text } : null;
}
