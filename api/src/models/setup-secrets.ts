// The secrets of a setup: those that were typed, and of the saved ones those that may be used with its settings.
import {
  type ProviderDescription,
  type ProviderField,
  isAsked,
  notAskedFault,
} from '@patchbay/schema/providers/description.ts';
import {
  loadCredentials,
  openSecrets,
  type SealedCredential,
  type Secrets,
} from '../credentials/credential-store.ts';
import type { KeyRing } from '../credentials/key-ring.ts';
import { readSecretInput } from '../credentials/mask.ts';
import type { Secret } from '../credentials/secret.ts';
import type { EntityManager } from '../orm.ts';
import type { CustomModel } from './custom-model.ts';
import { fieldFault, parseFields } from './setup-faults.ts';

type Settings = Readonly<Record<string, string>>;

/** What saved secrets would be used for, beside what they were saved with. */
type Use = { audience: string; settings: Settings; savedSettings: Settings };

export async function loadStored(
  em: EntityManager,
  model: CustomModel | null,
): Promise<SealedCredential | null> {
  if (!model?.credentialId) return null;
  const found = await loadCredentials(em, [model.credentialId]);
  return found.get(model.credentialId) ?? null;
}

export function hasSecrets(stored: SealedCredential | null): boolean {
  return stored !== null && Object.keys(stored.credential.sealed).length > 0;
}

/** The secrets that were really typed: neither left blank nor a mask sent back. */
export function readSecrets(
  description: ProviderDescription,
  typed: ReadonlyMap<string, string>,
  settings: Settings,
  stored: SealedCredential | null,
): Record<string, Secret> {
  const replaced: Record<string, Secret> = {};
  for (const field of description.fields.filter(({ secret }) => secret)) {
    const { name, label } = field;
    const change = readSecretInput(typed.get(name), stored?.credential.masks[name] ?? null);
    if (change.kind === 'foreign-mask')
      throw fieldFault(name, `${label}: this is a mask, not a key. Enter the key itself.`);
    if (change.kind === 'keep') continue;
    if (!isAsked(field, settings)) throw fieldFault(name, notAskedFault(description, field));
    replaced[name] = change.secret;
  }
  const plain = Object.fromEntries(Object.entries(replaced).map(([name, secret]) => [name, secret.reveal()]));
  parseFields(description.secretsSchema, plain);
  return replaced;
}

/** The saved secrets that stand in for the ones left blank. Each must have been saved for just this use. */
export async function openKept(
  ring: KeyRing,
  description: ProviderDescription,
  stored: SealedCredential | null,
  use: Use,
  replaced: readonly string[],
): Promise<Secrets> {
  if (!stored) return {};
  const kept = description.fields.filter(
    (field) =>
      stored.credential.sealed[field.name] !== undefined &&
      !replaced.includes(field.name) &&
      isAsked(field, use.settings),
  );
  if (kept.length === 0) return {};
  for (const field of kept) {
    const refusal = stored.credential.refusalFor(use.audience);
    if (refusal) throw fieldFault(field.name, `${field.label}: ${refusal}`);
    refuseBrokenPair(description, field, use);
  }
  const opened = await openSecrets(ring, stored, use.audience);
  return Object.fromEntries(
    Object.entries(opened).filter(([name]) => kept.some((field) => field.name === name)),
  );
}

/** An old secret with a new id would fail at every call, and nobody would see why. */
function refuseBrokenPair(
  { fields }: ProviderDescription,
  { name, label, pairedWith }: ProviderField,
  { settings, savedSettings }: Use,
): void {
  if (!pairedWith || settings[pairedWith] === savedSettings[pairedWith]) return;
  const id = fields.find((field) => field.name === pairedWith)?.label;
  throw fieldFault(
    name,
    `${label}: the saved one belongs to the former ${id}. Enter the one of the new ${id}.`,
  );
}

export function requireSecrets(description: ProviderDescription, secrets: Secrets, settings: Settings): void {
  for (const field of description.fields) {
    const { name, label, secret, required } = field;
    if (secret && required && isAsked(field, settings) && !secrets[name])
      throw fieldFault(name, `${label} is required.`);
  }
}
