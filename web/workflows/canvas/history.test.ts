import { expect, test } from 'vitest';
import { begin, carryOver, endGesture, record, redo, undo } from './history.ts';

test('undoing everything gives the start, redoing everything the end', () => {
  let history = begin(0);
  for (const value of [1, 2, 3, 4]) history = record(history, value, `to ${value}`);
  for (let step = 0; step < 4; step += 1) history = undo(history);
  expect(history.present).toBe(0);
  for (let step = 0; step < 4; step += 1) history = redo(history);
  expect(history.present).toBe(4);
});

test('one gesture is one step', () => {
  let history = begin('');
  for (const text of ['a', 'ab', 'abc']) history = record(history, text, 'Type', 'name');
  expect(undo(history).present).toBe('');
});

test('the same gesture begun again is another step', () => {
  let history = record(begin(''), 'a', 'Type', 'name');
  history = record(endGesture(history), 'ab', 'Type', 'name');
  expect(undo(history).present).toBe('a');
});

test('what follows an undo is a new way: nothing is left to redo', () => {
  const history = record(undo(record(begin(0), 1, 'one')), 2, 'two');
  expect(redo(history).present).toBe(2);
  expect(history.past.map(({ label }) => label)).toEqual(['two']);
});

test('a change that changes nothing is no step', () => {
  const start = begin('same');
  expect(record(start, 'same', 'Nothing')).toBe(start);
});

test('somebody else’s changes come in under one’s own: undoing takes back only one’s own', () => {
  const typed = record(begin('a'), 'ab', 'Type');
  const joined = carryOver(typed, 'AB', (text) => text.toUpperCase());
  expect(joined.present).toBe('AB');
  expect(undo(joined).present).toBe('A');
  expect(redo(undo(joined)).present).toBe('AB');
});
