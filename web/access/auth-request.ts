import { failureOf, type DeclaredError, type Failure, type Outcome } from '../graphql/outcome';

export interface InvitationLook {
  organizationName: string;
  organizationSlug: string;
  email: string;
  role: 'ADMIN' | 'MEMBER';
  hasAccount: boolean;
}

export interface ListedSession {
  id: string;
  token: string;
  createdAt: string;
  updatedAt: string;
  ipAddress?: string | null;
  userAgent?: string | null;
}

type Nothing = unknown;

/** The `/auth` routes that the pages use, and what each answers when all is well. */
interface Answers {
  '/auth/get-session': { session: { id: string }; user: { email: string } } | null;
  '/auth/list-sessions': ListedSession[];
  '/auth/sign-in/email': Nothing;
  '/auth/sign-out': Nothing;
  '/auth/change-password': Nothing;
  '/auth/update-user': Nothing;
  '/auth/revoke-session': Nothing;
  '/auth/revoke-sessions': Nothing;
  '/auth/enter': Nothing;
  '/auth/invitation/look': InvitationLook;
  '/auth/invitation/accept': { organizationSlug: string };
  '/auth/reset-password-by-link': { email: string };
  '/auth/setup': { organizationSlug: string };
}

/** Asks an `/auth` route: with a body it is a POST, else a GET. */
export async function authRequest<Path extends keyof Answers>(
  path: Path,
  body?: object,
): Promise<Outcome<Answers[Path]>> {
  const response = await fetch(path, {
    method: body ? 'POST' : 'GET',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => undefined);
  if (!response)
    return failed('UNREACHABLE', 'The server could not be reached. What you typed is kept; try again.');
  if (response.ok) return { ok: true, data: await response.json() };
  return readFailure(response);
}

async function readFailure(response: Response): Promise<Failure> {
  const told: Partial<DeclaredError> | null = await response.json().catch(() => null);
  if (!told?.message) {
    return failed('UNAVAILABLE', 'The server is not ready to answer. Try again in a moment.');
  }
  const { code = 'REFUSED', message, path = [], issues } = told;
  return failureOf({ code, message, path, ...(issues && { issues }) });
}

function failed(code: string, message: string): Failure {
  return { ok: false, code, message, fieldErrors: {} };
}
