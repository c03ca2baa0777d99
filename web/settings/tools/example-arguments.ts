import { isRecord } from '@patchbay/schema/shape.ts';

const blanks: Record<string, unknown> = {
  string: '',
  number: 0,
  integer: 0,
  boolean: false,
  array: [],
  object: {},
};

/** The required arguments, to be filled in. */
export function exampleArguments(parameters: unknown): string {
  const { properties, required } = isRecord(parameters) ? parameters : {};
  const names = Array.isArray(required) ? required.map(String) : [];
  const filled = names.map((name) => {
    const one = isRecord(properties) ? properties[name] : undefined;
    return [name, isRecord(one) ? (blanks[String(one.type)] ?? null) : null];
  });
  return JSON.stringify(Object.fromEntries(filled), null, 2);
}
