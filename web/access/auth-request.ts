import { failureOf, type Outcome } from '../graphql/outcome';

/** Asks one of the `/auth` routes. They answer JSON: what was asked for, or an error with a message. */
export async function authRequest(path: `/auth/${string}`, body: object): Promise<Outcome<unknown>> {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  if (!response)
    return failed('UNREACHABLE', 'The server could not be reached. What you typed is kept; try again.');

  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return { ok: true, data: answer };
  return readFailure(answer, response.status);
}

function readFailure(answer: unknown, status: number): Outcome<never> {
  if (!isRecord(answer) || typeof answer['message'] !== 'string') {
    return status >= 500
      ? failed('UNAVAILABLE', 'The server is not ready to answer. Try again in a moment.')
      : failed('REFUSED', `The server refused this (${status}).`);
  }
  const { code, message, path } = answer;
  return failureOf({
    code: typeof code === 'string' ? code : 'REFUSED',
    message,
    path: Array.isArray(path) ? path.filter((part) => typeof part === 'string') : [],
  });
}

function failed(code: string, message: string): Outcome<never> {
  return { ok: false, code, message, fieldErrors: {} };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
