import type { InputField } from '@patchbay/schema/nodes/input.ts';
import { expect, test } from 'vitest';
import { readRunInput, typedOf } from './run-input.ts';

const field = (name: string, changes: Partial<InputField> = {}): InputField => ({
  name,
  label: '',
  help: '',
  type: 'text',
  required: true,
  choices: [],
  ...changes,
});

test('each field becomes a value of its type', () => {
  const fields = [
    field('topic'),
    field('count', { type: 'number' }),
    field('brief', { type: 'boolean' }),
    field('extra', { type: 'json' }),
  ];
  const typed = { topic: 'Tea', count: '3', extra: '{"a": [1]}' };
  expect(readRunInput(fields, typed)).toEqual({
    input: { topic: 'Tea', count: 3, brief: false, extra: { a: [1] } },
    faults: {},
  });
});

test('what is missing or cannot be read is said at its field', () => {
  const fields = [field('topic'), field('count', { type: 'number' }), field('extra', { type: 'json' })];
  const { faults } = readRunInput(fields, { count: 'three', extra: '{' });
  expect(faults['topic']).toBe('This is required.');
  expect(faults['count']).toBe('"three" is not a number.');
  expect(faults['extra']).toMatch(/^This is not JSON: /);
});

test('an optional field that is left empty is left out', () => {
  expect(readRunInput([field('note', { required: false })], {})).toEqual({ input: {}, faults: {} });
});

test('a form filled in from the values of a run gives those values again', () => {
  const fields = [
    field('topic'),
    field('count', { type: 'number' }),
    field('brief', { type: 'boolean' }),
    field('quiet', { type: 'boolean' }),
    field('day', { type: 'date' }),
    field('extra', { type: 'json' }),
    field('words', { type: 'json' }),
    field('photo', { type: 'image' }),
    field('note', { required: false }),
  ];
  const photo = { id: 'file-1', name: 'cat.png', mediaType: 'image/png', size: 12 };
  const values = {
    topic: 'Tea',
    count: 0,
    brief: false,
    quiet: true,
    day: '2026-01-02',
    extra: { a: [1, null] },
    words: 'a text',
  };
  const typed = typedOf(fields, { ...values, photo, note: null, gone: 'a field that is no more' });
  expect(readRunInput(fields, typed)).toEqual({ input: { ...values, photo: 'file-1' }, faults: {} });
});
