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

/** A price per token as it was typed, in plain digits; null where it is blank. What is no number goes on as it is. */
export function plainPrice(typed: string): string | null {
  const text = typed.trim();
  return text === '' ? null : (movePoint(text, 0) ?? text);
}

/** As the API's: nothing is as dear as $10,000 per million tokens. */
const highest = 0.01;

/** Why a price per token cannot be one; null where it can. */
export function priceFault(typed: string): string | null {
  const price = plainPrice(typed);
  if (price === null) return null;
  if (movePoint(price, 0) === null) return 'Enter a price in plain digits, such as 0.0000003.';
  return Number(price) > highest ? bothReadings(price) : null;
}

/** The dearest models cost a few hundred dollars per million tokens, the cheapest a cent. */
const dear = 0.0005;
const cheap = 1e-9;

/** A price that could be meant but is most likely wrong by a factor of a million; null where it is a likely one. */
export function priceDoubt(typed: string): { message: string; better: string } | null {
  const price = plainPrice(typed);
  if (price === null || priceFault(price) !== null || Number(price) === 0) return null;
  if (Number(price) > dear) return { message: bothReadings(price), better: movePoint(price, -6) ?? price };
  if (Number(price) >= cheap) return null;
  const better = movePoint(price, 6) ?? price;
  const message = `$${price} per token is ${perMillion(price)} per 1M tokens, which is next to nothing. If $${better} per token was meant, that is ${perMillion(better)} per 1M.`;
  return { message, better };
}

function bothReadings(price: string): string {
  const million = perMillion(price);
  return `$${price} per token is ${million} per 1M tokens. If $${price} per 1M was meant, that is $${movePoint(price, -6)} per token.`;
}
