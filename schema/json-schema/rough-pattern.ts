/**
 * Why a pattern cannot be used, as far as a look at it tells: it is no pattern, or it has what only patterns have that
 * may take for ever. pattern.ts tells for certain, and is fifty times the size.
 */
export function roughPatternFault(pattern: string): string | null {
  if (/\(\?(?:[=!]|<[=!])|\\[1-9]/.test(pattern))
    return 'it looks ahead or refers back, which is not supported.';
  try {
    RegExp(pattern);
    return null;
  } catch {
    return 'it is no regular expression.';
  }
}
