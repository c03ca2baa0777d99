// What a JSON schema says of a value. Schemas and values are other people's: a pattern in one must not stop the program.
import { RE2JS } from 're2js';
import { z } from 'zod';
import type { JsonSchema } from './json-answer.ts';

const validators = new WeakMap<JsonSchema, z.ZodType>();

/** Throws where the schema cannot be used. */
export function validatorOf(schema: JsonSchema): z.ZodType {
  let validator = validators.get(schema);
  if (!validator) {
    validator = z.fromJSONSchema(schema);
    const patterns = patternsIn(schema);
    if (patterns > 0 && makeLinear(validator) < patterns)
      throw new Error('a pattern stands where none is understood; only texts and items may have one');
    validators.set(schema, validator);
  }
  return validator;
}

/** Where a value does not fit, as a sentence; null where it does. */
export function schemaFault(schema: JsonSchema, value: unknown): string | null {
  const read = validatorOf(schema).safeParse(value);
  if (read.success) return null;
  const [issue] = read.error.issues;
  const place = issue?.path.length ? `At "${issue.path.join('.')}"` : 'At its top';
  return `${place}: ${issue?.message ?? 'it does not fit'}.`;
}

/** Patterns that JavaScript would try for ever on some texts are matched in time that grows with the text only. */
class LinearPattern extends RegExp {
  readonly #linear: RE2JS;

  constructor(source: string) {
    super(source);
    this.#linear = RE2JS.compile(source);
  }

  override test(text: string): boolean {
    return this.#linear.matcher(text).find();
  }
}

/** How many patterns were found and replaced. What zod keeps of them lies in its definitions. */
function makeLinear(schema: z.ZodType): number {
  const seen = new Set<object>();
  let replaced = 0;
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (
      'pattern' in value &&
      value.pattern instanceof RegExp &&
      'format' in value &&
      value.format === 'regex'
    ) {
      value.pattern = new LinearPattern(value.pattern.source);
      replaced += 1;
    }
    if ('_zod' in value) return look((value._zod as { def: unknown }).def);
    if ('getter' in value && typeof value.getter === 'function') look(value.getter());
    for (const inner of Object.values(value)) look(inner);
  };
  look(schema);
  return replaced;
}

/** What holds values, not schemas: a "pattern" in it is data. */
const data = new Set(['default', 'const', 'enum', 'examples', 'example']);

function patternsIn(schema: unknown): number {
  if (Array.isArray(schema)) return schema.reduce<number>((sum, item) => sum + patternsIn(item), 0);
  if (typeof schema !== 'object' || schema === null) return 0;
  return Object.entries(schema).reduce((sum, [key, inner]) => {
    if (key === 'pattern' && typeof inner === 'string') return sum + 1;
    // Each of these has a pattern for its name, which is matched where it cannot be replaced.
    if (key === 'patternProperties') return Number.POSITIVE_INFINITY;
    return data.has(key) ? sum : sum + patternsIn(inner);
  }, 0);
}
