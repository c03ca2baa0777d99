import { z } from 'zod';
import { baseUrlSchema, originOf } from './base-url.ts';

/**
 * A provider is described once: the form, the API's validation and `Query.providers` are all read from it.
 *
 * Field     one input of the form. A *setting* is stored and shown; a *secret* is sealed and only ever shown masked.
 * Audience  where a stored secret may go: the origin of a URL the admin typed, or the provider's own service.
 */
export type ProviderField = {
  name: string;
  label: string;
  kind: 'text' | 'url' | 'multiline' | 'select';
  secret: boolean;
  required: boolean;
  placeholder: string;
  help: string;
  /** Choices of a `select`. */
  options?: readonly { value: string; label: string }[];
  /** For values that become part of a host name or a path: what they must look like, and the sentence shown otherwise. */
  pattern?: { test: RegExp; message: string };
};

type Audience = { kind: 'origin'; field: string } | { kind: 'service'; service: string };

export type ProviderDraft<Fields extends readonly ProviderField[] = readonly ProviderField[]> = {
  label: string;
  summary: string;
  fields: Fields;
  audience: Audience;
  modelIdExample: string;
  suggestedModelIds: readonly string[];
  help: string;
};

type Values<Field extends ProviderField> = {
  [F in Extract<Field, { required: true }> as F['name']]: string;
} & {
  [F in Extract<Field, { required: false }> as F['name']]?: string | undefined;
};

/** What is stored in the open: every field that is no secret, by name. */
export type SettingsOf<Description extends ProviderDraft> = Values<
  Extract<Description['fields'][number], { secret: false }>
>;

export type SecretName<Description extends ProviderDraft> = Extract<
  Description['fields'][number],
  { secret: true }
>['name'];

export type ProviderDescription<Draft extends ProviderDraft = ProviderDraft> = Draft & {
  settingsSchema: z.ZodType<SettingsOf<Draft>>;
  /** Shape of freshly typed secrets. Whether a required one may be blank (an edit keeps the stored one) is the caller's rule. */
  secretsSchema: z.ZodType<Partial<Record<SecretName<Draft>, string>>>;
};

export function describeProvider<const Fields extends readonly ProviderField[]>(
  draft: ProviderDraft<Fields>,
): ProviderDescription<ProviderDraft<Fields>> {
  const schemaOf = (fields: readonly ProviderField[], blankAllowed: boolean): z.ZodType =>
    z.strictObject(
      Object.fromEntries(
        fields.map((field) => [field.name, fieldSchema(field, blankAllowed || !field.required)]),
      ),
    );
  const settings = draft.fields.filter((field) => !field.secret);
  const secrets = draft.fields.filter((field) => field.secret);
  return {
    ...draft,
    settingsSchema: schemaOf(settings, false) as z.ZodType<SettingsOf<ProviderDraft<Fields>>>,
    secretsSchema: schemaOf(secrets, true) as z.ZodType<
      Partial<Record<SecretName<ProviderDraft<Fields>>, string>>
    >,
  };
}

/** The audience of a secret stored with these settings. Compare before a stored secret is used with new settings. */
export function audienceOf(
  description: ProviderDraft,
  settings: Readonly<Record<string, string | undefined>>,
): string {
  const { audience } = description;
  return audience.kind === 'service' ? audience.service : originOf(settings[audience.field] ?? '');
}

const longestValue = 16_384;

function fieldSchema(field: ProviderField, blankAllowed: boolean) {
  const filled = filledSchema(field);
  if (!blankAllowed)
    return z
      .string({ error: `${field.label} is required.` })
      .trim()
      .min(1, `${field.label} is required.`)
      .pipe(filled);
  const blank = z.literal('').transform(() => undefined);
  return z
    .string()
    .trim()
    .pipe(z.union([blank, filled]))
    .nullish()
    .transform((value) => value ?? undefined);
}

function filledSchema(field: ProviderField): z.ZodType<string, string> {
  if (field.kind === 'url') return baseUrlSchema(field.label);
  if (field.options) {
    const values = field.options.map((option) => option.value);
    return z
      .string()
      .refine((value) => values.includes(value), `${field.label} must be one of: ${values.join(', ')}.`);
  }
  const text = z.string().max(longestValue, `${field.label} is longer than ${longestValue} characters.`);
  const { pattern } = field;
  const checked = field.kind === 'multiline' ? text : text.refine(...lineRule(field));
  return pattern ? checked.refine((value) => pattern.test.test(value), pattern.message) : checked;
}

/** Keys travel in headers: what no header can carry was not copied whole, or with something around it. */
function lineRule({ label, secret }: ProviderField): [(value: string) => boolean, string] {
  return secret
    ? [
        (value) => /^[\x21-\x7e]*$/.test(value),
        `${label} must be one line without blanks, accents or curly quotes. Copy it again.`,
      ]
    : [(value) => !/\p{Cc}/u.test(value), `${label} must be one line without control characters.`];
}
