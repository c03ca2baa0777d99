import { expect, test } from 'vitest';
import { diffText, foldPieces, type Piece } from './diff-text.ts';

const sideOf = (pieces: readonly Piece[], side: 'before' | 'after') =>
  pieces
    .filter((piece) => piece.side === 'both' || piece.side === side)
    .map(({ text }) => text)
    .join('');

test('what changed within a line is told by words, and lines by themselves', () => {
  expect(diffText('Be kind.\nSay hello to Ada.\n', 'Be kind.\nSay goodbye to Ada.\nThen stop.\n')).toEqual([
    { text: 'Be kind.\n', side: 'both', isLines: true },
    { text: 'Say ', side: 'both', isLines: false },
    { text: 'hello', side: 'before', isLines: false },
    { text: 'goodbye', side: 'after', isLines: false },
    { text: ' to Ada.\n', side: 'both', isLines: false },
    { text: 'Then stop.\n', side: 'after', isLines: false },
  ]);
});

test('lines that share next to nothing stand one after the other', () => {
  expect(diffText('Summarise the text.', 'Wer ist da?')).toEqual([
    { text: 'Summarise the text.', side: 'before', isLines: true },
    { text: 'Wer ist da?', side: 'after', isLines: true },
  ]);
});

test('of texts made at random both sides can be read from what is told', () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const text = () =>
    Array.from(
      { length: random(30) },
      () => ['a', 'b c', '\n', ' ', 'ä€😀', '\r\n', '{{ x }}'][random(7)],
    ).join('');
  for (let round = 0; round < 300; round += 1) {
    const [before, after] = [text(), text()];
    const pieces = diffText(before, after);
    if (!pieces) throw new Error('Such short texts can be told apart.');
    expect(sideOf(pieces, 'before')).toBe(before);
    expect(sideOf(pieces, 'after')).toBe(after);
  }
});

test('texts that are made to take for ever are given up, or told in time', () => {
  const lines = (count: number, of: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => of(index)).join('\n');
  const nothingShared = diffText(
    lines(20_000, (index) => `a${index}`),
    lines(20_000, (index) => `b${index}`),
  );
  expect(nothingShared).toBeNull();
  const many = diffText(
    lines(900, (index) => `${'x y '.repeat(900)}${index}`),
    lines(900, (index) => `${'y x '.repeat(900)}${index}`),
  );
  // However it ends, it ends: a runner that hangs here fails by its own limit.
  expect(many === null || many.length > 0).toBe(true);
});

test('what did not change is folded away, but for the lines next to what did', () => {
  const text = (middle: string) =>
    [...Array.from({ length: 9 }, (_, index) => `line ${index}`), middle, 'end', ''].join('\n');
  const pieces = diffText(text('old'), text('new'));
  expect(foldPieces(pieces ?? [])).toEqual([
    { hidden: 7 },
    { text: 'line 7\nline 8\n', side: 'both', isLines: true },
    { text: 'old\n', side: 'before', isLines: true },
    { text: 'new\n', side: 'after', isLines: true },
    { text: 'end\n', side: 'both', isLines: true },
  ]);
});
