import { expect, test } from 'vitest';
import { readEnv } from './env.ts';

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
