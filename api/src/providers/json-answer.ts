import { z } from 'zod';
import { ProviderError } from './provider-error.ts';

export type JsonSchema = { [key: string]: unknown };

/** For models that cannot be given a schema: what they are told instead. */
export function jsonInstruction(schema: JsonSchema): string {
  return [
    'Answer with one JSON value and nothing else: no explanation, no Markdown fence.',
    'It must be valid against this JSON Schema:',
    JSON.stringify(schema),
  ].join('\n');
}

/** Parses what a model answered and checks it against the schema; what does not fit fails, and says where. */
export function readJsonAnswer(text: string, schema: JsonSchema, finishReason: string): unknown {
  const cut = finishReason === 'length' ? ' It was cut off at max tokens.' : '';
  const value = parseLeniently(text);
  if (value === undefined)
    throw new ProviderError('malformed-answer', { detail: `The model did not answer in JSON.${cut}` });
  const read = validatorOf(schema).safeParse(value);
  if (read.success) return value;
  const [issue] = read.error.issues;
  const place = issue?.path.length ? `at "${issue.path.join('.')}"` : 'at its top';
  throw new ProviderError('malformed-answer', {
    detail: `The JSON of the answer does not fit the schema ${place}: ${issue?.message}.${cut}`,
  });
}

/** Models wrap JSON in a fence or a sentence, whatever they were told. */
function parseLeniently(text: string): unknown {
  const fenced = /```(?:json)?\s*\n([^]*?)\n\s*```/i.exec(text)?.[1];
  const start = text.search(/[[{]/);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  for (const candidate of [text, fenced, start === -1 ? undefined : text.slice(start, end + 1)]) {
    if (candidate === undefined) continue;
    try {
      return JSON.parse(candidate);
    } catch {
      // The next candidate may do.
    }
  }
  return undefined;
}

const validators = new WeakMap<JsonSchema, z.ZodType>();

function validatorOf(schema: JsonSchema): z.ZodType {
  let validator = validators.get(schema);
  if (!validator) {
    try {
      validator = z.fromJSONSchema(schema);
    } catch (error) {
      throw new ProviderError('bad-request', {
        detail: `The output schema cannot be used: ${error instanceof Error ? error.message : 'it is no JSON Schema'}.`,
      });
    }
    validators.set(schema, validator);
  }
  return validator;
}
