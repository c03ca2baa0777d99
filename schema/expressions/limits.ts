/** What one expression may cost. What goes beyond is refused when it is read, or stopped while it is worked out. */
export const expressionLimits = {
  characters: 5_000,
  /** Parts of an expression, and how deep they lie in one another. */
  parts: 2_000,
  depth: 60,
  computeMs: 500,
  totalMs: 20_000,
  memoryMegabytes: 96,
  /** Characters of the result, as JSON. */
  result: 2_000_000,
};
