// What people type about themselves, with messages they can act on.
import { z } from 'zod';
import { InvalidInputError } from '../errors.ts';

export const email = z
  .string('Write an email address.')
  .trim()
  .toLowerCase()
  .max(254, 'An email address has at most 254 characters.')
  .pipe(z.email('This is not an email address.'));

export const shortName = (what: string) =>
  z
    .string(`Write ${what}.`)
    .trim()
    .min(1, `Write ${what}.`)
    .max(120, `Keep ${what} to at most 120 characters.`);

export const newPassword = z
  .string('Choose a password.')
  .min(10, 'A password needs at least 10 characters.')
  .max(200, 'A password has at most 200 characters.');

/** A password that is being compared: too short is simply wrong, but too long would only burn time. */
export const givenPassword = z
  .string('Write the password.')
  .min(1, 'Write the password.')
  .max(200, 'A password has at most 200 characters.');

export const token = z.string('The link is incomplete.').max(100, 'The link is not one of Patchbay.');

export function refuseEmailAsPassword(password: string, address: string, field: string): void {
  if (password.trim().toLowerCase() === address) {
    throw InvalidInputError.at(field, 'The email address cannot be the password.');
  }
}

/** Checks `given` against `shape`; every fault is reported with its field. */
export function parseInput<T>(shape: z.ZodType<T>, given: unknown): T {
  const result = shape.safeParse(given);
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues.map((issue) =>
      issue.code === 'unrecognized_keys'
        ? { path: issue.keys.slice(0, 1), message: `There is no such field here: ${issue.keys.join(', ')}.` }
        : { path: issue.path.map(String), message: issue.message },
    ),
  );
}
