type Schema = { [key: string]: unknown };

/** A value that is valid against a JSON schema, always the same one. `words` fill the strings. */
export function exampleOfSchema(
  schema: unknown,
  words: string,
  root: unknown = schema,
  name = 'value',
  depth = 0,
): unknown {
  if (!isSchema(schema) || depth > 20) return null;
  if (typeof schema['$ref'] === 'string')
    return exampleOfSchema(resolveRef(schema['$ref'], root), words, root, name, depth + 1);
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  for (const key of ['anyOf', 'oneOf']) {
    const choices = schema[key];
    if (Array.isArray(choices)) return exampleOfSchema(choices[0], words, root, name, depth + 1);
  }
  if (Array.isArray(schema['allOf'])) {
    return exampleOfSchema(
      Object.assign({}, ...schema['allOf'].filter(isSchema), { ...schema, allOf: undefined }),
      words,
      root,
      name,
      depth + 1,
    );
  }
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'];
  switch (type ?? (isSchema(schema['properties']) ? 'object' : 'string')) {
    case 'object': {
      const properties = isSchema(schema['properties']) ? schema['properties'] : {};
      return Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [
          key,
          exampleOfSchema(value, words, root, key, depth + 1),
        ]),
      );
    }
    case 'array': {
      const length = Math.max(1, numberOr(schema['minItems'], 1));
      return Array.from({ length }, () =>
        exampleOfSchema(schema['items'] ?? {}, words, root, name, depth + 1),
      );
    }
    case 'integer':
      return Math.ceil(numberWithin(schema));
    case 'number':
      return numberWithin(schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textFor(schema, name, words);
  }
}

const formats: Record<string, string> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00Z',
  email: 'sandbox@example.com',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '018f4e2a-0000-7000-8000-000000000000',
};

function textFor(schema: Schema, name: string, words: string): string {
  const format = formats[String(schema['format'])];
  if (format !== undefined) return format;
  const longest = numberOr(schema['maxLength'], 200);
  const text = (name === 'status' ? 'ok' : words || name).slice(0, longest);
  return text.padEnd(numberOr(schema['minLength'], 0), '.');
}

function numberWithin(schema: Schema): number {
  const lowest = numberOr(
    schema['minimum'],
    numberOr(schema['exclusiveMinimum'], Number.NEGATIVE_INFINITY) + 1,
  );
  const highest = numberOr(
    schema['maximum'],
    numberOr(schema['exclusiveMaximum'], Number.POSITIVE_INFINITY) - 1,
  );
  return Math.min(Math.max(1, lowest), highest);
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function resolveRef(ref: string, root: unknown): unknown {
  return ref
    .replace(/^#\/?/, '')
    .split('/')
    .filter((key) => key !== '')
    .reduce<unknown>((at, key) => (isSchema(at) ? at[key] : undefined), root);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
