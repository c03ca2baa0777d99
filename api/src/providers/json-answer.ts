import { valueFaults } from '@patchbay/schema/json-schema/check-value.ts';
import { patternFault } from '@patchbay/schema/json-schema/pattern.ts';
import { usableSchemaFault } from '@patchbay/schema/json-schema/usable-schema.ts';
import type { ModelUsage } from './model-usage.ts';
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

/** The model answered, and was paid, but not with what was asked for: it may be told, and asked once more. */
export class InvalidJson extends ProviderError {
  /** The whole of its answer, as it came: what the error tells of it is cut and scrubbed. */
  readonly answer: string;
  readonly fault: string;

  constructor(answer: string, fault: string, usage: ModelUsage, scrub: (text: string) => string) {
    super('invalid-json', {
      usage,
      detail: `${fault} It answered:`,
      providerText: scrub(answer) || '(nothing)',
    });
    this.answer = answer;
    this.fault = fault;
  }
}

/** What it is told then. */
export function repairInstruction({ fault }: InvalidJson): string {
  return `${fault} Answer again, with one JSON value that is valid against the schema and nothing else.`;
}

/** Parses what a model answered and checks it against the schema; what does not fit fails, says where, and was paid. */
export function readJsonAnswer(
  text: string,
  schema: JsonSchema,
  {
    finishReason,
    usage,
    scrub,
  }: { finishReason: string; usage: ModelUsage; scrub: (text: string) => string },
): unknown {
  const cut = finishReason === 'length' ? ' It was cut off at max tokens.' : '';
  const value = parseLeniently(text);
  if (value === undefined)
    throw new InvalidJson(text, `The model did not answer in JSON.${cut}`, usage, scrub);
  requireUsable(schema);
  const [misfit] = valueFaults(schema, value);
  if (!misfit) return value;
  // The names in it are the model's.
  const place = misfit.path.length > 0 ? `at "${scrub(misfit.path.join('.'))}"` : 'at its top';
  const fault = `The JSON of the answer does not fit the schema ${place}: ${misfit.message}${cut}`;
  throw new InvalidJson(text, fault, usage, scrub);
}

/** Models wrap JSON in a fence or a sentence, whatever they were told. */
function parseLeniently(text: string): unknown {
  for (const candidate of [text, insideFence(text), insideBrackets(text)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next candidate may do.
    }
  }
  return undefined;
}

/** By position: a pattern for this can be made to take for ever by an answer of nothing but line breaks. */
function insideFence(text: string): string {
  const fence = text.indexOf('```');
  const start = text.indexOf('\n', fence);
  return fence === -1 || start === -1 ? '' : text.slice(start, text.lastIndexOf('```'));
}

function insideBrackets(text: string): string {
  const start = text.search(/[[{]/);
  return start === -1 ? '' : text.slice(start, Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1);
}

const knownUsable = new WeakSet<JsonSchema>();

function requireUsable(schema: JsonSchema): void {
  if (knownUsable.has(schema)) return;
  const fault = usableSchemaFault(schema, patternFault);
  if (fault !== null)
    throw new ProviderError('bad-request', { detail: `The output schema cannot be used: ${fault}` });
  knownUsable.add(schema);
}
