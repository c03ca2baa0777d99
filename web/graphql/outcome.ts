/** A failure that a mutation declares. Every error type of the schema shares these fields. */
export interface DeclaredError {
  code: string;
  message: string;
  /** The input field at fault, e.g. ["email"]; empty where no single field is. */
  path: readonly string[];
  /** Each fault apart, where there may be several. */
  issues?: readonly { message: string; path: readonly string[] }[];
}

/** What a mutation led to: its payload, or what went wrong, by field where it belongs to one. */
export type Outcome<Payload> = { ok: true; data: Payload } | Failure;

export interface Failure {
  ok: false;
  code: string;
  message: string;
  fieldErrors: Record<string, string>;
}

/** As much of urql's CombinedError as matters here. */
interface TransportError {
  message: string;
  networkError?: Error | undefined;
  graphQLErrors?: readonly { message: string }[];
}

/**
 * Reads what a mutation's one field answered. Declared failures and those of the transport end in the same shape, so
 * every form has one way to show them.
 */
export function outcomeOf<Member extends object>(
  answer: Member | null | undefined,
  error?: TransportError,
): Outcome<Exclude<Member, DeclaredError>> {
  if (!answer) return { ok: false, code: 'UNANSWERED', message: transportMessage(error), fieldErrors: {} };
  if (isDeclaredError(answer)) return failureOf(answer);
  return { ok: true, data: answer as Exclude<Member, DeclaredError> };
}

export function failureOf({ code, message, path, issues }: DeclaredError): Failure {
  const fieldErrors: Record<string, string> = {};
  for (const issue of issues ?? [{ path, message }]) {
    const field = issue.path.join('.');
    // The first fault of a field is the one to mend first.
    if (field !== '') fieldErrors[field] ??= issue.message;
  }
  return { ok: false, code, message, fieldErrors };
}

function isDeclaredError(member: object): member is DeclaredError {
  return 'code' in member && 'message' in member && 'path' in member;
}

function transportMessage(error: TransportError | undefined): string {
  if (error?.networkError) return 'The server could not be reached. What you typed is kept; try again.';
  return error?.graphQLErrors?.[0]?.message ?? error?.message ?? 'The server gave no answer. Try again.';
}
