// Structured logs: one JSON object per line on stdout.
import { type Logger, pino } from 'pino';

export type Log = Logger;
type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

type Options = {
  level: LogLevel;
  /** Takes known secrets out of a finished line. The sink is the one place that no caller can forget. */
  scrub?: (line: string) => string;
  write?: (line: string) => void;
};

export function createLog(
  part: string,
  { level, scrub = (line) => line, write = (line) => process.stdout.write(line) }: Options,
): Log {
  return pino(
    {
      level,
      base: { part },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError, error: describeError, req: describeRequest, res: describeResponse },
    },
    { write: (line) => write(asLine(scrub(line))) },
  );
}

/** A scrubber may withhold a line as a whole; what it says in its place is a line of its own. */
const asLine = (text: string) =>
  text.startsWith('{') ? text : `${JSON.stringify({ level: 'warn', msg: text })}\n`;

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
function describeError(error: unknown, depth = 0): DescribedError {
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
      depth < deepestCause && { causes: causes.map((cause) => describeError(cause, depth + 1)) }),
  };
}

const cut = (text: string) => (text.length > longestText ? `${text.slice(0, longestText)} ...` : text);

/** Without the query string, the headers and the body: links and keys travel there. */
function describeRequest(request: { id?: unknown; method?: string; url?: string }) {
  return { id: request.id, method: request.method, path: request.url?.split('?', 1)[0] };
}

function describeResponse(response: { statusCode?: number }) {
  return { status: response.statusCode };
}
