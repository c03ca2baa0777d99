import type { ModelFormQuery } from '@/graphql/generated/graphql';

/**
 * Asked     there with the choices that were made: a field may depend on how to sign in
 * Borrowed  comes with credentials that are reused, so it is not asked for then
 */
export type ProviderField = ModelFormQuery['providers'][number]['fields'][number];

/** As much of a field as decides whether and how it is sent. */
export interface SentField {
  name: string;
  secret: boolean;
  kind: ProviderField['kind'];
  when: { field: string; is: string } | null;
  options: readonly { value: string }[];
}

type Asked = Pick<SentField, 'when'>;
type Typed = Readonly<Record<string, string | undefined>>;

export function askedFields<Field extends Asked>(fields: readonly Field[], typed: Typed): Field[] {
  return fields.filter(({ when }) => !when || typed[when.field] === when.is);
}

/** The secrets, where they may be sent, and what belongs to one way of signing in. */
export function isBorrowed({ secret, kind, when }: Pick<SentField, 'secret' | 'kind' | 'when'>): boolean {
  return secret || kind === 'URL' || when !== null;
}

/** The names of the fields that decide which others there are. */
export function choicesOf(fields: readonly Asked[]): string[] {
  return [...new Set(fields.flatMap(({ when }) => (when ? [when.field] : [])))];
}

/** A way of signing in is always chosen: the first one at first. */
export function initialFields(fields: readonly SentField[]): Record<string, string> {
  const choices = choicesOf(fields);
  return Object.fromEntries(
    fields.flatMap(({ name, options }) =>
      choices.includes(name) && options[0] ? [[name, options[0].value]] : [],
    ),
  );
}
