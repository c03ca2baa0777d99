const digits = /^(\d*)\.?(\d*)$/;

/** A price per token as one per million, exactly: the text's point moves six places. "not tracked" where there is none. */
export function perMillion(perToken: string | null): string {
  if (perToken === null || perToken.trim() === '') return 'not tracked';
  const [, whole = '', fraction = ''] = digits.exec(perToken.trim()) ?? [];
  if (whole === '' && fraction === '') return 'not a number';
  const padded = fraction.padEnd(6, '0');
  const before = `${whole}${padded.slice(0, 6)}`.replace(/^0+(?=\d)/, '');
  const after = padded.slice(6).replace(/0+$/, '');
  return `$${before}${after === '' ? '' : `.${after}`}`;
}

/** Dearer than any model: somebody typed a price per million where one per token belongs. */
export function looksLikePerMillion(perToken: string): boolean {
  return Number(perToken) >= 0.001;
}
