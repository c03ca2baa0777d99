import { sameJson, writeSorted } from '../same-json.ts';
import { isRecord } from '../shape.ts';
import { fitsPattern } from './pattern.ts';
import { isListOfTexts, resolveRef } from './usable-schema.ts';

export type ValueFault = { path: (string | number)[]; message: string };

/** `"order.total": Must be a number.` */
export const faultInWords = ({ path, message }: ValueFault): string =>
  path.length > 0 ? `"${path.join('.')}": ${message}` : message;

type Schema = Record<string, unknown>;
type Path = (string | number)[];

/** More than the longest answer of a model has values; a schema of references to itself ends here. */
const mostSteps = 200_000;
const mostFaults = 10;
const deepest = 200;

/**
 * What of a value does not fit a schema that `usableSchemaFault` has nothing against. Interpreted, never compiled: a
 * schema may come from a stranger's server.
 */
export function valueFaults(schema: Schema, value: unknown): ValueFault[] {
  const checking = new Checking(schema);
  try {
    return checking.faults(schema, value, []).slice(0, mostFaults);
  } catch (error) {
    if (error instanceof TooLong) return [{ path: [], message: 'This is too much to be checked.' }];
    throw error;
  }
}

class TooLong extends Error {}

class Checking {
  readonly #root: Schema;
  #steps = 0;
  #depth = 0;

  constructor(root: Schema) {
    this.#root = root;
  }

  faults(schema: unknown, value: unknown, path: Path): ValueFault[] {
    this.#steps += 1;
    this.#depth += 1;
    if (this.#steps > mostSteps || this.#depth > deepest) throw new TooLong();
    const found = this.#faultsOf(schema, value, path);
    this.#depth -= 1;
    return found;
  }

  #faultsOf(schema: unknown, value: unknown, path: Path): ValueFault[] {
    if (schema === false) return [{ path, message: 'Nothing may stand here.' }];
    if (!isRecord(schema)) return [];
    const wrong = ownFault(schema, value);
    if (wrong) return [{ path, message: wrong }];
    return [
      ...(typeof schema.$ref === 'string'
        ? this.faults(resolveRef(this.#root, schema.$ref) ?? false, value, path)
        : []),
      ...(isRecord(value) ? this.#fields(schema, value, path) : []),
      ...(Array.isArray(value)
        ? value.flatMap((one, index) => this.faults(itemSchema(schema, index), one, [...path, index]))
        : []),
      ...this.#combined(schema, value, path),
    ];
  }

  #fields(schema: Schema, value: Schema, path: Path): ValueFault[] {
    const known = isRecord(schema.properties) ? schema.properties : {};
    const missing = isListOfTexts(schema.required)
      ? schema.required.filter((name) => !Object.hasOwn(value, name))
      : [];
    return [
      ...missing.map((name) => ({ path: [...path, name], message: 'Is required.' })),
      ...Object.entries(value).flatMap(([name, one]) => {
        if (Object.hasOwn(known, name)) return this.faults(known[name], one, [...path, name]);
        if (schema.additionalProperties === false)
          return [{ path: [...path, name], message: 'There is no such field here.' }];
        return this.faults(schema.additionalProperties, one, [...path, name]);
      }),
    ];
  }

  #combined({ allOf, anyOf, oneOf, not }: Schema, value: unknown, path: Path): ValueFault[] {
    const fits = (schema: unknown) => this.faults(schema, value, path).length === 0;
    const found = Array.isArray(allOf) ? allOf.flatMap((one) => this.faults(one, value, path)) : [];
    if (Array.isArray(anyOf) && !anyOf.some(fits))
      found.push({ path, message: 'Fits none of the forms that are allowed here.' });
    if (Array.isArray(oneOf) && oneOf.filter(fits).length !== 1)
      found.push({ path, message: 'Must fit exactly one of the forms that are allowed here.' });
    if (not !== undefined && fits(not)) found.push({ path, message: 'Has a form that is excluded here.' });
    return found;
  }
}

const itemSchema = ({ prefixItems, items }: Schema, index: number): unknown =>
  Array.isArray(prefixItems) && index < prefixItems.length ? prefixItems[index] : items;

function ownFault(schema: Schema, value: unknown): string | null {
  const { type, pattern } = schema;
  const allowed = Array.isArray(type) ? type : type === undefined ? [] : [type];
  if (allowed.length > 0 && !allowed.some((one) => isOfType(one, value)))
    return `Must be ${allowed.map((one) => typeWords[String(one)] ?? String(one)).join(' or ')}.`;
  if (Array.isArray(schema.enum) && !schema.enum.some((one) => sameJson(one, value)))
    return `Must be one of ${schema.enum.map((one) => JSON.stringify(one)).join(', ')}.`;
  if ('const' in schema && !sameJson(schema.const, value)) return `Must be ${JSON.stringify(schema.const)}.`;
  if (typeof value === 'string') {
    const length = [...value].length;
    if (isAbove(schema.minLength, length)) return `Needs at least ${String(schema.minLength)} characters.`;
    if (isBelow(schema.maxLength, length)) return `Has at most ${String(schema.maxLength)} characters.`;
    if (typeof pattern === 'string' && !fitsPattern(pattern, value))
      return `Must fit the pattern ${pattern}.`;
  }
  if (typeof value === 'number') return numberFault(schema, value);
  if (Array.isArray(value)) {
    if (isAbove(schema.minItems, value.length)) return `Needs at least ${String(schema.minItems)} items.`;
    if (isBelow(schema.maxItems, value.length)) return `Has at most ${String(schema.maxItems)} items.`;
    if (schema.uniqueItems === true && new Set(value.map(writeSorted)).size < value.length)
      return 'Holds an item twice.';
  }
  if (isRecord(value)) {
    const count = Object.keys(value).length;
    if (isAbove(schema.minProperties, count)) return `Needs at least ${String(schema.minProperties)} fields.`;
    if (isBelow(schema.maxProperties, count)) return `Has at most ${String(schema.maxProperties)} fields.`;
  }
  return null;
}

function numberFault(schema: Schema, value: number): string | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (isAbove(minimum, value)) return `Is at least ${String(minimum)}.`;
  if (isBelow(maximum, value)) return `Is at most ${String(maximum)}.`;
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum)
    return `Is more than ${exclusiveMinimum}.`;
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum)
    return `Is less than ${exclusiveMaximum}.`;
  if (typeof multipleOf === 'number' && multipleOf > 0) {
    const times = value / multipleOf;
    if (Math.abs(times - Math.round(times)) > 1e-9) return `Is a multiple of ${multipleOf}.`;
  }
  return null;
}

const typeWords: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

function isOfType(type: unknown, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

const isAbove = (bound: unknown, value: number) => typeof bound === 'number' && value < bound;
const isBelow = (bound: unknown, value: number) => typeof bound === 'number' && value > bound;
