import { type ProviderDescription, choicesOf, isAsked } from '@patchbay/schema/providers/description.ts';
import type { SealedCredential } from '../credentials/credential-store.ts';
import { readSecretInput } from '../credentials/mask.ts';
import { DeclaredError } from '../errors.ts';
import type { CustomModel } from './custom-model.ts';

/** A saved model was to sign in another way, without what it then signs in with. */
export class MethodSwitchNeedsCredentialsError extends DeclaredError {
  readonly code = 'METHOD_SWITCH_NEEDS_CREDENTIALS';
  readonly status = 422;
  /** The names of the fields to fill in. */
  readonly missing: readonly string[];

  constructor(message: string, missing: readonly string[]) {
    super(message, ['setup', 'fields', missing[0] ?? '']);
    this.missing = missing;
  }
}

/** Credentials belong to one method: those that are saved do not serve another. */
export function refuseBareSwitch(
  description: ProviderDescription,
  saved: CustomModel,
  typed: ReadonlyMap<string, string>,
  stored: SealedCredential | null,
): void {
  const chosen = Object.fromEntries(choicesOf(description).map((name) => [name, typed.get(name)?.trim()]));
  const [switched] = Object.keys(chosen).filter(
    (name) => chosen[name] && chosen[name] !== saved.settings[name],
  );
  if (switched === undefined) return;
  const missing = description.fields.filter((field) => {
    if (!field.required || field.when?.field !== switched || !isAsked(field, chosen)) return false;
    const text = typed.get(field.name);
    if (!field.secret) return !text?.trim();
    return readSecretInput(text, stored?.credential.masks[field.name] ?? null).kind === 'keep';
  });
  if (missing.length === 0) return;
  const choice = description.fields.find(({ name }) => name === switched);
  throw new MethodSwitchNeedsCredentialsError(
    `To switch the ${choice?.label}, enter its credentials with it: ${missing.map(({ label }) => label).join(', ')}. Those of the other one are then removed.`,
    missing.map(({ name }) => name),
  );
}
