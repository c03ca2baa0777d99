import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parts, readEnv, variables } from './env.ts';

test('all faults of the environment are reported together, and no value is echoed', () => {
  const attempt = () =>
    readEnv('api', { DATABASE_URL: 'mysql://root:hunter2@db', AUTH_SECRET: 'too-short', API_PORT: '99999' });
  expect(attempt).toThrow(/DATABASE_URL: must start with postgres:/);
  expect(attempt).toThrow(/AUTH_SECRET: needs at least 32 characters/);
  expect(attempt).toThrow(/PUBLIC_URL: is not set/);
  expect(attempt).toThrow(/API_PORT: /);
  expect(attempt).not.toThrow(/hunter2|too-short/);
});

test('a part reads only its own variables, and a blank one counts as not set', () => {
  const env = readEnv('migrate', {
    DATABASE_URL: 'postgres://localhost/x',
    LOG_LEVEL: '',
    API_PORT: 'nonsense',
  });
  expect(env).toEqual({ DATABASE_URL: 'postgres://localhost/x', LOG_LEVEL: 'info' });
});

test('the table of the README names each variable, who reads it and its default', () => {
  const told = readmeRows().filter(({ readers }) => !['web', 'sandbox'].includes(readers));
  const readersOf = (name: string) =>
    Object.entries(parts).flatMap(([part, names]) => (names.some((each) => each === name) ? [part] : []));
  const read = Object.entries(variables).map(([name, shape]) => {
    const fallback = shape.safeParse(undefined).data;
    return { name, readers: readersOf(name).toSorted().join(), fallback: String(fallback ?? '') };
  });
  const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);
  expect(
    told
      .map(({ name, readers, fallback }) => ({
        name,
        readers: readers.replace('entry link', 'entryLink').split(', ').toSorted().join(),
        // Where no value stands in for a missing one, the table may say in words what happens then.
        fallback: variables[name as keyof typeof variables]?.safeParse(undefined).data ? fallback : '',
      }))
      .toSorted(byName),
  ).toEqual(read.toSorted(byName));
});

/** One for each variable; a row of the table may hold two, with a default for each. */
function readmeRows() {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const table = readme.split(/\| Variable\s+/)[1]?.split('\n\n')[0] ?? '';
  return table
    .split('\n')
    .slice(2)
    .flatMap((row) => {
      const [, names = '', readers = '', fallbacks = ''] = row.split('|').map((cell) => cell.trim());
      const given = fallbacks.split(', ');
      return names
        .split(', ')
        .map((name, index) => ({ name: name.replaceAll('`', ''), readers, fallback: given[index] ?? '' }));
    });
}
