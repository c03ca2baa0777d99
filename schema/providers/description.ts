import * as z from 'zod';
import type { ReasoningParameter } from '../capabilities.ts';
import { originOf } from './base-url.ts';
import { fieldSchema } from './field-schema.ts';

/**
 * A provider is described once: the form, the API's validation and `Query.providers` are all read from it.
 *
 * Field     one input of the form. A *setting* is stored and shown; a *secret* is sealed and only ever shown masked.
 * Choice    a `select` that decides which other fields there are, such as how to sign in: those name it in `when`.
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
  /** For values with a form of their own, such as a JSON file: what is wrong with one, as a sentence, or null. */
  fault?: (value: string) => string | null;
  /** The field is there only while that choice has that value. */
  when?: { field: string; is: string };
  /** When a secret ends by itself, where it says so. */
  endOf?: (value: string) => Date | null;
  /** A secret that is worth something only with this setting: when that changes, the secret is asked for again. */
  pairedWith?: string;
};

type Audience = { kind: 'origin'; field: string } | { kind: 'service'; service: string };

export type ProviderDraft<Fields extends readonly ProviderField[] = readonly ProviderField[]> = {
  label: string;
  summary: string;
  fields: Fields;
  audience: Audience;
  modelIdExample: string;
  suggestedModelIds: readonly string[];
  /** Where it takes reasoning in one shape only; else it depends on the model. */
  reasoningParameters?: readonly ReasoningParameter[];
  help: string;
};

type ValueOf<Field> = Field extends { options: readonly { value: infer Value extends string }[] }
  ? Value
  : string;

type Values<Field extends ProviderField> = {
  [F in Extract<Field, { required: true }> as F['name']]: ValueOf<F>;
} & {
  [F in Extract<Field, { required: false }> as F['name']]?: ValueOf<F> | undefined;
};

type Conditional<Field> = Extract<Field, { when: object }>;

type ChoiceIn<Field extends ProviderField> = Extract<
  Field,
  { name: NonNullable<Conditional<Field>['when']>['field'] }
>;

/** One object for each value of the choice, with the fields that this value brings. */
type Chosen<Field extends ProviderField, Choice extends ProviderField, Value = ValueOf<Choice>> = [
  Choice,
] extends [never]
  ? unknown
  : Value extends string
    ? { [Name in Choice['name']]: Value } & Values<
        Extract<Field, { when: { field: Choice['name']; is: Value } }>
      >
    : never;

/** What is stored in the open: every field that is no secret, by name. */
export type SettingsOf<
  Description extends ProviderDraft,
  Field extends ProviderField = Extract<Description['fields'][number], { secret: false }>,
> = Values<Exclude<Field, { when: object }>> & Chosen<Field, ChoiceIn<Field>>;

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
  const schemaOf = (
    fields: readonly ProviderField[],
    mayBeBlank: (field: ProviderField) => boolean,
  ): z.ZodType<Given> =>
    z.strictObject(
      Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, mayBeBlank(field))])),
    );
  const settings = draft.fields.filter((field) => !field.secret);
  const secrets = draft.fields.filter((field) => field.secret);
  const settingsSchema = schemaOf(
    settings,
    ({ required, when }) => !required || when !== undefined,
  ).superRefine((given, context) => {
    for (const field of settings) {
      const message = conditionFault(draft, field, given);
      if (message) context.addIssue({ code: 'custom', path: [field.name], message });
    }
  });
  return {
    ...draft,
    settingsSchema: settingsSchema as z.ZodType<SettingsOf<ProviderDraft<Fields>>>,
    secretsSchema: schemaOf(secrets, () => true) as z.ZodType<
      Partial<Record<SecretName<ProviderDraft<Fields>>, string>>
    >,
  };
}

type Given = Readonly<Record<string, unknown>>;

/** Whether the field is there with these settings. */
export function isAsked({ when }: ProviderField, settings: Given): boolean {
  return !when || settings[when.field] === when.is;
}

/** The settings that decide which fields there are. */
export function choicesOf({ fields }: ProviderDraft): string[] {
  return [...new Set(fields.flatMap(({ when }) => (when ? [when.field] : [])))];
}

/** What is said of a value for a field that is not there with these settings. */
export function notAskedFault(description: ProviderDraft, { label, when }: ProviderField): string {
  const choice = description.fields.find(({ name }) => name === when?.field);
  const option = choice?.options?.find(({ value }) => value === when?.is);
  return `${label} belongs to the ${choice?.label} "${option?.label}". Choose that one, or leave ${label} out.`;
}

function conditionFault(description: ProviderDraft, field: ProviderField, given: Given): string | null {
  const isGiven = given[field.name] !== undefined;
  if (isGiven && !isAsked(field, given)) return notAskedFault(description, field);
  if (!isGiven && field.required && isAsked(field, given)) return `${field.label} is required.`;
  return null;
}

/** The audience of a secret stored with these settings. Compare before a stored secret is used with new settings. */
export function audienceOf(
  description: ProviderDraft,
  settings: Readonly<Record<string, string | undefined>>,
): string {
  const { audience } = description;
  return audience.kind === 'service' ? audience.service : originOf(settings[audience.field] ?? '');
}
