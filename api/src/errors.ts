// The failures that Patchbay expects and declares. `status` says what HTTP would have said; HTTP itself stays 200.

export abstract class DeclaredError extends Error {
  abstract readonly code: string;
  abstract readonly status: number;
  /** The input field at fault, e.g. ['email']; empty where no single field is. */
  readonly path: readonly string[];

  constructor(message: string, path: readonly string[] = []) {
    super(message);
    this.name = new.target.name;
    this.path = path;
  }
}

/** Also the answer for what exists elsewhere: a foreign id must look exactly like an unknown one. */
export class NotFoundError extends DeclaredError {
  readonly code = 'NOT_FOUND';
  readonly status = 404;

  constructor(what: string, path: readonly string[] = []) {
    super(`There is no such ${what}, or you have no access to it.`, path);
  }
}

export class ForbiddenError extends DeclaredError {
  readonly code: string = 'FORBIDDEN';
  readonly status: number = 403;
}

export class SignedOutError extends ForbiddenError {
  override readonly code = 'SIGNED_OUT';
  override readonly status = 401;

  constructor(message = 'Sign in, or send an API key as "Authorization: Bearer ...".') {
    super(message);
  }
}

export type Issue = { path: readonly string[]; message: string };

export class InvalidInputError extends DeclaredError {
  readonly code = 'INVALID_INPUT';
  readonly status = 422;
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map((issue) => issue.message).join(' '), issues[0]?.path ?? []);
    this.issues = issues;
  }

  static at(field: string, message: string): InvalidInputError {
    return new InvalidInputError([{ path: [field], message }]);
  }
}

export class ConflictError extends DeclaredError {
  readonly code = 'CONFLICT';
  readonly status = 409;
}
