// Structured logs: one JSON object per line on stdout.
import { type Logger, pino } from 'pino';

export type Log = Logger;
type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

type Options = {
  level: LogLevel;
  /** Takes known secrets out of each text of a finished line. The sink is the one place that no caller can forget. */
  scrub?: (text: string) => string;
  write?: (line: string) => void;
};

export function createLog(
  part: string,
  { level, scrub = (text) => text, write = (line) => process.stdout.write(line) }: Options,
): Log {
  const error = (value: unknown) => describeError(value, scrub);
  return pino(
    {
      level,
      base: { part },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: error, error, req: describeRequest, res: describeResponse },
    },
    { write: (line) => write(`${JSON.stringify(scrubTexts(JSON.parse(line), scrub))}\n`) },
  );
}

/** What the program itself writes on each line, and no provider has a say in. */
const ownWords = new Set(['level', 'time', 'part']);

/** Text by text: a scrubber may withhold a text as a whole, and whoever chose a short key must not blind the operator. */
function scrubTexts(value: unknown, scrub: (text: string) => string): unknown {
  if (typeof value === 'string') return scrub(value);
  if (Array.isArray(value)) return value.map((one) => scrubTexts(one, scrub));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, ownWords.has(name) ? one : scrubTexts(one, scrub)]),
  );
}

type DescribedError = {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  causes?: DescribedError[];
};

const longestText = 4_000;
const deepestCause = 4;

/** Only what is named here: an error of a provider carries the prompt and the answer, one of the database its values. */
function describeError(error: unknown, scrub: (text: string) => string, depth = 0): DescribedError {
  // Of a secret that the cut went through the rest would not be recognised.
  const cut = (text: string) => cutAt(scrub(text), longestText);
  if (!(error instanceof Error)) return { type: typeof error, message: cut(String(error)) };
  const causes = [error.cause, ...(error instanceof AggregateError ? error.errors : [])].filter(
    (cause) => cause instanceof Error,
  );
  return {
    type: error.name,
    message: cut(error.message),
    ...('code' in error && error.code !== undefined && { code: String(error.code) }),
    ...(error.stack && { stack: cut(error.stack) }),
    ...(causes.length > 0 &&
      depth < deepestCause && { causes: causes.map((cause) => describeError(cause, scrub, depth + 1)) }),
  };
}

const cutAt = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length)} ...` : text;

/** Without the query string, the headers and the body: links and keys travel there. */
function describeRequest(request: { id?: unknown; method?: string; url?: string }) {
  return { id: request.id, method: request.method, path: request.url?.split('?', 1)[0] };
}

function describeResponse(response: { statusCode?: number }) {
  return { status: response.statusCode };
}
