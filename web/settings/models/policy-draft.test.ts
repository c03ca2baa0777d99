import { expect, test } from 'vitest';
import { changeBetween, type PolicyDraft } from './policy-draft';

const before: PolicyDraft = {
  own: true,
  default: 'house',
  fallback: 'spare',
  aliases: [{ alias: 'sonnet', target: 'house' }],
  exclusive: false,
  offered: true,
  substitution: 'NEVER',
};

test('only what differs is sent', () => {
  expect(changeBetween(before, before)).toBeNull();
  expect(changeBetween(before, { ...before, fallback: '', exclusive: true })).toEqual({
    fallback: null,
    exclusive: true,
  });
  expect(changeBetween(before, { ...before, aliases: [] })).toEqual({ aliases: [] });
});

test('giving up the own choice sends that alone, whatever stood in the fields', () => {
  expect(changeBetween(before, { ...before, own: false, offered: false, default: 'other' })).toEqual({
    default: null,
  });
});

test('a first choice of its own sends the default, and the fallback where there is one', () => {
  const inheriting = { ...before, own: false, default: '', fallback: '', offered: false };
  expect(changeBetween(inheriting, { ...inheriting, own: true, default: 'house' })).toEqual({
    default: 'house',
  });
});
