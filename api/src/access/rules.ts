// The access rule of an operation: stated where the field is declared, checked before its resolver runs, and read by
// the test that tries every operation as every role.
import type { Context } from '../context.ts';
import { ForbiddenError, SignedOutError } from '../errors.ts';
import type { ProjectRole } from '../organizations/project.ts';
import { requireAdmin, requirePerson, type Scope } from './actor.ts';

export type Access =
  /** Answers without signing in. */
  | 'anyone'
  /** A signed-in person, in no particular organisation. */
  | 'person'
  | {
      /** What an API key must be allowed to do. */
      scope: Scope;
      /** Admins of the organisation only. */
      admin?: true;
      /** The role needed in the project at hand. The verb checks it: only it knows the project. */
      project?: ProjectRole;
      /** Not for API keys. */
      personOnly?: true;
    };

export const reads: Access = { scope: 'READ' };
export const adminReads: Access = { scope: 'READ', admin: true };
export const adminWrites: Access = { scope: 'WRITE', admin: true };
/** People and keys are looked after by people: a key that leaks cannot make itself successors. */
export const inPerson: Access = { scope: 'WRITE', personOnly: true };
export const adminInPerson: Access = { scope: 'WRITE', admin: true, personOnly: true };

export function checkAccess(context: Context, access: Access): true {
  if (access === 'anyone') return true;
  if (access === 'person') {
    if (context.person) return true;
    throw context.actor
      ? new ForbiddenError('An API key cannot do this; sign in as a person.')
      : new SignedOutError();
  }
  const actor = context.requireActor();
  if (!actor.scopes.includes(access.scope)) {
    throw new ForbiddenError(`This API key lacks the scope ${access.scope}.`);
  }
  if (access.personOnly) requirePerson(actor);
  if (access.admin) requireAdmin(actor);
  return true;
}
