import type { ParseResult } from '@marcbachmann/cel-js';
import { RE2JS } from 're2js';
import { remember } from '../remember.ts';
import { createCel, parseWith } from './cel.ts';
import { type ExpressionFault, expressionFaultOf } from './expression-fault.ts';
import { expressionLimits } from './limits.ts';

/** An expression could not be worked out. `place` is the field that holds it, in words that a person knows. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly fault: ExpressionFault;

  constructor(place: string, fault: ExpressionFault) {
    super(`${place}, line ${fault.line}, column ${fault.column}: ${fault.message}`);
    this.fault = fault;
  }
}

const pattern = remember<RE2JS>({ most: 100, longest: 1_000 }, (text) => RE2JS.compile(text));
const cel = createCel((text, regex) => pattern(regex).matcher(text).find());
const compile = remember<ParseResult>({ most: 1_000, longest: expressionLimits.characters }, (text) =>
  parseWith(cel, text),
);

/**
 * What an expression gives, as JSON has it. How long it takes is not bounded here: an expression that somebody else
 * wrote is worked out where it can be stopped (api/src/runs/expressions).
 */
export function evaluateExpression(
  text: string,
  scope: Readonly<Record<string, unknown>>,
  place = 'Expression',
): unknown {
  try {
    const value = asJson(compile(text)(Object.assign(Object.create(null), scope)));
    if (JSON.stringify(value).length > expressionLimits.result) throw new Error('Invalid string length');
    return value;
  } catch (error) {
    throw new ExpressionError(place, expressionFaultOf(error, text));
  }
}

/** CEL tells apart what JSON does not; a value that JSON would lose is an error rather than another value. */
function asJson(value: unknown): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
    throw new Error(`The number ${value} is too large: turn it into text with string(...)`);
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error('This gives no number: something is divided by zero, or too large');
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(asJson);
  if (value instanceof Date) return value.toISOString();
  const prototype = Object.getPrototypeOf(value);
  const entries =
    value instanceof Map
      ? [...value].map(([key, inner]) => [String(key), inner])
      : prototype === Object.prototype || prototype === null
        ? Object.entries(value)
        : null;
  if (!entries)
    throw new Error(
      'This gives neither text, a number, yes or no, a list nor a record: turn it into one, as string(...) does',
    );
  return Object.fromEntries(entries.map(([key, inner]) => [key, asJson(inner)]));
}
