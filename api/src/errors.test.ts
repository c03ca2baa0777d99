import { expect, test } from 'vitest';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError, SignedOutError } from './errors.ts';

test('each failure says its code, its status and its field', () => {
  const failures = [
    new NotFoundError('project', ['projectId']),
    new ForbiddenError('Not you.'),
    new SignedOutError(),
    InvalidInputError.at('email', 'Write an email address.'),
    new ConflictError('It is taken.', ['slug']),
  ];
  expect(failures.map(({ name, code, status, path }) => [name, code, status, path])).toEqual([
    ['NotFoundError', 'NOT_FOUND', 404, ['projectId']],
    ['ForbiddenError', 'FORBIDDEN', 403, []],
    ['SignedOutError', 'SIGNED_OUT', 401, []],
    ['InvalidInputError', 'INVALID_INPUT', 422, ['email']],
    ['ConflictError', 'CONFLICT', 409, ['slug']],
  ]);
});

test('all faults of an input are told together, and the first one leads to its field', () => {
  const failure = new InvalidInputError([
    { path: ['name'], message: 'Give it a name.' },
    { path: ['scopes', '0'], message: 'Choose a scope.' },
  ]);
  expect(failure.message).toBe('Give it a name. Choose a scope.');
  expect(failure.path).toEqual(['name']);
});

test('what is foreign and what is unknown have the same words', () => {
  expect(new NotFoundError('project').message).toBe('There is no such project, or you have no access to it.');
});
