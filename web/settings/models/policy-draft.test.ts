import { expect, test } from 'vitest';
import { differencesBetween } from './policy-differences';
import { changeBetween, type PolicyDraft, rebase } from './policy-draft';
import { faultsAfter, faultsOf } from './policy-faults';

const before: PolicyDraft = {
  own: true,
  default: 'house',
  fallback: 'spare',
  aliases: [{ alias: 'sonnet', target: 'house' }],
  exclusive: false,
  offered: true,
  substitution: 'NEVER',
};
const inheriting: PolicyDraft = { ...before, own: false, default: '', fallback: '', offered: false };

test('only what differs is sent', () => {
  expect(changeBetween(before, before)).toBeNull();
  expect(changeBetween(before, { ...before, fallback: '', exclusive: true })).toEqual({
    fallback: null,
    exclusive: true,
  });
  expect(changeBetween(before, { ...before, aliases: [] })).toEqual({ aliases: [] });
});

test('the order of aliases is no change', () => {
  const haiku = { alias: 'haiku', target: 'spare' };
  const [sonnet] = before.aliases;
  if (!sonnet) throw new Error('There is one.');
  const one = { ...before, aliases: [haiku, sonnet] };
  expect(changeBetween(one, { ...before, aliases: [sonnet, haiku] })).toBeNull();
});

test('giving up the own choice sends that alone, whatever stood in the fields', () => {
  expect(changeBetween(before, { ...before, own: false, offered: false, default: 'other' })).toEqual({
    default: null,
  });
});

test('a first choice of its own sends the default, and the fallback where there is one', () => {
  expect(changeBetween(inheriting, { ...inheriting, own: true, default: 'house' })).toEqual({
    default: 'house',
  });
});

test('a choice of its own that has begun is a change before a model is chosen', () => {
  expect(changeBetween(inheriting, { ...inheriting, own: true })).toEqual({ default: '' });
});

test('what was changed here stays upon what somebody else has saved; what was not becomes theirs', () => {
  const mine = { ...before, exclusive: true };
  const theirs = { ...before, default: 'other', substitution: 'DEFAULT' } as const;
  expect(rebase(before, mine, theirs)).toEqual({ ...theirs, exclusive: true });
});

test('default and fallback are never put together out of two choices', () => {
  const mine = { ...before, fallback: 'mine' };
  expect(rebase(before, mine, { ...before, default: 'theirs', fallback: 'spare' })).toEqual(mine);
  expect(rebase(before, { ...before, exclusive: true }, inheriting)).toEqual({
    ...inheriting,
    exclusive: true,
  });
});

test('a change is told by the names of models', () => {
  const names: Record<string, string> = { house: 'House model', spare: 'Spare model' };
  const nameOf = (reference: string) => names[reference] ?? reference;
  const after = { ...before, default: 'spare', fallback: '', aliases: [], exclusive: true };
  expect(differencesBetween(before, after, nameOf)).toEqual([
    { what: 'Default', from: 'House model', to: 'Spare model' },
    { what: 'Fallback', from: 'Spare model', to: 'None' },
    { what: 'Alias sonnet', from: 'House model', to: 'None' },
    { what: 'Only use our custom models', from: 'Off', to: 'On' },
  ]);
  expect(differencesBetween(before, before, nameOf)).toEqual([]);
});

test('a fault stands at its field, and one that belongs to none is about the whole', () => {
  const fieldErrors = { 'aliases.1.alias': 'It is a slug.', expectedRevision: 'Stale.' };
  expect(faultsOf({ message: 'No.', fieldErrors })).toEqual({ 'aliases.1.alias': 'It is a slug.' });
  expect(faultsOf({ message: 'No.', fieldErrors: { expectedRevision: 'Stale.' } })).toEqual({ whole: 'No.' });
});

test('a fault is gone once its field is changed, and the others stay', () => {
  const aliases = [
    { alias: 'a', target: '' },
    { alias: 'b', target: '' },
  ];
  const faults = { default: 'Gone.', 'aliases.0.target': 'None.', 'aliases.1.target': 'None.', whole: 'No.' };
  const changed = { aliases: [{ alias: 'a', target: 'house' }, ...aliases.slice(1)] };
  expect(faultsAfter(faults, { ...before, aliases }, changed)).toEqual({
    default: 'Gone.',
    'aliases.1.target': 'None.',
  });
  expect(faultsAfter(faults, { ...before, aliases }, { aliases: aliases.slice(1) })).toEqual({
    default: 'Gone.',
  });
});
