// Money is exact: it travels as a decimal text from the client to the database and back, and never as a float.
import { z } from 'zod';

const shape = /^-?\d{1,30}(\.\d{1,30})?(e-?\d{1,2})?$/i;

/** `3e-7` becomes `0.0000003`: one plain spelling of each number. */
export function plainDecimal(text: string): string | null {
  if (!shape.test(text)) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e(-?\d+))?$/i.exec(text) ?? [];
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  const padded = digits.padStart(digits.length - Math.min(0, point), '0').padEnd(point, '0');
  const at = Math.max(0, point);
  const before = padded.slice(0, at).replace(/^0+/, '') || '0';
  const after = padded.slice(at).replace(/0+$/, '');
  const plain = after === '' ? before : `${before}.${after}`;
  return plain === '0' ? plain : sign + plain;
}

export const decimal = z.string().transform((text, context) => {
  const plain = plainDecimal(text.trim());
  if (plain !== null) return plain;
  context.addIssue({ code: 'custom', message: 'Write a decimal number, e.g. "0.0000003".' });
  return z.NEVER;
});
