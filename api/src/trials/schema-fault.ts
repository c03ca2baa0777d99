const deepest = 40;
const longest = 100_000;

/**
 * What is wrong with a JSON schema that somebody sends to be tried, as a sentence, or null. The answer is checked against
 * it in the process that serves everybody: a regular expression could keep that busy for ever. Walks without recursion, so
 * that no depth can hurt it.
 */
export function schemaFault(schema: unknown): string | null {
  const open = [{ value: schema, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > deepest) return `The schema is nested more than ${deepest} levels deep.`;
    for (const [key, inner] of Object.entries(value)) {
      const isExpression = key === 'pattern' && typeof inner === 'string';
      if (isExpression || key === 'patternProperties')
        return `"${key}" cannot be tried here. Say in the description what the text looks like, or list it as an enum.`;
      open.push({ value: inner, depth: depth + 1 });
    }
  }
  if (JSON.stringify(schema).length > longest)
    return `The schema has more than ${longest.toLocaleString('en')} characters.`;
  return null;
}
