import { EvaluationError, ParseError, TypeError as CelTypeError } from '@marcbachmann/cel-js';
import { safeMatches, TooLong } from './cel.ts';

/** Something wrong with an expression, at a place in it. Lines and columns count from 1. */
export type ExpressionFault = { message: string; line: number; column: number };

export function expressionFaultOf(error: unknown, text: string): ExpressionFault {
  if (error instanceof TooLong) return { message: error.message, line: 1, column: 1 };
  const isCel =
    error instanceof ParseError || error instanceof EvaluationError || error instanceof CelTypeError;
  const said = isCel ? error.summary : error instanceof Error ? error.message : String(error);
  return { message: inOurWords(said), ...placeAt(text, isCel ? (error.range?.start ?? 0) : 0) };
}

export function placeAt(text: string, position: number): { line: number; column: number } {
  const before = text.slice(0, position).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const words: [RegExp, (...found: string[]) => string][] = [
  [/^Unexpected token: EOF$/, () => 'The expression ends too early.'],
  [/^Unknown variable: (.+)$/, (name = '') => `There is no value "${name}".`],
  [
    /^No such key: (.+)$/,
    (name = '') => `There is no field "${name}" here. Where it may be missing, ask with has(...) first.`,
  ],
  [
    /^no such overload: (.+)$/,
    (what = '') =>
      `These do not go together: ${plainly(what)}. Turn them into one kind, as string(...) does.`,
  ],
  [/^found no matching overload for '(.+)'$/, (call = '') => `There is no function ${plainly(call)}.`],
  [/^Maximum call stack size exceeded$/, () => 'The expression is nested too deeply.'],
  [/^Exceeded max\w* .*$/i, () => 'The expression is too large or nested too deeply.'],
  [/^Invalid (?:string|array) length$/, () => 'The expression grew too large and was stopped.'],
];

function inOurWords(said: string): string {
  for (const [pattern, say] of words) {
    const match = pattern.exec(said);
    if (match) return say(...match.slice(1));
  }
  const sentence = plainly(said);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${sentence.endsWith('.') ? '' : '.'}`;
}

/** CEL's names of types, and ours of its functions, in plain words. */
function plainly(said: string): string {
  return said
    .replaceAll(safeMatches, 'matches')
    .replace(/dyn<(\w+)>/g, '$1')
    .replace(/\b(string|double|int|bool|dyn|null_type)\b/g, (type) => plain[type] ?? type);
}

const plain: Record<string, string> = {
  string: 'text',
  double: 'number',
  int: 'number',
  bool: 'yes or no',
  dyn: 'value',
  null_type: 'null',
};
