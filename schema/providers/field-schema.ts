import * as z from 'zod';
import { baseUrlSchema } from './base-url.ts';
import type { ProviderField } from './description.ts';

const longestValue = 16_384;

/** What is typed into a field: without blanks around it, and as the field describes it. */
export function fieldSchema(field: ProviderField, blankAllowed: boolean) {
  const filled = filledSchema(field);
  if (!blankAllowed)
    return z
      .string({ error: `${field.label} is required.` })
      .trim()
      .min(1, `${field.label} is required.`)
      .pipe(filled);
  const blank = z.literal('').transform(() => undefined);
  return z
    .string()
    .trim()
    .pipe(z.union([blank, filled]))
    .nullish()
    .transform((value) => value ?? undefined);
}

function filledSchema(field: ProviderField): z.ZodType<string, string> {
  if (field.kind === 'url') return urlSchema(field);
  if (field.options) {
    const values = field.options.map((option) => option.value);
    return z
      .string()
      .refine((value) => values.includes(value), `${field.label} must be one of: ${values.join(', ')}.`);
  }
  const text = z.string().max(longestValue, `${field.label} is longer than ${longestValue} characters.`);
  const { pattern, fault } = field;
  return text.superRefine((value, context) => {
    const message =
      (field.kind === 'multiline' ? null : lineFault(field, value)) ??
      (pattern && !pattern.test.test(value) ? pattern.message : null) ??
      fault?.(value);
    if (message) context.addIssue({ code: 'custom', message });
  });
}

/** What the provider says of its own addresses comes first: it knows what people paste. */
function urlSchema({ label, placeholder, pattern }: ProviderField): z.ZodType<string, string> {
  const url = baseUrlSchema(label, placeholder);
  if (!pattern) return url;
  return z
    .string()
    .trim()
    .refine((value) => value === '' || pattern.test.test(value), pattern.message)
    .pipe(url);
}

/** Keys travel in headers: what no header can carry was not copied whole, or with something around it. */
function lineFault({ label, secret }: ProviderField, value: string): string | null {
  if (secret)
    return /^[\x21-\x7e]*$/.test(value)
      ? null
      : `${label} must be one line without blanks, accents or curly quotes. Copy it again.`;
  return /\p{Cc}/u.test(value) ? `${label} must be one line without control characters.` : null;
}
