import { z } from 'zod';
import { decimal, plainDecimal } from '../decimal.ts';

/** Above this a price was meant per 1M tokens: the dearest models cost less than a thousandth of a dollar per token. */
const implausible = 0.01;

const cost = (label: string) =>
  decimal
    .refine((text) => !text.startsWith('-'), `${label} cannot be negative.`)
    .superRefine((text, context) => {
      if (Number(text) <= implausible) return;
      const message = `${label} is in USD per token: ${text} would be ${plainDecimal(`${text}e6`)} USD per 1M tokens. If you meant ${text} USD per 1M, enter ${plainDecimal(`${text}e-6`)}.`;
      context.addIssue({ code: 'custom', message });
    })
    .nullish()
    .transform((text) => text ?? null);

const displayName = z
  .string()
  .trim()
  .min(1, 'Display Name is required.')
  .max(120, 'Display Name has at most 120 characters.');

export const detailsShape = z.object({
  displayName,
  description: z
    .string()
    .trim()
    .max(2000, 'A description has at most 2,000 characters.')
    .nullish()
    .transform((text) => text ?? ''),
  inputCost: cost('Input cost'),
  outputCost: cost('Output cost'),
});
