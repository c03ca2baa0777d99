// Reads what a form or an API client sent into a setup: checked by the provider's own description, blank secrets
// filled from what is saved, and no saved secret ever led to a place it was not saved for.
import { type ProviderDescription, audienceOf } from '@patchbay/schema/providers/description.ts';
import { isProviderId, type ProviderId, providerIds, providers } from '@patchbay/schema/providers/index.ts';
import { z } from 'zod';
import {
  loadCredentials,
  openSecrets,
  type SealedCredential,
  type Secrets,
} from '../credentials/credential-store.ts';
import type { KeyRing } from '../credentials/key-ring.ts';
import { readSecretInput } from '../credentials/mask.ts';
import type { Secret } from '../credentials/secret.ts';
import { InvalidInputError, type Issue } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import type { CustomModel } from './custom-model.ts';
import { findCustomModel } from './find-custom-model.ts';
import type { ModelSetup, SetupInput } from './model-setup.ts';

const commonShape = z.object({
  providerModelId: z
    .string()
    .trim()
    .min(1, 'Provider Model ID is required.')
    .max(500, 'Provider Model ID has at most 500 characters.')
    .refine((text) => !/[\s\p{Cc}]/u.test(text), 'Provider Model ID must not contain spaces or line breaks.'),
  maxTokens: z
    .int('Max Tokens is a whole number.')
    .min(1, 'Max Tokens must be at least 1.')
    .max(2_147_483_647, 'Max Tokens is larger than any model allows.'),
});

/** `saved` is the model that is being edited; its stored secrets stand in for the ones left blank. */
export async function readSetup(
  em: EntityManager,
  ring: KeyRing,
  input: SetupInput,
  saved: CustomModel | null,
): Promise<ModelSetup> {
  const provider = readProvider(input.provider, saved);
  const description: ProviderDescription = providers[provider];
  const typed = readFields(description, input.fields);
  const source = input.credentialsFrom ? await findSource(em, input.credentialsFrom, provider) : null;
  const stored = await loadStored(em, source ?? saved);
  if (source && !hasSecrets(stored)) {
    throw fault(
      'credentialsFrom',
      `"${source.displayName}" has no saved key to reuse. Enter the key instead.`,
    );
  }

  const common = parse(commonShape, input);
  const { audience: goesTo } = description;
  // What decides where the secrets go is copied together with them.
  if (source && goesTo.kind === 'origin') typed.set(goesTo.field, source.settings[goesTo.field] ?? '');
  const settings = readSettings(description, typed);
  const audience = audienceOf(description, settings);

  const replaced = readSecrets(description, typed, source ? null : stored);
  if (source && Object.keys(replaced).length > 0) {
    throw fault('credentialsFrom', 'Reuse saved credentials or enter new ones, not both.');
  }
  const kept = await openKept(ring, description, stored, audience, Object.keys(replaced));
  const secrets = { ...kept, ...replaced };
  requireSecrets(description, secrets);
  return {
    provider,
    settings,
    secrets,
    newSecrets: source ? secrets : replaced,
    audience,
    ...common,
    capabilities: input.capabilities,
    reasoningParameter: input.reasoningParameter,
  };
}

function readProvider(given: string, saved: CustomModel | null): ProviderId {
  if (!isProviderId(given)) {
    throw fault('provider', `There is no provider "${given}". Choose one of: ${providerIds.join(', ')}.`);
  }
  if (saved && saved.provider !== given) {
    throw fault('provider', `The provider of "${saved.slug}" is permanent. Add another model instead.`);
  }
  return given;
}

function readFields(description: ProviderDescription, fields: SetupInput['fields']): Map<string, string> {
  const typed = new Map<string, string>();
  for (const { name, value } of fields) {
    if (!description.fields.some((field) => field.name === name)) {
      const known = description.fields.map((field) => field.name).join(', ');
      throw fieldFault(name, `${description.label} has no field "${name}". Its fields are: ${known}.`);
    }
    if (typed.has(name)) throw fieldFault(name, `The field "${name}" is given twice.`);
    typed.set(name, value);
  }
  return typed;
}

async function findSource(em: EntityManager, id: string, provider: ProviderId): Promise<CustomModel> {
  const source = await findCustomModel(em, id, 'credentialsFrom');
  if (!source.active)
    throw fault('credentialsFrom', `"${source.displayName}" is switched off. Choose an active model.`);
  if (source.provider !== provider) {
    throw fault(
      'credentialsFrom',
      `"${source.displayName}" belongs to another provider, which its key is for.`,
    );
  }
  return source;
}

async function loadStored(em: EntityManager, model: CustomModel | null): Promise<SealedCredential | null> {
  if (!model?.credentialId) return null;
  const found = await loadCredentials(em, [model.credentialId]);
  return found.get(model.credentialId) ?? null;
}

function hasSecrets(stored: SealedCredential | null): boolean {
  return stored !== null && Object.keys(stored.credential.sealed).length > 0;
}

function readSettings(description: ProviderDescription, typed: Map<string, string>): Record<string, string> {
  const open = description.fields.filter(({ secret }) => !secret);
  const given = Object.fromEntries(open.map(({ name }) => [name, typed.get(name) ?? '']));
  const read = parseFields(description.settingsSchema, given);
  return Object.fromEntries(
    Object.entries<string | undefined>(read).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}

/** The secrets that were really typed: neither left blank nor a mask sent back. */
function readSecrets(
  description: ProviderDescription,
  typed: Map<string, string>,
  stored: SealedCredential | null,
): Record<string, Secret> {
  const replaced: Record<string, Secret> = {};
  for (const { name, label, secret } of description.fields) {
    if (!secret) continue;
    const change = readSecretInput(typed.get(name), stored?.credential.masks[name] ?? null);
    if (change.kind === 'foreign-mask')
      throw fieldFault(name, `${label}: this is a mask, not a key. Enter the key itself.`);
    if (change.kind === 'replace') replaced[name] = change.secret;
  }
  const plain = Object.fromEntries(Object.entries(replaced).map(([name, secret]) => [name, secret.reveal()]));
  parseFields(description.secretsSchema, plain);
  return replaced;
}

/** A stored secret that would be used must have been stored for just this audience. */
async function openKept(
  ring: KeyRing,
  description: ProviderDescription,
  stored: SealedCredential | null,
  audience: string,
  replaced: string[],
): Promise<Secrets> {
  const kept = Object.keys(stored?.credential.sealed ?? {}).filter((name) => !replaced.includes(name));
  const [first] = kept;
  if (!stored || first === undefined) return {};
  const refusal = stored.credential.refusalFor(audience);
  if (refusal) throw fieldFault(first, `${labelOf(description, first)}: ${refusal}`);
  const opened = await openSecrets(ring, stored, audience);
  return Object.fromEntries(Object.entries(opened).filter(([name]) => kept.includes(name)));
}

function requireSecrets(description: ProviderDescription, secrets: Secrets): void {
  for (const { name, label, secret, required } of description.fields) {
    if (secret && required && !secrets[name]) throw fieldFault(name, `${label} is required.`);
  }
}

function labelOf(description: ProviderDescription, name: string): string {
  return description.fields.find((field) => field.name === name)?.label ?? name;
}

function fault(field: string, message: string): InvalidInputError {
  return new InvalidInputError([{ path: ['setup', field], message }]);
}

export function fieldFault(name: string, message: string): InvalidInputError {
  return new InvalidInputError([{ path: ['setup', 'fields', name], message }]);
}

function parseFields<T>(shape: z.ZodType<T>, given: unknown): T {
  return parse(shape, given, ['setup', 'fields']);
}

function parse<T>(shape: z.ZodType<T>, given: unknown, prefix = ['setup']): T {
  const read = shape.safeParse(given);
  if (read.success) return read.data;
  const issues: Issue[] = read.error.issues.map(({ path, message }) => ({
    path: [...prefix, ...path.map(String)],
    message,
  }));
  throw new InvalidInputError(issues);
}
