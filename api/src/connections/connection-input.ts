// Reads what a form or an API client sent: checked by the kind's own description, and no saved secret ever led to a
// place, or paired with a setting, that it was not saved for.
import {
  audienceOfConnection,
  type ConnectionField,
  type ConnectionKind,
  describeConnection,
  readOrigin,
} from '@patchbay/schema/connections/index.ts';
import { z } from 'zod';
import { parseInput } from '../access/input.ts';
import type { Secrets } from '../credentials/credential-store.ts';
import type { Credential } from '../credentials/credential.ts';
import { readSecretInput } from '../credentials/mask.ts';
import type { Secret } from '../credentials/secret.ts';
import { InvalidInputError, type Issue } from '../errors.ts';
import { egressFault } from '../providers/egress-fault.ts';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';
import type { Connection } from './connection.ts';

export type ConnectionInput = {
  name: string;
  origin: string;
  kind: ConnectionKind;
  /** All fields of the kind's form. A blank secret keeps the saved one. */
  fields: readonly { name: string; value: string }[];
};

type Read = {
  name: string;
  origin: string;
  kind: ConnectionKind;
  settings: Record<string, string>;
  /** Those that were typed; the others stay as they are sealed. */
  secrets: Secrets;
  audience: string;
};

type Saved = { connection: Connection; credential: Credential };

const nameShape = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Give the connection a name.')
    .max(120, 'A name has at most 120 characters.'),
});

/** Every fault is told at its field, and what nobody could ever call is refused now. */
export function readConnection(input: ConnectionInput, fetch: GuardedFetch, saved: Saved | null): Read {
  const { name } = parseInput(nameShape, { name: input.name });
  const issues: Issue[] = [];
  const { fields } = describeConnection(input.kind);
  const typed = new Map(input.fields.map(({ name, value }) => [name, value]));
  for (const given of typed.keys())
    if (!fields.some((field) => field.name === given))
      issues.push({ path: ['fields', given], message: 'This kind of connection has no such field.' });

  const read = readOrigin(input.origin);
  const origin = 'origin' in read ? read.origin : '';
  const originFault = 'fault' in read ? read.fault : egressFault(fetch, origin);
  if (originFault) issues.push({ path: ['origin'], message: originFault });

  const settings: Record<string, string> = {};
  for (const field of fields.filter(({ secret }) => !secret)) {
    const value = typed.get(field.name)?.trim() ?? '';
    const fault = faultOf(field, value) ?? (field.name === 'tokenUrl' ? egressFault(fetch, value) : null);
    if (fault) issues.push({ path: ['fields', field.name], message: fault });
    else if (value !== '') settings[field.name] = value;
  }
  const audience = audienceOfConnection(input.kind, origin, settings);
  const secrets: Record<string, Secret> = {};
  for (const field of fields.filter(({ secret }) => secret)) {
    const kept = saved && keptRefusal(field, saved, { kind: input.kind, audience, settings });
    const change = readSecretInput(typed.get(field.name), saved?.credential.masks[field.name] ?? null);
    if (change.kind === 'replace') {
      const fault = faultOf(field, change.secret.reveal());
      if (fault) issues.push({ path: ['fields', field.name], message: fault });
      else secrets[field.name] = change.secret;
    } else if (change.kind === 'foreign-mask') {
      issues.push({
        path: ['fields', field.name],
        message: 'This is a mask, not a secret. Enter the secret.',
      });
    } else if (!saved || kept) {
      issues.push({ path: ['fields', field.name], message: kept ?? `${field.label} is required.` });
    }
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return { name, origin, kind: input.kind, settings, secrets, audience };
}

/** Why the saved secret cannot stay; null where it can. */
function keptRefusal(
  { name, label, pairedWith }: ConnectionField,
  { connection, credential }: Saved,
  wanted: { kind: ConnectionKind; audience: string; settings: Record<string, string> },
): string | null {
  if (wanted.kind !== connection.kind || credential.sealed[name] === undefined)
    return `${label} is required.`;
  if (pairedWith && wanted.settings[pairedWith] !== connection.settings[pairedWith])
    return `The saved one belongs to "${connection.settings[pairedWith]}". Enter it again.`;
  return credential.refusalFor(wanted.audience);
}

function faultOf({ label, required, shape }: ConnectionField, value: string): string | null {
  if (value === '') return required ? `${label} is required.` : null;
  const read = shape.safeParse(value);
  return read.success ? null : (read.error.issues[0]?.message ?? `${label} cannot be used.`);
}
