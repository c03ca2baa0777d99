// Every answer under /auth that is not a success has one shape: {code, message, path}, with all faults in `issues`.
import { type DeclaredError, InvalidInputError } from '../errors.ts';
import { TooManyAttemptsError } from './auth-errors.ts';

export function answerError(error: DeclaredError): Response {
  const { code, message, path, status } = error;
  const issues = error instanceof InvalidInputError ? { issues: error.issues } : {};
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (error instanceof TooManyAttemptsError) headers.set('retry-after', String(error.retryAfterSeconds));
  return Response.json({ code, message, path, ...issues }, { status, headers });
}

/** better-auth's refusals that a person can meet, in our words. */
const refusals: Record<string, { message: string; path: string[] }> = {
  INVALID_EMAIL_OR_PASSWORD: { message: 'The email address or the password is wrong.', path: [] },
  INVALID_PASSWORD: { message: 'The current password is wrong.', path: ['currentPassword'] },
  CREDENTIAL_ACCOUNT_NOT_FOUND: {
    message: 'You have no password yet. Ask an admin for a link to set one.',
    path: ['currentPassword'],
  },
  UNAUTHORIZED: { message: 'Sign in first.', path: [] },
  MISSING_OR_NULL_ORIGIN: { message: 'The header Origin is missing.', path: [] },
};

export async function answerRefusal(response: Response): Promise<Response> {
  const told: unknown = await response.json().catch(() => null);
  const code = textOf(told, 'code') ?? 'REFUSED';
  const { message, path } = refusals[code] ?? {
    message: textOf(told, 'message') ?? 'This was refused.',
    path: [],
  };
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  headers.set('content-type', 'application/json');
  return new Response(JSON.stringify({ code, message, path }), { status: response.status, headers });
}

function textOf(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : undefined;
}
