import { z } from 'zod';

export type ErrorBody = {
  message: string;
  code: string;
  /** The HTTP status as the body says it; 0 where it says none. */
  status: number;
  /** When to come again, where the body says so. */
  waitMs: number | null;
};

/** What a provider says went wrong; null where the body is no error that anybody documents. */
export function readErrorBody(body: unknown): ErrorBody | null {
  return errorBody.safeParse(body).data ?? null;
}

const textOrNumber = z.union([z.string(), z.number()]).nullish();

/** Google says here whether a minute's quota is used up or a day's, and when to come again. */
const googleDetails = z
  .array(
    z.looseObject({
      retryDelay: z
        .string()
        .regex(/^\d+(\.\d+)?s$/)
        .optional(),
      violations: z.array(z.looseObject({ quotaId: z.string().optional() })).optional(),
    }),
  )
  .nullish()
  .catch(null);

/** OpenAI, Anthropic, Google and those who took over their form. */
const nested = z.looseObject({
  error: z.looseObject({
    message: z.string(),
    code: textOrNumber,
    type: textOrNumber,
    status: textOrNumber,
    // As the SDK gives the error of an event.
    statusCode: textOrNumber,
    details: googleDetails,
    // A gateway's own words are "Provider returned error": those of the provider behind it say what was wrong.
    metadata: z.looseObject({ raw: z.string().nullish() }).nullish().catch(null),
  }),
});

/** The last event of a response that OpenAI could not finish. */
const failedResponse = z
  .looseObject({
    response: z.looseObject({ error: z.looseObject({ message: z.string(), code: textOrNumber }) }),
  })
  .transform(({ response }) => ({ error: response.error }));

/** Google answers a streamed call with a list. */
const listed = z.tuple([nested]).transform(([error]) => error);

/** OAuth, where access tokens come from. */
const oAuth = z
  .looseObject({ error: z.string(), error_description: z.string() })
  .transform(({ error, error_description }) => ({ error: { message: error_description, code: error } }));

/** HuggingFace, Ollama. */
const oneText = z
  .looseObject({ error: z.string(), error_type: textOrNumber, estimated_time: z.number().nullish() })
  .transform(({ error, error_type, estimated_time }) => ({
    error: { message: error, type: error_type, seconds: estimated_time },
  }));

/** vLLM, OCI, AWS. */
const flat = z
  .looseObject({ message: z.string(), code: textOrNumber, type: textOrNumber, status: textOrNumber })
  .transform((error) => ({ error }));

/** What stands before the services of AWS. */
const capital = z
  .looseObject({ Message: z.string(), __type: textOrNumber })
  .transform(({ Message, __type }) => ({ error: { message: Message, type: __type } }));

/** FastAPI. Of a list only what is said: it repeats what was sent. */
const detail = z
  .looseObject({
    detail: z.union([
      z.string(),
      z
        .array(z.looseObject({ msg: z.string(), loc: z.array(textOrNumber).nullish() }))
        .transform((faults) =>
          faults.map(({ msg, loc }) => (loc ? `${loc.join('.')}: ${msg}` : msg)).join('; '),
        ),
    ]),
  })
  .transform(({ detail: message }) => ({ error: { message } }));

type Said = {
  message: string;
  code?: string | number | null;
  type?: string | number | null;
  status?: string | number | null;
  statusCode?: string | number | null;
  details?: z.infer<typeof googleDetails>;
  metadata?: { raw?: string | null } | null;
  seconds?: number | null;
};

const errorBody = z
  .union([nested, listed, failedResponse, oAuth, oneText, flat, capital, detail])
  .transform(({ error }: { error: Said }): ErrorBody => {
    const words = [error.code, error.type, error.status].filter(
      (part) => typeof part === 'string' && !/^\d+$/.test(part),
    );
    const status = [error.code, error.status, error.statusCode]
      .map(Number)
      .find((number) => number >= 400 && number < 600);
    const raw = error.metadata?.raw;
    const quotas =
      error.details?.flatMap(({ violations = [] }) => violations.map(({ quotaId }) => quotaId)) ?? [];
    const delay = error.details?.find(({ retryDelay }) => retryDelay)?.retryDelay;
    const seconds = error.seconds ?? (delay ? Number.parseFloat(delay) : null);
    return {
      message: raw ? `${error.message}: ${raw}` : error.message,
      code: quotas.find((id) => id?.includes('PerDay')) ?? quotas[0] ?? String(words[0] ?? ''),
      status: status ?? 0,
      waitMs: seconds ? seconds * 1000 : null,
    };
  });
