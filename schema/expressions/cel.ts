import { type ASTNode, Environment, type ParseResult } from '@marcbachmann/cel-js';
import { expressionLimits } from './limits.ts';

/** CEL's own `matches` runs on JavaScript's regular expressions, which some patterns stop for ever. */
export const safeMatches = 'matchesInLinearTime';

/** The one dialect of every expression. It reaches own properties of data only, never what JavaScript hangs on it. */
export function createCel(matches: (text: string, pattern: string) => boolean): Environment {
  const cel = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    limits: {
      maxAstNodes: expressionLimits.parts,
      maxDepth: expressionLimits.depth,
      maxListElements: 1_000,
      maxMapEntries: 1_000,
      maxCallArguments: 16,
    },
  });
  cel.registerFunction(`string.${safeMatches}(string): bool`, matches);
  // Numbers in JSON are of one kind, whereas CEL tells 1 from 1.0: mixed they count as the person meant.
  for (const [operator, work] of Object.entries(arithmetic)) {
    cel.registerOperator(`double ${operator} int: double`, work);
    cel.registerOperator(`int ${operator} double: double`, work);
  }
  cel.registerOperator('double % double: double', arithmetic['%']);
  return cel;
}

type Numeric = number | bigint;
const arithmetic = {
  '+': (a: Numeric, b: Numeric) => Number(a) + Number(b),
  '-': (a: Numeric, b: Numeric) => Number(a) - Number(b),
  '*': (a: Numeric, b: Numeric) => Number(a) * Number(b),
  '/': (a: Numeric, b: Numeric) => Number(a) / Number(b),
  '%': (a: Numeric, b: Numeric) => Number(a) % Number(b),
};

export function parseWith(cel: Environment, text: string): ParseResult {
  if (text.length > expressionLimits.characters) throw new TooLong();
  const parsed = cel.parse(text);
  visit(parsed.ast, (node) => {
    // The tree is this expression's own and has not been checked yet: what it calls is still open.
    if (node.op === 'rcall' && node.args[0] === 'matches') node.args[0] = safeMatches;
  });
  return parsed;
}

export class TooLong extends Error {
  override message = `An expression has at most ${expressionLimits.characters.toLocaleString('en')} characters.`;
}

/** Every part of an expression, the whole before its parts. */
function visit(node: ASTNode, see: (node: ASTNode) => void): void {
  see(node);
  for (const part of partsOf(node)) visit(part, see);
}

export function partsOf(node: ASTNode): ASTNode[] {
  return nodesIn(node.args);
}

function nodesIn(value: unknown): ASTNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isNode(value) ? [value] : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}
