import { expect, test } from 'vitest';
import { outcomeOf } from './outcome.ts';

test('a payload is an outcome that went well', () => {
  expect(outcomeOf({ project: { id: '1' } })).toEqual({ ok: true, data: { project: { id: '1' } } });
});

test('a declared failure stands at its field', () => {
  const conflict = { code: 'CONFLICT', message: 'This slug is taken.', path: ['slug'] };
  expect(outcomeOf(conflict)).toEqual({
    ok: false,
    code: 'CONFLICT',
    message: 'This slug is taken.',
    fieldErrors: { slug: 'This slug is taken.' },
  });
});

test('each faulty field gets its own message, the first where it has several', () => {
  const invalid = {
    code: 'INVALID_INPUT',
    message: 'Choose a name. Too short. Not an address.',
    path: ['name'],
    issues: [
      { path: ['name'], message: 'Choose a name.' },
      { path: ['name'], message: 'Too short.' },
      { path: ['owner', 'email'], message: 'Not an address.' },
    ],
  };
  expect(outcomeOf(invalid)).toMatchObject({
    fieldErrors: { name: 'Choose a name.', 'owner.email': 'Not an address.' },
  });
});

test('a failure about no field in particular has only its message', () => {
  const forbidden = { code: 'FORBIDDEN', message: 'This needs an admin.', path: [] };
  expect(outcomeOf(forbidden)).toMatchObject({ message: 'This needs an admin.', fieldErrors: {} });
});

test('a lost connection says so, and that nothing typed is lost', () => {
  const lost = { message: '[Network] failed', networkError: new Error('failed') };
  expect(outcomeOf(undefined, lost)).toMatchObject({
    ok: false,
    message: 'The server could not be reached. What you typed is kept; try again.',
  });
});

test('an error of GraphQL itself is told in its own words', () => {
  const refused = { message: '[GraphQL] x', graphQLErrors: [{ message: 'The query is too deep.' }] };
  expect(outcomeOf(null, refused)).toMatchObject({ ok: false, message: 'The query is too deep.' });
});
