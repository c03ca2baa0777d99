import { graphLimits } from '../workflow-graph.ts';

type Path = readonly (string | number)[];

/** A key, or a value; `from` and `to` are where it stands in the text. Of an object or a list, only its beginning. */
export type Met = { what: 'key' | 'value'; path: () => Path; from: number; to: number };

export class UnfitJson extends Error {
  override readonly name = 'UnfitJson';
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const refusedKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** An imported file wraps a graph, and may be a little deeper. */
const deepest = graphLimits.depth + 10;

/**
 * Goes through JSON from its first sign to its last, without recursion, and says of everything where it stands. What
 * `JSON.parse` would pass over in silence is refused here: the second of two equal keys, and keys that JavaScript would
 * mistake for its own.
 */
export function* walkJson(text: string): Generator<Met> {
  const open: { keys: Set<string> | null; at: string | number }[] = [];
  const pathTo = () => open.map(({ at }) => at);
  let at = skipBlank(text, text.startsWith('\uFEFF') ? 1 : 0);
  let awaits: 'value' | 'value or end' | 'key' | 'key or end' | 'comma or end' = 'value';

  for (;;) {
    const sign = text[at];
    const inner = open.at(-1);
    if (sign === undefined)
      throw new UnfitJson(
        at === 0 || open.length === 0
          ? 'There is nothing here.'
          : 'The text ends too early: something is not closed.',
        at,
      );
    if (awaits === 'comma or end' && sign === ',') {
      if (!inner) throw new UnfitJson('Nothing may follow here.', at);
      awaits = inner.keys ? 'key' : 'value';
      if (typeof inner.at === 'number') inner.at += 1;
      at += 1;
    } else if (awaits !== 'value' && awaits !== 'key' && inner && sign === (inner.keys ? '}' : ']')) {
      open.pop();
      awaits = 'comma or end';
      at += 1;
    } else if (awaits === 'comma or end') {
      throw new UnfitJson(`A comma or "${inner?.keys ? '}' : ']'}" is missing here.`, at);
    } else if (awaits === 'key' || awaits === 'key or end') {
      const to = endOfString(text, at, 'The name of a field is missing here, in double quotes.');
      const key = stringAt(text, at, to);
      if (refusedKeys.has(key)) throw new UnfitJson(`A field cannot be called "${key}". Rename it.`, at);
      if (inner?.keys?.has(key)) throw new UnfitJson(`The field "${key}" stands twice. Take one out.`, at);
      inner?.keys?.add(key);
      if (inner) inner.at = key;
      yield { what: 'key', path: pathTo, from: at, to };
      at = skipBlank(text, to);
      if (text[at] !== ':') throw new UnfitJson('A colon is missing here.', at);
      at += 1;
      awaits = 'value';
    } else {
      const to = endOfValue(text, at);
      yield { what: 'value', path: pathTo, from: at, to };
      awaits = 'comma or end';
      if (sign === '{' || sign === '[') {
        if (open.length >= deepest)
          throw new UnfitJson(`This is nested more than ${deepest} levels deep.`, at);
        const isRecord = sign === '{';
        open.push({ keys: isRecord ? new Set() : null, at: isRecord ? '' : 0 });
        awaits = isRecord ? 'key or end' : 'value or end';
      }
      at = to;
    }
    at = skipBlank(text, at);
    if (open.length === 0 && at === text.length) return;
    if (open.length === 0) throw new UnfitJson('Nothing may follow here.', at);
  }
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return at;
}

const plain = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y;

function endOfValue(text: string, at: number): number {
  const sign = text[at];
  if (sign === '{' || sign === '[') return at + 1;
  if (sign === '"') return endOfString(text, at, '');
  plain.lastIndex = at;
  if (plain.test(text)) return plain.lastIndex;
  throw new UnfitJson(
    'This is no JSON value: a text in double quotes, a number, true, false, null, {…} or […].',
    at,
  );
}

function endOfString(text: string, from: number, orElse: string): number {
  if (text[from] !== '"') throw new UnfitJson(orElse, from);
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
    else if (text.charCodeAt(at) < 32)
      throw new UnfitJson('A text ends on its line: a line break inside it is written \\n, a tab \\t.', at);
  }
  throw new UnfitJson('This text is not closed: its second double quote is missing.', from);
}

export function stringAt(text: string, from: number, to: number): string {
  try {
    return String(JSON.parse(text.slice(from, to)));
  } catch {
    throw new UnfitJson(
      'A "\\" in this text begins nothing that JSON knows. A backslash itself is written "\\\\".',
      from,
    );
  }
}
