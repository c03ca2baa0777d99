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

/** OpenAI, Anthropic, Google and those who took over their form. */
const nested = z.looseObject({
  error: z.looseObject({
    message: z.string(),
    code: textOrNumber,
    type: textOrNumber,
    status: textOrNumber,
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
  metadata?: { raw?: string | null } | null;
  seconds?: number | null;
};

const errorBody = z
  .union([nested, failedResponse, oneText, flat, detail])
  .transform(({ error }: { error: Said }): ErrorBody => {
    const words = [error.code, error.type, error.status].filter(
      (part) => typeof part === 'string' && !/^\d+$/.test(part),
    );
    const status = [error.code, error.status].map(Number).find((number) => number >= 400 && number < 600);
    const raw = error.metadata?.raw;
    return {
      message: raw ? `${error.message}: ${raw}` : error.message,
      code: String(words[0] ?? ''),
      status: status ?? 0,
      waitMs: error.seconds ? error.seconds * 1000 : null,
    };
  });
