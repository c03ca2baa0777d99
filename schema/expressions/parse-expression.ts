import type { ASTNode } from '@marcbachmann/cel-js';
import { remember } from '../remember.ts';
import type { PathPart } from '../shape.ts';
import { createCel, partsOf, parseWith } from './cel.ts';
import { type ExpressionFault, expressionFaultOf, placeAt } from './expression-fault.ts';

/** A value of an earlier step that an expression takes: `extract.json.total` is ['extract', 'json', 'total']. */
type ExpressionReference = { path: [string, ...PathPart[]]; line: number; column: number; position: number };

export type ParsedExpression = {
  references: ExpressionReference[];
  issues: ExpressionFault[];
  /** What it gives, as far as that can be told before it is worked out. */
  gives: 'boolean' | 'other' | 'unknown';
};

// Only read here, never worked out: so nothing that matches is needed, and the web need not fetch it.
const cel = createCel(() => false);

export const parseExpression = remember<ParsedExpression>({ most: 1_000, longest: 5_000 }, (text) => {
  try {
    const parsed = parseWith(cel, text);
    const references = referencesOf(parsed.ast, text);
    const checked = parsed.check();
    if (!checked.valid)
      return { references, issues: [expressionFaultOf(checked.error, text)], gives: 'unknown' };
    const gives = checked.type === 'bool' ? 'boolean' : checked.type === 'dyn' ? 'unknown' : 'other';
    return { references, issues: [], gives };
  } catch (error) {
    return { references: [], issues: [expressionFaultOf(error, text)], gives: 'unknown' };
  }
});

/** Macros that name the items of a list; within them the name is theirs, not a step's. */
const itemMacros = new Set(['all', 'exists', 'exists_one', 'map', 'filter', 'bind']);

function referencesOf(ast: ASTNode, text: string): ExpressionReference[] {
  const found: ExpressionReference[] = [];
  const look = (node: ASTNode, items: ReadonlySet<string>): void => {
    if (node.op === 'rcall' && isItemMacro(node)) {
      const [, list, [item, ...inner]] = node.args;
      look(list, items);
      const within = item?.op === 'id' ? new Set([...items, item.args]) : items;
      for (const part of inner) look(part, within);
      return;
    }
    const path = pathOf(node);
    if (path) {
      const [root] = path;
      const position = rootOf(node).start;
      if (!items.has(root) && !isWord(root)) found.push({ path, position, ...placeAt(text, position) });
    }
    // Within a path only what stands in brackets may refer to something else.
    for (const part of path ? indexesOf(node) : partsOf(node)) look(part, items);
  };
  look(ast, new Set());
  return found;
}

const isItemMacro = (node: ASTNode & { op: 'rcall' }) =>
  itemMacros.has(node.args[0]) && node.args[2].length > 1;

/** Names that CEL brings along. */
const isWord = (name: string) => name === 'cel' || name === 'google';

/** The path as far as it is known before running; null where the node is none. */
function pathOf(node: ASTNode): [string, ...PathPart[]] | null {
  if (node.op === 'id') return [node.args];
  if (node.op === '.') {
    const before = pathOf(node.args[0]);
    return before && endsOpen(node.args[0]) ? before : before && [...before, node.args[1]];
  }
  if (node.op !== '[]') return null;
  const before = pathOf(node.args[0]);
  const index = node.args[1];
  if (!before || endsOpen(node.args[0]) || index.op !== 'value') return before;
  if (typeof index.args === 'string') return [...before, index.args];
  return typeof index.args === 'bigint' ? [...before, Number(index.args)] : before;
}

/** An index that is only known while running stands somewhere in it: what follows is unknown, too. */
function endsOpen(node: ASTNode): boolean {
  if (node.op === '[]') return node.args[1].op !== 'value' || endsOpen(node.args[0]);
  return node.op === '.' && endsOpen(node.args[0]);
}

function indexesOf(node: ASTNode): ASTNode[] {
  if (node.op === '.') return indexesOf(node.args[0]);
  if (node.op === '[]') return [...indexesOf(node.args[0]), node.args[1]];
  return [];
}

function rootOf(node: ASTNode): ASTNode {
  return node.op === '.' || node.op === '[]' ? rootOf(node.args[0]) : node;
}
