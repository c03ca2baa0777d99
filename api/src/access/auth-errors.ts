import { DeclaredError } from '../errors.ts';

/** One answer for unknown, used and expired: a guesser learns nothing. */
export class SpentLinkError extends DeclaredError {
  readonly code = 'LINK_SPENT';
  readonly status = 410;

  constructor() {
    super('This link has been used, has expired or is incomplete. Ask for a new one.', ['token']);
  }
}

export class SignInFirstError extends DeclaredError {
  readonly code = 'SIGN_IN_FIRST';
  readonly status = 409;
}

export class TooManyAttemptsError extends DeclaredError {
  readonly code = 'TOO_MANY_ATTEMPTS';
  readonly status = 429;
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    const minutes = Math.ceil(retryAfterSeconds / 60);
    super(`Too many failed attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export class UnavailableError extends DeclaredError {
  readonly code = 'UNAVAILABLE';
  readonly status = 503;

  constructor() {
    super('Signing in is not possible at the moment: the database does not answer. Try again shortly.');
  }
}

export class ForeignOriginError extends DeclaredError {
  readonly code = 'FOREIGN_ORIGIN';
  readonly status = 403;

  constructor(publicUrl: string) {
    super(`This request comes from another address. Open Patchbay at ${publicUrl}.`);
  }
}
