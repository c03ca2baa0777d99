/** The call was not made, or its answer not followed: the address is not one that may be called. */
export class EgressRefused extends Error {
  override readonly name = 'EgressRefused';
  readonly reason: EgressReason;

  constructor(reason: EgressReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

export type EgressReason = 'url' | 'scheme' | 'plain-http' | 'address' | 'port' | 'redirect';

/** The call was made and there is no whole answer. */
export class FetchFailure extends Error {
  override readonly name = 'FetchFailure';
  readonly kind: FetchFailureKind;

  constructor(kind: FetchFailureKind, host: string) {
    super(failureMessages[kind](host));
    this.kind = kind;
  }
}

const failureMessages = {
  dns: (host) => `The name of ${host} could not be resolved. Check its spelling.`,
  refused: (host) => `${host} refused the connection: nothing listens there, or a firewall is in between.`,
  unreachable: (host) => `${host} cannot be reached from here.`,
  reset: (host) => `${host} closed the connection before its answer was complete.`,
  tls: (host) => `No secure connection to ${host}: its certificate or its TLS version is not accepted.`,
  'not-http': (host) => `${host} did not answer in HTTP.`,
  'connect-timeout': (host) => `${host} did not accept a connection in time.`,
  'no-answer': (host) => `${host} accepted the request and then stayed silent.`,
  stall: (host) => `${host} began to answer and then fell silent.`,
  deadline: (host) => `${host} was still answering when the time for the whole call was over.`,
  'too-large': (host) => `The answer of ${host} is larger than is accepted here.`,
  compressed: (host) => `${host} sent a compressed answer though asked not to.`,
} satisfies Record<string, (host: string) => string>;

export type FetchFailureKind = keyof typeof failureMessages;

/** Finds what really happened below the wrappings that fetch and the AI SDK put around it; null where it is something else. */
export function findFetchFailure(error: unknown, host: string): EgressRefused | FetchFailure | null {
  let current = error;
  for (let depth = 0; depth < 10 && current instanceof Error; depth++) {
    if (current instanceof EgressRefused || current instanceof FetchFailure) return current;
    const kind = kindOf(current);
    if (kind) return new FetchFailure(kind, host);
    // Several addresses were tried: each has its own error, and the first one speaks.
    current =
      current instanceof AggregateError && current.errors.length > 0 ? current.errors[0] : current.cause;
  }
  return null;
}

const kindsByCode: Record<string, FetchFailureKind> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ENODATA: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EPERM: 'unreachable',
  EACCES: 'unreachable',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  EPROTO: 'tls',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'no-answer',
  UND_ERR_BODY_TIMEOUT: 'stall',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
};

function kindOf(error: Error): FetchFailureKind | null {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (Object.hasOwn(kindsByCode, code)) return kindsByCode[code] ?? null;
  if (error.name === 'HTTPParserError') return 'not-http';
  if (/^ERR_(TLS|SSL)|CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(code)) return 'tls';
  return null;
}
