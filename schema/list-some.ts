/** The first of many names, and how many more there are: "a, b, c and 12 more". */
export function listSome(names: readonly string[], atMost = 10): string {
  const more = names.length - atMost;
  return more > 0 ? `${names.slice(0, atMost).join(', ')} and ${more} more` : names.join(', ');
}
