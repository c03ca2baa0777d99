// Every route under /auth that is open; whatever better-auth has besides is answered with 404.
import { z } from 'zod';
import { email, givenPassword, newPassword, shortName, token } from './input.ts';

/** Carries the client's address, as the server knows it, to where sessions are kept and attempts are counted. */
export const addressHeader = 'x-patchbay-client-address';

type Route = {
  /** What a POST carries; nothing else in its body is let through. */
  input: z.ZodType | null;
  /** Which failures are counted: by the account that is tried and the address it comes from, or by address only. */
  counted?: 'account' | 'address';
};

const nothing = z.strictObject({});

export const inputs = {
  signIn: z.strictObject({ email, password: givenPassword, rememberMe: z.boolean().optional() }),
  changePassword: z.strictObject({ currentPassword: givenPassword, newPassword }),
  rename: z.strictObject({ name: shortName('your name') }),
  token: z.strictObject({ token }),
  acceptInvitation: z.strictObject({
    token,
    name: shortName('your name').optional(),
    password: newPassword.optional(),
  }),
  resetPassword: z.strictObject({ token, password: newPassword }),
  setUp: z.strictObject({
    token,
    name: shortName('your name'),
    email,
    password: newPassword,
    organizationName: shortName('a name for the organisation'),
  }),
};

const routes = {
  'GET /get-session': { input: null },
  'POST /sign-in/email': { input: inputs.signIn, counted: 'account' },
  'POST /sign-out': { input: nothing },
  'POST /change-password': { input: inputs.changePassword, counted: 'account' },
  'POST /update-user': { input: inputs.rename },
  'GET /list-sessions': { input: null },
  'POST /revoke-session': { input: inputs.token },
  'POST /revoke-other-sessions': { input: nothing },
  'POST /revoke-sessions': { input: nothing },
  'POST /enter': { input: inputs.token, counted: 'address' },
  'POST /invitation/look': { input: inputs.token, counted: 'address' },
  'POST /invitation/accept': { input: inputs.acceptInvitation, counted: 'address' },
  'POST /reset-password-by-link': { input: inputs.resetPassword, counted: 'address' },
  'POST /setup': { input: inputs.setUp, counted: 'address' },
} satisfies Record<string, Route>;

/** The route of a request, or null: then it is answered as if it did not exist. */
export function findRoute(method: string, path: string): Route | null {
  const wanted = `${method} ${path}`;
  return isOpen(wanted) ? routes[wanted] : null;
}

function isOpen(wanted: string): wanted is keyof typeof routes {
  return Object.hasOwn(routes, wanted);
}
