import { diffLines, diffWordsWithSpace } from 'diff';

/** A stretch of text that is on both sides, or on one; whole lines, or words within a line. */
export type Piece = { text: string; side: 'both' | 'before' | 'after'; isLines: boolean };

// How far apart two texts may be before looking for what they share is given up: the time it takes grows with the
// square of it, and anybody may write a text that shares nothing with the one before.
const atMost = {
  lines: { maxEditLength: 1_000, timeout: 150 },
  words: { maxEditLength: 400, timeout: 30 },
};
/** Words of longer stretches are not compared: two such stretches have little in common. */
const longestStretch = 4_000;
/** All words of one text together take no longer than this. */
const wordsForMs = 150;

/**
 * What became of a text, by lines, and within lines that took the place of others by words. Null where the two have so
 * little in common that telling them apart would take too long.
 */
export function diffText(before: string, after: string): Piece[] | null {
  const lines = diffLines(before, after, atMost.lines);
  if (!lines) return null;
  const end = performance.now() + wordsForMs;
  const pieces: Piece[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const [line, next] = [lines[index], lines[index + 1]];
    if (!line) continue;
    const words =
      line.removed && next?.added && performance.now() < end ? diffWords(line.value, next.value) : null;
    if (words) {
      pieces.push(...words);
      index += 1;
    } else pieces.push({ text: line.value, side: sideOf(line), isLines: true });
  }
  return pieces;
}

function diffWords(before: string, after: string): Piece[] | null {
  if (before.length > longestStretch || after.length > longestStretch) return null;
  const words = diffWordsWithSpace(before, after, atMost.words);
  if (!words) return null;
  // Where next to nothing is left of a stretch, the old and the new one are read more easily one after the other.
  const shared = words.reduce(
    (sum, { value, added, removed }) => (added || removed ? sum : sum + lettersIn(value)),
    0,
  );
  if (shared * 4 < Math.max(lettersIn(before), lettersIn(after))) return null;
  return words.map((word) => ({ text: word.value, side: sideOf(word), isLines: false }));
}

const lettersIn = (text: string): number => text.replace(/\s/g, '').length;

function sideOf({ added, removed }: { added: boolean; removed: boolean }): Piece['side'] {
  return added ? 'after' : removed ? 'before' : 'both';
}

/** Long stretches that are on both sides, but for the lines next to what differs. */
export type Shown = Piece | { hidden: number };

const linesAround = 2;

export function foldPieces(pieces: readonly Piece[]): Shown[] {
  return pieces.flatMap((piece, index): Shown[] => {
    if (piece.side !== 'both') return [piece];
    const lines = piece.text.split(/(?<=\n)/);
    const head = index === 0 ? 0 : linesAround;
    const tail = index === pieces.length - 1 ? 0 : linesAround;
    const hidden = lines.length - head - tail;
    if (hidden < 3) return [piece];
    return [
      { text: lines.slice(0, head).join(''), side: 'both' as const, isLines: true },
      { hidden },
      { text: lines.slice(lines.length - tail).join(''), side: 'both' as const, isLines: true },
    ].filter((part) => !('text' in part) || part.text !== '');
  });
}
