/** What a price is the price of. Documents print it per million, models are billed by the token. */
export type PriceUnit = 'token' | 'million';

/** Moves the point of a decimal, to the last digit: prices are too small for a float. Null where the text is no number. */
export function movePoint(text: string, places: number): string | null {
  const [, whole = '', fraction = '', exponent = '0'] =
    /^(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?$/i.exec(text.trim()) ?? [];
  if (whole === '' && fraction === '') return null;
  const point = whole.length + Number(exponent) + places;
  const digits = (whole + fraction).padEnd(point, '0').padStart((whole + fraction).length - point, '0');
  const at = Math.max(point, 0);
  const before = digits.slice(0, at).replace(/^0+(?=\d)/, '') || '0';
  const after = digits.slice(at).replace(/0+$/, '');
  return after === '' ? before : `${before}.${after}`;
}

/** A price per token as one per million. "not tracked" where there is none. */
export function perMillion(price: string | null): string {
  if (price === null || price.trim() === '') return 'not tracked';
  const moved = movePoint(price, 6);
  return moved === null ? 'not a number' : `$${moved}`;
}

/** A price as it was typed, as one per token; null where it is blank. What is no number goes on as it is. */
export function perToken(typed: string, unit: PriceUnit): string | null {
  const text = typed.trim();
  if (text === '') return null;
  return movePoint(text, unit === 'million' ? -6 : 0) ?? text;
}

/** The same price in the other unit. What is no number stays as it was typed. */
export function convertPrice(typed: string, to: PriceUnit): string {
  return movePoint(typed, to === 'million' ? 6 : -6) ?? typed;
}

/** Why a price cannot be meant; null where it can. A factor of a million either way is what people get wrong. */
export function priceFault(typed: string, unit: PriceUnit): string | null {
  const price = perToken(typed, unit);
  if (price === null) return null;
  if (movePoint(price, 0) === null) return 'Enter a price in plain digits, such as 0.0000003.';
  const million = perMillion(price);
  // Dearer than any model is, and cheaper than any that asks for money at all.
  if (Number(price) >= 0.001) return `That is ${million} per million tokens. Enter the price of one token.`;
  if (Number(price) > 0 && Number(price) < 1e-10) {
    return `That is ${million} per million tokens. Enter the price of a million tokens.`;
  }
  return null;
}
