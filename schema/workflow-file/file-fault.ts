import { withoutSecrets } from './secret-like.ts';
import { walkJson } from './walk-json.ts';

/** What is wrong with a file, at its place in the text; lines and columns count from 1. */
export type FileFault = {
  message: string;
  line: number;
  column: number;
  /** The part of the line around it, and where in that it begins. What looks like a secret is not repeated. */
  excerpt: string;
  caret: number;
};

/** At a place in the text, or at a path in what the text says. */
export type FoundFault = { message: string } & ({ at: number } | { path: readonly (string | number)[] });

export type Span = readonly [from: number, to: number];

const shown = 100;

/** A file that is wrong in ten thousand places says so in a few, and how many more there are. */
export function placeFaults(
  text: string,
  found: readonly FoundFault[],
  hidden: readonly Span[],
): FileFault[] {
  const kept = found.slice(0, shown);
  const at = offsetsOf(
    text,
    kept.flatMap((fault) => ('path' in fault ? [fault.path] : [])),
  );
  const readable = without(text, hidden);
  const placed = kept
    .map((fault) => ({
      message: fault.message,
      at: 'at' in fault ? fault.at : (at.get(JSON.stringify(fault.path)) ?? 0),
    }))
    .toSorted((one, other) => one.at - other.at)
    .map((fault) => ({ message: fault.message, ...placeOf(readable, fault.at) }));
  const more = found.length - kept.length;
  if (more > 0) placed.push({ message: `And ${more} more.`, line: 1, column: 1, excerpt: '', caret: 0 });
  return placed;
}

/** Where the key of each stands, or the item of a list; of what is missing, where it should have been in. */
function offsetsOf(text: string, paths: readonly (readonly (string | number)[])[]): Map<string, number> {
  const wanted = new Map<string, Set<string>>();
  for (const path of paths)
    for (let length = 0; length <= path.length; length += 1) {
      const part = JSON.stringify(path.slice(0, length));
      wanted.set(part, (wanted.get(part) ?? new Set()).add(JSON.stringify(path)));
    }
  const offsets = new Map<string, number>();
  if (paths.length === 0) return offsets;
  const seen = new Set<string>();
  for (const { path, from } of walkJson(text)) {
    const place = JSON.stringify(path());
    if (seen.has(place)) continue;
    seen.add(place);
    // Later ones are longer, and so nearer.
    for (const whole of wanted.get(place) ?? []) offsets.set(whole, from);
  }
  return offsets;
}

const before = 40;
const width = 120;
const reach = 4_000;

function placeOf(text: string, at: number): Omit<FileFault, 'message'> {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  const line = text.slice(start, end === -1 ? text.length : end).replace(/\r$/, '');
  const column = at - start;
  const from = line.length <= width ? 0 : Math.max(0, column - before);
  // Where a text is broken, nobody could tell what on this line is a value. What begins or ends outside is a secret, too.
  const wide = Math.max(0, from - reach);
  const clean = withoutSecrets(line.slice(wide, from + width + reach));
  return {
    line: countLines(text, start),
    column: column + 1,
    excerpt: clean.slice(from - wide, from - wide + width),
    caret: column - from,
  };
}

function countLines(text: string, until: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < until; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/** As long as before, so that every place stays where it is. */
function without(text: string, spans: readonly Span[]): string {
  let clean = '';
  let at = 0;
  for (const [from, to] of spans) {
    clean += text.slice(at, from) + '•'.repeat(to - from);
    at = to;
  }
  return clean + text.slice(at);
}
