// Reads what a form or an API client sent into a setup: checked by the provider's own description, blank secrets
// filled from what is saved, and no saved secret ever led to a place, or paired with a setting, it was not saved for.
import type { ReasoningParameter } from '@patchbay/schema/capabilities.ts';
import { type ProviderDescription, audienceOf, choicesOf } from '@patchbay/schema/providers/description.ts';
import { isProviderId, type ProviderId, providerIds, providers } from '@patchbay/schema/providers/index.ts';
import { z } from 'zod';
import type { KeyRing } from '../credentials/key-ring.ts';
import type { EntityManager } from '../orm.ts';
import type { CustomModel } from './custom-model.ts';
import { findCustomModel } from './find-custom-model.ts';
import { refuseBareSwitch } from './method-switch.ts';
import type { ModelSetup, SetupInput } from './model-setup.ts';
import { fault, fieldFault, parseFields, parseSetup } from './setup-faults.ts';
import { hasSecrets, loadStored, openKept, readSecrets, requireSecrets } from './setup-secrets.ts';

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

  const common = parseSetup(commonShape, input);
  const reasoningParameter = readReasoningParameter(description, input);
  if (source) copyWhatSecretsAreFor(description, source, typed);
  else if (saved) refuseBareSwitch(description, saved, typed, stored);
  const settings = readSettings(description, typed);
  const audience = audienceOf(description, settings);

  const replaced = readSecrets(description, typed, settings, source ? null : stored);
  if (source && Object.keys(replaced).length > 0) {
    throw fault('credentialsFrom', 'Reuse saved credentials or enter new ones, not both.');
  }
  const use = { audience, settings, savedSettings: (source ?? saved)?.settings ?? {} };
  const kept = await openKept(ring, description, stored, use, Object.keys(replaced));
  const secrets = { ...kept, ...replaced };
  requireSecrets(description, secrets, settings);
  return {
    provider,
    settings,
    secrets,
    newSecrets: source ? secrets : replaced,
    audience,
    ...common,
    capabilities: input.capabilities,
    reasoningParameter,
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

/** What the provider would refuse at every call is refused when it is saved. */
function readReasoningParameter(
  { label, reasoningParameters }: ProviderDescription,
  { capabilities, reasoningParameter: given }: SetupInput,
): ReasoningParameter {
  const [first] = reasoningParameters ?? [];
  if (!first || reasoningParameters?.includes(given)) return given;
  // Nobody chose it: the capability is off, and a probe of it shall ask in a shape that can be answered.
  if (!capabilities.reasoning) return first;
  throw fault('reasoningParameter', `${label} does not take reasoning as "${given}". Choose "${first}".`);
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

/** What decides where the secrets go and what they are worth is copied together with them. */
function copyWhatSecretsAreFor(
  description: ProviderDescription,
  source: CustomModel,
  typed: Map<string, string>,
): void {
  for (const choice of choicesOf(description)) {
    if (typed.get(choice)?.trim() === source.settings[choice]) continue;
    const field = description.fields.find(({ name }) => name === choice);
    const option = field?.options?.find(({ value }) => value === source.settings[choice]);
    throw fault(
      'credentialsFrom',
      `"${source.displayName}" uses the ${field?.label} "${option?.label}". Choose the same, or enter new credentials.`,
    );
  }
  const { audience, fields } = description;
  const copied = [
    ...(audience.kind === 'origin' ? [audience.field] : []),
    ...fields.flatMap(({ pairedWith }) => pairedWith ?? []),
  ];
  for (const name of copied) typed.set(name, source.settings[name] ?? '');
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
